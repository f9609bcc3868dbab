/**
 * All of a record as one text, for formats that have a field which may hold anything. What comes back as it went is the
 * record again, with who made it; what another program has changed is what that program says. Knows no format.
 */
import type { Span } from '../../document/time.ts';
import { JsonError, parseJson } from '../input/json.ts';
import { lineOf, recordOf } from '../jsonl/line.ts';
import { extraOf, ORIGIN_UNKNOWN, textOf } from '../record.ts';
import type { DatasetRecord } from '../record.ts';

/** Without where the video lay on this machine: a data set is for others. */
export function wholeText(record: DatasetRecord): string {
  return lineOf({ ...record, video: { ...record.video, path: null } });
}

/** Null: it is not what `wholeText` wrote. */
export function wholeOf(text: unknown): DatasetRecord | null {
  if (typeof text !== 'string') return null;
  try {
    const record = recordOf(parseJson(text));
    return 'wrong' in record ? null : record;
  } catch (error) {
    if (error instanceof JsonError) return null;
    throw error;
  }
}

/** What a format's own fields say of a record, in the format's own units. */
export interface Visible {
  /** The file's name without its ending. */
  readonly stem: string;
  readonly from: number | null;
  readonly to: number | null;
  readonly question: string | null;
  readonly text: string | null;
}

interface Restored {
  readonly format: string;
  /** What the format's own fields say. */
  readonly read: DatasetRecord;
  readonly whole: DatasetRecord | null;
  /** The record as the format shows it. */
  readonly visible: (record: DatasetRecord) => Visible;
}

/** The whole record where the format's fields still say the same; else with what they say now, by nobody we know. */
export function restored({ format, read, whole, visible }: Restored): DatasetRecord {
  if (whole === null || whole.content.kind !== read.content.kind) return read;
  const [now, then] = [visible(read), visible(whole)];
  const extra = extraWith(whole, format, extraOf(read, format));
  const sameVideo = now.stem === then.stem;
  const sameSpan = now.from === then.from && now.to === then.to;
  const sameText = now.text === then.text && now.question === then.question;
  const video = sameVideo ? whole.video : read.video;
  if (sameVideo && sameSpan && sameText) return { ...whole, extra };
  const span = sameSpan ? whole.span : read.span;
  const content = sameText ? whole.content : contentNow(whole, read, now.question === then.question);
  const tier = span === null ? null : (whole.tier ?? read.tier);
  return { ...whole, video, span, tier, content, status: null, review: null, origin: ORIGIN_UNKNOWN, extra };
}

function contentNow(whole: DatasetRecord, read: DatasetRecord, sameQuestion: boolean): DatasetRecord['content'] {
  const text = textOf(read);
  if (whole.content.kind === 'caption') return { ...whole.content, text };
  const asked = read.content.kind === 'qa' && !sameQuestion ? read.content.question : whole.content.question;
  return { ...whole.content, question: asked, answer: text };
}

function extraWith(
  { extra }: DatasetRecord,
  format: string,
  own: Readonly<Record<string, unknown>>,
): DatasetRecord['extra'] {
  const all = { ...without(extra ?? {}, [format]), ...(Object.keys(own).length > 0 ? { [format]: own } : {}) };
  return Object.keys(all).length > 0 ? all : null;
}

/** A span of two moments, or none where they are not in order. */
export function spanOf(fromUs: number, toUs: number): Span | null {
  return Number.isSafeInteger(fromUs) && Number.isSafeInteger(toUs) && fromUs >= 0 && fromUs <= toUs
    ? { fromUs, toUs }
    : null;
}

/** Without these. */
export function without(
  fields: Readonly<Record<string, unknown>>,
  names: readonly string[],
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name)));
}
