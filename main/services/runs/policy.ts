/** What a run does about a text that is wanted, where the project holds texts already. Knows no store and no model. */
import type { RunPolicy } from '../../document/observations.ts';
import type { ItemTexts } from '../../document/status.ts';
import { unreachable } from '../../document/unreachable.ts';

/**
 * `leave`: nothing. `add`: a further suggestion. `replace`: a new suggestion in place of those there are, which are
 * removed, and like all that is removed can be brought back.
 */
export type Duty = 'leave' | 'add' | 'replace';

/** Undefined: there is no such item yet. Whoever has answered, blind or not, has said a word that is not overwritten. */
export function dutyOf(policy: RunPolicy, held: ItemTexts | undefined): Duty {
  if (held === undefined) return 'add';
  const { responses, suggestions } = held;
  switch (policy) {
    case 'skip':
      return responses.length + suggestions.length > 0 ? 'leave' : 'add';
    case 'fill':
      return responses.length > 0 || suggestions.some(({ junk }) => junk === null) ? 'leave' : 'add';
    case 'append':
      return 'add';
    case 'overwrite':
      return responses.length > 0 ? 'leave' : 'replace';
    default:
      return unreachable(policy);
  }
}
