/** What a text is in FiftyOne: a label whose name is the text, with a support in frames from 1, both of them shown. */
import { secondsFromUs } from '../../document/time.ts';
import { framesOf } from '../bundles/frames.ts';
import { wholeText, without } from '../bundles/whole-record.ts';
import type { Visible } from '../bundles/whole-record.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf, textOf } from '../record.ts';

export interface FiftyoneOptions extends Readonly<Record<string, unknown>> {
  readonly layout: 'temporal' | 'samples';
  readonly times: 'frames' | 'seconds';
  readonly fps: number;
  readonly fields: string;
}

/** Fields of a sample that are ours. */
export const FIELDS = { captions: 'captions', questions: 'questions', segments: 'segments' } as const;

export function supportOf(record: DatasetRecord): readonly [number, number] | null {
  const frames = framesOf(record);
  return frames && [frames.first + 1, frames.last + 1];
}

/** Exact, since a time in seconds has no frame rate to agree with. */
export function timestampsOf({ span, video }: DatasetRecord): readonly [number, number] | null {
  if (span === null) return video.durationUs === null ? null : [0, secondsFromUs(video.durationUs)];
  return [secondsFromUs(span.fromUs), secondsFromUs(span.toUs)];
}

/** The field of a sample that the text is in: as it was imported, where such a field can hold it. */
export function fieldOf(record: DatasetRecord): string {
  const { field } = extraOf(record, 'fiftyone');
  if (typeof field === 'string' && /^[a-zA-Z]\w{0,63}$/.test(field) && !RESERVED.has(field)) return field;
  if (record.span !== null) return FIELDS.segments;
  return record.content.kind === 'qa' ? FIELDS.questions : FIELDS.captions;
}

const TEXTS = ['caption', 'captions', 'description', 'text'];

/** Whether a field that is a mere text is a text about the video: it may as well be a path or the name of a split. */
export function isTextField(name: string, { fields }: FiftyoneOptions): boolean {
  return [...TEXTS, ...fields.split(',').map((one) => one.trim())].includes(name);
}

/** What every sample has, which is no text. */
export const RESERVED = new Set([
  'id',
  'filepath',
  'tags',
  'metadata',
  'media_type',
  'created_at',
  'last_modified_at',
  'frames',
]);

export function visible(record: DatasetRecord): Visible {
  const support = record.span === null ? null : supportOf(record);
  return {
    stem: record.video.stem,
    from: support?.[0] ?? null,
    to: support?.[1] ?? null,
    question: record.content.kind === 'qa' ? record.content.question : null,
    text: textOf(record),
  };
}

/** What a label has beside its text and its frames. */
export function attributesOf(record: DatasetRecord): Record<string, unknown> {
  const { content, tier } = record;
  const { attributes } = extraOf(record, 'fiftyone');
  return {
    ...without(objectOf(attributes), [
      '_id',
      '_cls',
      'id',
      'tags',
      'label',
      'support',
      'timestamps',
      'confidence',
      'question',
    ]),
    ...(content.kind === 'caption' && content.track !== null ? { track: content.track } : {}),
    ...(content.kind === 'qa' ? { question: content.question } : {}),
    ...(tier === null ? {} : { tier }),
    about: record.span === null ? 'video' : 'segment',
    panda: wholeText(record),
  };
}

export function objectOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}

/** Python's `os.path.splitext`, with which FiftyOne makes the id of a video from its name. */
export function uuidOf(name: string): string {
  const file = name.slice(name.lastIndexOf('/') + 1);
  const dot = file.lastIndexOf('.');
  const isHidden = /^\.*$/.test(file.slice(0, Math.max(dot, 0)));
  return dot <= 0 || isHidden ? name : name.slice(0, name.length - (file.length - dot));
}
