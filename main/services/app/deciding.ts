/** A decision as a window tells it, as the services take it. */
import type { Decision, RejectReason } from '../../document/records.ts';
import type { Span } from '../../document/time.ts';
import type { Deciding } from '../review/decide.ts';

interface ToldSpan {
  /** Null: what stands; `none`: there is none. */
  readonly span?: Span | 'none' | null;
}

interface Told extends ToldSpan {
  readonly decision: Decision;
  /** Null: what stands. */
  readonly text?: string | null;
  readonly reason: RejectReason | null;
}

export function decidingOf(told: Told): Deciding {
  const { decision, reason, text = null } = told;
  switch (decision) {
    case 'accepted':
      return { do: 'accept', ...(text !== null && { text }), ...spanIn(told) };
    case 'rejected':
      return { do: 'reject', reason: reason ?? 'other' };
    case 'skipped':
      return { do: 'skip' };
  }
}

export function spanIn({ span = null }: ToldSpan): { readonly span?: Span | null } {
  return span === null ? {} : { span: span === 'none' ? null : span };
}
