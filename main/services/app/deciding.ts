/** A decision as a window tells it, as the services take it. */
import type { Decision, RejectReason } from '../../document/records.ts';
import type { Span } from '../../document/time.ts';
import type { Deciding } from '../review/decide.ts';

interface Told {
  readonly decision: Decision;
  /** Null: what stands. */
  readonly text?: string | null;
  readonly span?: Span | null;
  readonly reason: RejectReason | null;
}

export function decidingOf({ decision, reason, span = null, text = null }: Told): Deciding {
  switch (decision) {
    case 'accepted':
      return { do: 'accept', ...(text !== null && { text }), ...(span !== null && { span }) };
    case 'rejected':
      return { do: 'reject', reason: reason ?? 'other' };
    case 'skipped':
      return { do: 'skip' };
  }
}
