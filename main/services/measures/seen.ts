/** What each measure is shown: an item with its texts, and what is known of the work on it. Knows no measure. */
import type { Comment, Person, Response, Segment, Suggestion, Video } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import type { ItemTexts, Standing } from '../../document/status.ts';
import type { PersonId, SegmentId } from '../../document/ids.ts';
import type { Us } from '../../document/time.ts';
import type { TimeAtItem } from '../../store/index.ts';

export interface Seen {
  readonly texts: ItemTexts;
  readonly standing: Standing;
  readonly active: readonly TimeAtItem[];
}

/** A video with those of its items that are asked for. */
export interface SeenVideo {
  readonly video: Video;
  /** Null: it was not probed yet, or cannot be. */
  readonly durationUs: Us | null;
  readonly segments: ReadonlyMap<SegmentId, Segment>;
  readonly items: readonly Seen[];
  /** On those items; where no items were chosen, on the video too. */
  readonly comments: readonly Comment[];
}

/** A measure in the making: it is shown everything once and keeps sums. */
export interface Tally<Result> {
  add(seen: Seen): void;
  result(): Result;
}

export type PersonNames = ReadonlyMap<PersonId, Person['name']>;

/** A decision about a suggestion. */
interface Judged {
  readonly suggestion: Suggestion;
  readonly response: Response;
  readonly asIs: boolean;
}

/**
 * The suggestion that the standing response began with, where a person accepted or rejected it; null for any other item,
 * and for a suggestion that was made wrong on purpose: that says something of the person (over-trust), nothing of the model.
 */
export function judgedOf({ standing: { suggestion, response, status } }: Seen): Judged | null {
  if (suggestion === null || response === null || suggestion.seeded) return null;
  if (response.suggestionId !== suggestion.id) return null;
  if (response.decision !== 'accepted' && response.decision !== 'rejected') return null;
  return { suggestion, response, asIs: status === 'accepted' };
}

/** What was accepted of each response to a seeded suggestion; null where the response is none. */
export function trustOf(texts: ItemTexts, response: Response): boolean | null {
  const suggestion = texts.suggestions.find(({ id }) => id === response.suggestionId);
  if (suggestion?.seeded !== true || response.blind) return null;
  if (response.decision !== 'accepted' && response.decision !== 'rejected') return null;
  return standingOf({ ...texts, responses: [response] }).status === 'accepted';
}

/** To a tenth of a second, so that a spread of any number of times holds few different ones. */
export function activeSeconds(activeMs: number): number {
  return Math.round(activeMs / 100) / 10;
}
