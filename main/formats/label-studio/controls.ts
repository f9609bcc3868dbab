/**
 * What a text is in Label Studio: a result of one of the controls of the labelling configuration. A segment is a region of
 * the timeline with a text area of its own; texts of one control about the whole video are one result with several texts.
 * https://github.com/HumanSignal/label-studio/blob/develop/web/libs/editor/src/regions/TimelineRegion.js
 */
import type { FrameSpan } from '../bundles/frames.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf, textOf } from '../record.ts';

export const VIDEO = 'video';
export const SEGMENTS = 'segments';
export const QUESTION = { video: 'video_question', segment: 'segment_question' } as const;
const CAPTION = { video: 'video_caption', segment: 'segment_caption' } as const;
/** Of a segment that is in no tier. */
export const SEGMENT = 'segment';

export interface Result {
  readonly id: string;
  readonly from_name: string;
  readonly to_name: string;
  readonly type: string;
  readonly origin: string;
  readonly value: Readonly<Record<string, unknown>>;
}

/** The control whose result the text is; choices are those of the control that they were imported from. */
export function controlOf(record: DatasetRecord): { readonly name: string; readonly type: 'textarea' | 'choices' } {
  const { content, span } = record;
  const about = span === null ? 'video' : 'segment';
  const { choices } = extraOf(record, 'label-studio');
  if (content.kind === 'qa' && typeof choices === 'string') return { name: choices, type: 'choices' };
  if (content.kind === 'qa') return { name: QUESTION[about], type: 'textarea' };
  const track = content.track?.replace(/[^A-Za-z0-9_-]/g, '_');
  return { name: track === undefined ? CAPTION[about] : `${CAPTION[about]}_${track}`, type: 'textarea' };
}

/** Which track a control of ours is of; another's control is a track itself. */
export function trackOfControl(name: string): string | null {
  for (const ours of Object.values(CAPTION)) {
    if (name === ours) return null;
    if (name.startsWith(`${ours}_`)) return name.slice(ours.length + 1);
  }
  return name;
}

export function labelOf(record: DatasetRecord): string {
  return record.tier ?? SEGMENT;
}

/** A label alone says what a segment shows: there is no text area then. */
export function isLabelAlone(record: DatasetRecord): boolean {
  return extraOf(record, 'label-studio')['alone'] === true && labelOf(record) === textOf(record);
}

/** What stands in a text area: of a question, the question and below it the answer. */
export function areaText(record: DatasetRecord): string {
  const text = textOf(record) ?? '';
  return record.content.kind === 'qa' ? `${record.content.question}\n${text}` : text;
}

/** Label Studio counts from 1; both are shown. */
export function rangeOf({ first, last }: FrameSpan): { readonly start: number; readonly end: number } {
  return { start: first + 1, end: last + 1 };
}

/** Who made the text, as Label Studio tells it. */
export function originOf({ status }: DatasetRecord): string {
  if (status === 'suggested' || status === 'accepted') return 'prediction';
  return status === 'edited' ? 'prediction-changed' : 'manual';
}
