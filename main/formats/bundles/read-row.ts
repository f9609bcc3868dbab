/**
 * A flat row of anybody's data set as records: our own columns, and the names that others use for the same. What is none of
 * these is kept. Knows neither files nor formats.
 */
import { usFromSeconds } from '../../document/time.ts';
import type { Span } from '../../document/time.ts';
import { ORIGIN_UNKNOWN, stemOf, videoNamed } from '../record.ts';
import type { DatasetRecord, DatasetVideo } from '../record.ts';
import { COLUMNS, rowOf, WHOLE_COLUMN } from './row.ts';
import { restored, spanOf, wholeOf } from './whole-record.ts';
import type { Visible } from './whole-record.ts';

const TEXTS = ['text', 'caption', 'captions', 'sentence', 'sentences', 'description', 'answer'];
const VIDEOS = ['file_name', 'video_file_name', 'video', 'video_path', 'path', 'video_id', 'videoID', 'video_name'];

interface Reading {
  readonly format: string;
  /** The column of the text; empty: the first of those that are usual. */
  readonly text: string;
  /** What the row is of, where no column says it. */
  readonly video: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** What is wrong is said in words. */
export function recordsOfRow(fields: Fields, reading: Reading): DatasetRecord[] | { readonly wrong: string } {
  const videoColumn = VIDEOS.find((name) => Object.hasOwn(fields, name) && videoIn(fields[name]) !== null);
  const name = reading.video ?? (videoColumn === undefined ? null : videoIn(fields[videoColumn]));
  if (name === null || name === '') return { wrong: 'no column says which video it is of (file_name, video ...)' };
  if (isOutside(name)) return { wrong: `the path ${JSON.stringify(name)} climbs out of its folder` };
  const textColumn = reading.text === '' ? TEXTS.find((one) => textsIn(fields[one]) !== null) : reading.text;
  const texts = textColumn === undefined ? null : textsIn(fields[textColumn]);
  if (texts === null) {
    return { wrong: reading.text === '' ? 'no column has a text' : `the column ${reading.text} has no text` };
  }
  const span = spanIn(fields);
  if (span === 'backwards') return { wrong: 'it ends before it begins' };
  const used = new Set([textColumn, videoColumn, WHOLE_COLUMN, ...Object.keys(COLUMNS)]);
  const kept = Object.entries(fields).filter(([key, value]) => !used.has(key) && value !== null);
  const own = kept.length > 0 ? { [reading.format]: Object.fromEntries(kept) } : null;
  const whole = wholeOf(fields[WHOLE_COLUMN]);
  return texts.map((text) => {
    const read = { ...readRecord(fields, text), video: videoOf(name, fields), span, extra: own };
    return restored({ format: reading.format, read, whole: texts.length === 1 ? whole : null, visible: visibleRow });
  });
}

function readRecord(fields: Fields, text: string): Omit<DatasetRecord, 'video' | 'span' | 'extra'> {
  const question = stringIn(fields, 'question') ?? (fields['kind'] === 'question' ? '' : null);
  return {
    id: stringIn(fields, 'id'),
    tier: stringIn(fields, 'tier'),
    content:
      question === null
        ? { kind: 'caption', track: stringIn(fields, 'track'), text }
        : { kind: 'qa', bankId: null, question, answer: text, form: 'open', topic: null, choices: [], evidence: null },
    status: null,
    review: null,
    flag: null,
    origin: ORIGIN_UNKNOWN,
  };
}

function visibleRow(record: DatasetRecord): Visible {
  const { text, question, start, end } = rowOf(record);
  return {
    ...{ stem: record.video.stem, text, question },
    from: record.span === null ? null : usFromSeconds(start),
    to: record.span === null ? null : usFromSeconds(end),
  };
}

function videoOf(name: string, fields: Fields): DatasetVideo {
  const path = name.replaceAll('\\', '/');
  const [fps, duration] = [numberIn(fields, 'fps'), numberIn(fields, 'duration')];
  return {
    ...videoNamed(stemOf(path)),
    relativePath: path,
    fps: fps === null || fps <= 0 ? null : fps,
    durationUs: duration === null || duration <= 0 ? null : usFromSeconds(duration),
  };
}

/** `is_segment` is ours; without it a start and an end are the part that it is about. */
function spanIn(fields: Fields): Span | null | 'backwards' {
  const [start, end] = [numberIn(fields, 'start'), numberIn(fields, 'end')];
  if (start === null || end === null || fields['is_segment'] === false) return null;
  return spanOf(usFromSeconds(start), usFromSeconds(end)) ?? 'backwards';
}

/** A path, or a path beside its bytes as Hugging Face's column of videos has it. */
function videoIn(value: unknown): string | null {
  if (typeof value === 'string') return value === '' ? null : value;
  if (typeof value !== 'object' || value === null || !('path' in value)) return null;
  return typeof value.path === 'string' && value.path !== '' ? value.path : null;
}

function textsIn(value: unknown): string[] | null {
  if (typeof value === 'string') return [value];
  if (!Array.isArray(value) || value.length === 0) return null;
  return value.every((one): one is string => typeof one === 'string') ? value : null;
}

function stringIn(fields: Fields, name: string): string | null {
  const value = fields[name];
  return typeof value === 'string' && value !== '' ? value : null;
}

function numberIn(fields: Fields, name: string): number | null {
  const value = fields[name];
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

function isOutside(path: string): boolean {
  return /^[/\\]|^[A-Za-z]:|\0|:\/\//.test(path) || path.split(/[/\\]/).includes('..');
}
