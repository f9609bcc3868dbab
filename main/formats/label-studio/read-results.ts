/** Results of Label Studio as records: a region with its text area, texts and choices about the whole video. */
import { z } from 'zod';
import { framesOf, spanOfFrames } from '../bundles/frames.ts';
import { restored, wholeOf } from '../bundles/whole-record.ts';
import type { Visible } from '../bundles/whole-record.ts';
import type { Span } from '../../document/time.ts';
import { usFromSeconds } from '../../document/time.ts';
import { ORIGIN_UNKNOWN } from '../record.ts';
import type { DatasetRecord, DatasetVideo } from '../record.ts';
import { areaText, QUESTION, SEGMENT, trackOfControl } from './controls.ts';

export const resultSchema = z.looseObject({
  id: z.string().default(''),
  from_name: z.string().default(''),
  type: z.string().default(''),
  value: z.looseObject({
    ranges: z.array(z.looseObject({ start: z.int().nullish(), end: z.int().nullish() })).optional(),
    start: z.number().optional(),
    end: z.number().optional(),
    text: z.union([z.string(), z.array(z.string())]).optional(),
    timelinelabels: z.array(z.string()).optional(),
    labels: z.array(z.string()).optional(),
    choices: z.array(z.union([z.string(), z.array(z.string())])).optional(),
  }),
});
export type ReadResult = z.infer<typeof resultSchema>;

interface Reading {
  readonly video: DatasetVideo & { readonly fps: number };
  /** What we wrote beside the results. */
  readonly whole: unknown;
  readonly as: 'annotated' | 'predicted' | 'refused';
}

interface Read {
  readonly records: DatasetRecord[];
  /** What is no text and no segment: boxes, for example. */
  readonly left: readonly ReadResult[];
}

/** What is refused is only read where it is ours: of others nobody knows what was refused. */
export function recordsOfResults(results: readonly ReadResult[], reading: Reading): Read {
  const left: ReadResult[] = [];
  const records: DatasetRecord[] = [];
  const regions = new Map<string, ReadResult[]>();
  for (const result of results) {
    if (!isText(result) && regionSpan(result, reading) === null) left.push(result);
    else if (regionSpan(result, reading) === null) records.push(...wholeVideo(result, reading));
    else regions.set(result.id, [...(regions.get(result.id) ?? []), result]);
  }
  for (const [id, of] of regions) records.push(...segment(id, of, reading));
  return { records, left };
}

function isText({ type, value }: ReadResult): boolean {
  return (type === 'textarea' && value.text !== undefined) || (type === 'choices' && value.choices !== undefined);
}

/** Of a region of the timeline in frames from 1, of one of the sound in seconds. */
function regionSpan({ type, value }: ReadResult, { video }: Reading): Span | null {
  const [range] = value.ranges ?? [];
  if (range !== undefined) {
    const start = range.start ?? range.end ?? null;
    if (start === null) return null;
    const [first, last] = [Math.max(0, start - 1), Math.max(0, (range.end ?? start) - 1)];
    return spanOfFrames({ first: Math.min(first, last), last: Math.max(first, last) }, video.fps);
  }
  const { start, end } = value;
  const isSound = type === 'labels' || type === 'textarea' || type === 'choices';
  if (!isSound || start === undefined || end === undefined || start < 0 || end < start) return null;
  return { fromUs: usFromSeconds(start), toUs: usFromSeconds(end) };
}

function wholeVideo(result: ReadResult, reading: Reading): DatasetRecord[] {
  const wholes = wholesOf(result.id, reading);
  const texts = textsOf(result);
  const free = wholes.map((whole) => ({ whole, isTaken: false }));
  const take = (fits: (whole: DatasetRecord, at: number) => boolean): DatasetRecord | null => {
    const found = free.find(({ whole, isTaken }, at) => !isTaken && fits(whole, at));
    if (found) found.isTaken = true;
    return found?.whole ?? null;
  };
  // Those that say the same are the same; one that was changed is the one at its place.
  const same = texts.map((text) => take((whole) => areaText(whole) === text || result.type === 'choices'));
  return texts.flatMap((text, index) => {
    const whole = same[index] ?? take((_whole, at) => at === index && texts.length === wholes.length);
    return recordOf({ result, text, span: null, label: null, whole, reading });
  });
}

