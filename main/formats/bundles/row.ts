/**
 * A record as a flat row: the columns of a Hugging Face data set and of the samples of a WebDataset. Every column is in
 * every row with one type and without nulls, because these readers take the types from the first rows and hold the others
 * to them. Knows neither files nor formats.
 */
import { secondsFromUs, usFromSeconds } from '../../document/time.ts';
import type { MediaName } from '../media-name.ts';
import type { DatasetRecord } from '../record.ts';
import { textOf } from '../record.ts';
import { wholeText } from './whole-record.ts';

/** In this order; what stands for "not known" is in the type: an empty text, 0. */
export interface Row {
  /** What it says: a caption, or the answer to the question. */
  readonly text: string;
  /** Empty for a caption. */
  readonly question: string;
  readonly kind: 'caption' | 'question';
  /** Whether it is about a part of the video. */
  readonly is_segment: boolean;
  /** Seconds, exact to the microsecond; of a whole video 0 and its duration. */
  readonly start: number;
  readonly end: number;
  readonly track: string;
  readonly tier: string;
  readonly id: string;
  readonly status: string;
  /** Which model and which person it is from. */
  readonly model: string;
  readonly person: string;
  readonly fps: number;
  readonly duration: number;
}

export type ColumnType = 'string' | 'float64' | 'bool';

export const COLUMNS: Readonly<Record<keyof Row, ColumnType>> = {
  text: 'string',
  question: 'string',
  kind: 'string',
  is_segment: 'bool',
  start: 'float64',
  end: 'float64',
  track: 'string',
  tier: 'string',
  id: 'string',
  status: 'string',
  model: 'string',
  person: 'string',
  fps: 'float64',
  duration: 'float64',
};

/** All of the record, as a text. */
export const WHOLE_COLUMN = 'panda';

export function rowOf(record: DatasetRecord): Row {
  const { content, span, tier, id, status, origin, video } = record;
  const { suggestion, response } = origin;
  const model = suggestion && (response === null || response.fromSuggestion) ? suggestion.model : null;
  const duration = secondsFromUs(video.durationUs ?? 0);
  return {
    text: textOf(record) ?? '',
    question: content.kind === 'qa' ? content.question : '',
    kind: content.kind === 'qa' ? 'question' : 'caption',
    is_segment: span !== null,
    start: span === null ? 0 : secondsFromUs(span.fromUs),
    end: span === null ? duration : secondsFromUs(span.toUs),
    track: content.kind === 'caption' ? (content.track ?? '') : '',
    tier: tier ?? '',
    id: id ?? '',
    status: status ?? '',
    model: model === null ? '' : [model.id, model.version].filter(Boolean).join('@'),
    person: response?.person.name ?? '',
    fps: video.fps ?? 0,
    duration,
  };
}

/** With what the format had of its own, and all of the record where that is wanted. */
export function fieldsOf(
  record: DatasetRecord,
  { extra, whole }: { readonly extra: Readonly<Record<string, unknown>>; readonly whole: boolean },
): Record<string, unknown> {
  const taken = ['file_name', 'video', WHOLE_COLUMN, ...Object.keys(COLUMNS)];
  const own = Object.entries(extra).filter(([name]) => !taken.includes(name));
  return {
    ...rowOf(record),
    ...Object.fromEntries(own),
    ...(whole ? { [WHOLE_COLUMN]: wholeText(record) } : {}),
  };
}

/** JSON in which every second has a decimal point, so that no reader takes the first ones for whole numbers. */
export function jsonOf(fields: Readonly<Record<string, unknown>>): string {
  const members = Object.entries(fields).map(([name, value]) => {
    const isSeconds = Object.hasOwn(COLUMNS, name) && COLUMNS[name as keyof Row] === 'float64';
    const text = isSeconds && Number.isInteger(value) ? `${String(value)}.0` : JSON.stringify(value);
    return `${JSON.stringify(name)}:${text}`;
  });
  return `{${members.join(',')}}`;
}

/** What a consumer of the row gets of a record. */
export function rowView(row: Readonly<Record<string, unknown>>, name: string): (string | number | null)[] {
  const { text, question, start, end, track, id } = row as unknown as Row;
  return [name, text, question, usFromSeconds(start), usFromSeconds(end), track, id];
}

export function expectedView(record: DatasetRecord, mediaName: MediaName): (string | number | null)[] {
  return rowView({ ...rowOf(record) }, mediaName(record.video));
}
