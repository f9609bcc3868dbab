/** Captions about whole videos, as many data sets have them. Knows no format. */
import type { WriteJob } from '../format.ts';
import { ORIGIN_UNKNOWN } from '../record.ts';
import type { DatasetRecord, DatasetVideo, Extra } from '../record.ts';

/** Says of what is no such caption why it is left out. */
export function isWholeCaption<Chosen>(
  { leaveOut }: Pick<WriteJob<Chosen>, 'leaveOut'>,
  record: DatasetRecord,
): boolean {
  if (record.content.kind !== 'caption') leaveOut('question', record);
  else if (record.span !== null) leaveOut('of-a-segment', record);
  else if ((record.content.text ?? '').trim() === '') leaveOut('no-text', record);
  else return true;
  return false;
}

interface CaptionRead {
  readonly video: DatasetVideo;
  readonly text: string;
  readonly track?: string | null;
  readonly span?: DatasetRecord['span'];
  readonly id?: string | null;
  /** The format's name, and what it has beside what a record has a place for. */
  readonly kept: readonly [format: string, extra: Extra];
}

/** A caption of which nothing is known but what a file says. */
export function captionRead({ video, text, track = null, span = null, id = null, kept }: CaptionRead): DatasetRecord {
  const [format, extra] = kept;
  const said = Object.fromEntries(Object.entries(extra).filter(([, value]) => !isNothing(value)));
  return {
    id,
    video,
    span,
    tier: null,
    content: { kind: 'caption', track, text },
    status: null,
    review: null,
    flag: null,
    origin: ORIGIN_UNKNOWN,
    extra: Object.keys(said).length > 0 ? { [format]: said } : null,
  };
}

/** What is beside these, where it is an object. */
export function restOf<T>(extra: Readonly<Record<string, T>>, ...keys: readonly string[]): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(extra).filter(([key]) => !keys.includes(key)));
}

function isNothing(value: unknown): boolean {
  return value === undefined || (typeof value === 'object' && value !== null && Object.keys(value).length === 0);
}