/** One text for each text area and choice; a label alone is what the segment shows. */
function segment(id: string, results: readonly ReadResult[], reading: Reading): DatasetRecord[] {
  const [first] = results;
  if (!first) return [];
  const span = regionSpan(first, reading);
  const [label = null] = results.flatMap(({ value }) => value.timelinelabels ?? value.labels ?? []);
  const said = results.filter(isText);
  const [whole = null] = wholesOf(id, reading);
  if (said.length === 0) {
    return label === null ? [] : recordOf({ result: first, text: label, span, label, whole, reading, isAlone: true });
  }
  return said.flatMap((result, index) =>
    textsOf(result).flatMap((text, at) =>
      recordOf({ result, text, span, label, whole: index === 0 && at === 0 ? whole : null, reading }),
    ),
  );
}

interface Parts {
  readonly result: ReadResult;
  readonly text: string;
  readonly span: Span | null;
  readonly label: string | null;
  readonly whole: DatasetRecord | null;
  readonly reading: Reading;
  readonly isAlone?: boolean;
}

function recordOf({ result, text, span, label, whole, reading, isAlone = false }: Parts): DatasetRecord[] {
  const { video, as } = reading;
  if (as === 'refused' && whole === null) return [];
  const several = result.value.choices?.flat() ?? [];
  const isChoice = result.type === 'choices';
  const own = {
    ...(isAlone ? { alone: true } : {}),
    ...(isChoice ? { choices: result.from_name } : {}),
    ...(several.length > 1 ? { several } : {}),
  };
  const read: DatasetRecord = {
    id: null,
    video,
    span,
    tier: label === SEGMENT ? null : label,
    content: contentOf(result, text, whole),
    status: as === 'predicted' ? 'suggested' : null,
    review: null,
    flag: null,
    origin: ORIGIN_UNKNOWN,
    extra: Object.keys(own).length > 0 ? { 'label-studio': own } : null,
  };
  // The frame rate is that of the frames that were written, whatever another program says of the video.
  return [restored({ format: 'label-studio', read, whole, visible: (record) => visible(record, video.fps) })];
}

function contentOf(result: ReadResult, text: string, whole: DatasetRecord | null): DatasetRecord['content'] {
  const qa = { kind: 'qa', bankId: null, topic: null, choices: [], evidence: null } as const;
  if (result.type === 'choices') return { ...qa, question: result.from_name, answer: text, form: 'choice' };
  const isQuestion = Object.values(QUESTION).some((name) => name === result.from_name);
  if (!isQuestion) return { kind: 'caption', track: trackOfControl(result.from_name), text };
  const asked = whole?.content.kind === 'qa' ? whole.content.question : null;
  const known = asked !== null && text.startsWith(`${asked}\n`) ? asked : null;
  const end = known?.length ?? (text.includes('\n') ? text.indexOf('\n') : text.length);
  return { ...qa, question: text.slice(0, end), answer: text.slice(end + 1), form: 'open' };
}

function visible(record: DatasetRecord, fps: number): Visible {
  const frames = record.span === null ? null : framesOf({ ...record, video: { ...record.video, fps } });
  return {
    stem: record.video.stem,
    from: frames?.first ?? null,
    to: frames?.last ?? null,
    question: record.content.kind === 'qa' ? record.content.question : null,
    text: record.content.kind === 'qa' ? record.content.answer : record.content.text,
  };
}

function textsOf({ value }: ReadResult): string[] {
  if (value.choices !== undefined) return [value.choices.flat().join(', ')];
  return typeof value.text === 'string' ? [value.text] : (value.text ?? []);
}

function wholesOf(id: string, { whole }: Reading): DatasetRecord[] {
  if (typeof whole !== 'object' || whole === null || !Object.hasOwn(whole, id)) return [];
  const texts = (whole as Readonly<Record<string, unknown>>)[id];
  return Array.isArray(texts) ? texts.map(wholeOf).filter((record) => record !== null) : [];
}
