/** A label of FiftyOne as a record. */
import { z } from 'zod';
import { usFromSeconds } from '../../document/time.ts';
import { spanOfFrames } from '../bundles/frames.ts';
import { restored, spanOf, wholeOf, without } from '../bundles/whole-record.ts';
import { causeOf } from '../input/rows.ts';
import { ORIGIN_UNKNOWN, stemOf, videoNamed } from '../record.ts';
import type { DatasetRecord, DatasetVideo } from '../record.ts';
import { FIELDS, visible } from './labels.ts';

const frame = z.int().min(1).max(1e9);
const labelSchema = z.looseObject({
  label: z.union([z.string(), z.number()]).nullish(),
  support: z.tuple([frame, frame]).nullish(),
  timestamps: z.tuple([z.number().nonnegative(), z.number().nonnegative()]).nullish(),
  confidence: z.number().nullish(),
  attributes: z.record(z.string(), z.unknown()).nullish(),
});

export interface Where {
  readonly name: string;
  /** Whether the name has an ending that is to be taken off. */
  readonly hasEnding: boolean;
  readonly fps: number | null;
  readonly classes: readonly string[];
  /** Of a sample; null: a list of detections. */
  readonly field: { readonly name: string; readonly single: boolean; readonly isText?: boolean } | null;
}

/** What each of them has that says nothing here. */
const SYSTEM = ['_id', '_cls', 'id', 'tags', 'label', 'support', 'timestamps', 'confidence', 'attributes', 'logits'];
const OWN = ['track', 'question', 'tier', 'about', 'panda'];

/** What is wrong is said in words. */
export function recordOfLabel(value: unknown, where: Where): DatasetRecord | { readonly wrong: string } {
  const { data, error } = labelSchema.safeParse(value);
  if (!data) return { wrong: causeOf(error) };
  const { support, timestamps } = data;
  // In a sample they stand among the label's own fields, in a list of detections under `attributes`.
  const attributes = { ...without(data, SYSTEM), ...data.attributes };
  const whole = wholeOf(attributes['panda']);
  const video = videoOf(where, whole);
  if (video === null) return { wrong: `the path ${JSON.stringify(where.name)} climbs out of its folder` };
  const isSegment = attributes['about'] !== 'video';
  let span = null;
  if (support && isSegment) {
    if (video.fps === null) return { wrong: 'it does not say how many frames a second are: give the option fps' };
    const [first, last] = [support[0] - 1, support[1] - 1];
    span = first <= last ? spanOfFrames({ first, last }, video.fps) : null;
    if (span === null) return { wrong: 'it ends before it begins' };
  } else if (timestamps && isSegment) {
    span = spanOf(usFromSeconds(timestamps[0]), usFromSeconds(timestamps[1]));
    if (span === null) return { wrong: 'it ends before it begins' };
  }
  const label = typeof data.label === 'number' ? (where.classes[data.label] ?? String(data.label)) : (data.label ?? '');
  if (label === '') return { wrong: 'it has no label' };
  const read = {
    ...{ id: null, video, span, tier: textIn(attributes, 'tier'), content: contentOf(label, attributes, where) },
    ...{ status: null, review: null, flag: null, origin: ORIGIN_UNKNOWN },
    extra: { fiftyone: keptOf(data, attributes, where) },
  };
  if (Object.keys(read.extra.fiftyone).length === 0)
    return restoredAs({ ...read, extra: null }, whole, timestamps !== undefined);
  return restoredAs(read, whole, timestamps !== undefined);
}

/** Timestamps are exact, and a support is only as exact as its frames. */
function restoredAs(read: DatasetRecord, whole: DatasetRecord | null, isExact: boolean): DatasetRecord {
  const at = (record: DatasetRecord): ReturnType<typeof visible> => ({
    ...visible(record),
    from: record.span?.fromUs ?? null,
    to: record.span?.toUs ?? null,
  });
  return restored({ format: 'fiftyone', read, whole, visible: isExact ? at : visible });
}

function contentOf(
  label: string,
  attributes: Readonly<Record<string, unknown>>,
  { field }: Where,
): DatasetRecord['content'] {
  const question = textIn(attributes, 'question');
  if (question !== null || field?.name === FIELDS.questions) {
    const qa = { kind: 'qa', bankId: null, form: 'open', topic: null, choices: [], evidence: null } as const;
    return { ...qa, question: question ?? '', answer: label };
  }
  const own = field === null || Object.values(FIELDS).some((name) => name === field.name) ? null : field.name;
  return { kind: 'caption', track: textIn(attributes, 'track') ?? own, text: label };
}

function videoOf({ name, hasEnding, fps }: Where, whole: DatasetRecord | null): DatasetVideo | null {
  const path = name.replaceAll('\\', '/');
  if (path === '' || path.includes('\0') || path.split('/').includes('..')) return null;
  const isAbsolute = /^\/|^[A-Za-z]:\//.test(path);
  return {
    ...videoNamed(stemOf(hasEnding ? path : `${path}.`)),
    relativePath: isAbsolute ? null : path,
    path: isAbsolute ? path : null,
    fps: fps ?? whole?.video.fps ?? null,
    frameCount: whole?.video.frameCount ?? null,
    durationUs: whole?.video.durationUs ?? null,
  };
}

function keptOf(
  data: z.infer<typeof labelSchema>,
  attributes: Readonly<Record<string, unknown>>,
  { field }: Where,
): Readonly<Record<string, unknown>> {
  const others = without(attributes, OWN);
  const isOwn = field === null || Object.values(FIELDS).some((name) => name === field.name);
  return {
    ...(Object.keys(others).length > 0 ? { attributes: others } : {}),
    ...(typeof data.confidence === 'number' ? { confidence: data.confidence } : {}),
    ...(isOwn ? {} : { field: field.name }),
    ...(field?.single === true ? { single: true } : {}),
    ...(field?.isText === true ? { cls: 'text' } : {}),
  };
}

function textIn(attributes: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = attributes[name];
  return typeof value === 'string' && value !== '' ? value : null;
}
