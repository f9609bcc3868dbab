/** Tables of others: which of their columns is what, by the names that they usually have or by options. Knows no file. */
import type { DatasetRecord } from '../record.ts';
import { ORIGIN_UNKNOWN } from '../record.ts';
import { CellError, spanOf, videoOf } from './cells.ts';

export const MAPPED = ['video', 'text', 'question', 'answer', 'start', 'end', 'track', 'id'] as const;
export type Mapped = (typeof MAPPED)[number];

/** Without difference of case, with `_` for a space; the first that there is. */
const USUAL: Readonly<Record<Mapped, readonly string[]>> = {
  video: ['video', 'path', 'video_path', 'file_name', 'filename', 'file', 'video_name', 'video_id', 'videoid', 'clip'],
  text: ['text', 'caption', 'description', 'sentence', 'captions'],
  question: ['question', 'q'],
  answer: ['answer', 'a', 'response'],
  start: ['start', 'from', 'start_time', 'begin', 'start_s'],
  end: ['end', 'to', 'end_time', 'stop', 'end_s'],
  track: ['track', 'language', 'lang'],
  id: ['id'],
};

/** Which column is what; those that are not there are left out. */
export type Mapping = Readonly<Partial<Record<Mapped, string>>>;

/** `named`: as the options say it, empty where they do not. Throws `CellError` for a column that is not there. */
export function mappingOf(header: readonly string[], named: Readonly<Record<Mapped, string>>): Mapping {
  const usual = new Map(header.map((column) => [column.toLowerCase().replace(/\s+/g, '_'), column]));
  const mapping: Partial<Record<Mapped, string>> = {};
  for (const what of MAPPED) {
    const column = named[what] === '' ? USUAL[what].map((one) => usual.get(one)).find(Boolean) : named[what];
    if (column === undefined) continue;
    if (!header.includes(column)) throw new CellError(`the header has no column ${column}`);
    mapping[what] = column;
  }
  if (mapping.video === undefined) throw new CellError('no column names the video: say which with the option video');
  if (mapping.text === undefined && mapping.question === undefined) {
    throw new CellError('no column has a text: say which with the options text, or question and answer');
  }
  return mapping;
}

/** Throws `CellError`. */
export function recordOfMapped(
  cells: Readonly<Record<string, string>>,
  mapping: Mapping,
): Omit<DatasetRecord, 'extra'> {
  const cell = (what: Mapped): string => cells[mapping[what] ?? ''] ?? '';
  const orNull = (text: string): string | null => (text.trim() === '' ? null : text);
  const question = orNull(cell('question'));
  return {
    id: orNull(cell('id')),
    video: videoOf(cell('video')),
    span: spanOf(cell('start'), cell('end')),
    tier: null,
    content:
      question === null
        ? { kind: 'caption', track: orNull(cell('track')), text: orNull(cell('text')) }
        : {
            ...{ kind: 'qa', bankId: null, form: 'open', topic: null, choices: [], evidence: null },
            question,
            answer: orNull(cell('answer')) ?? orNull(cell('text')),
          },
    status: null,
    review: null,
    flag: null,
    origin: ORIGIN_UNKNOWN,
  };
}
