/** The texts of a video as results, and all of each beside them, by the result that it is in. */
import { framesOf } from '../bundles/frames.ts';
import { wholeText } from '../bundles/whole-record.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { areaText, controlOf, isLabelAlone, labelOf, originOf, rangeOf, SEGMENTS, VIDEO } from './controls.ts';
import type { Result } from './controls.ts';

export interface Results {
  readonly results: readonly Result[];
  /** In the order of the results. */
  readonly records: readonly DatasetRecord[];
  /** All of them, by the id of their result. */
  readonly whole: Readonly<Record<string, readonly string[]>>;
}

/** `ids`: those that are taken already, and these after it. */
export function resultsOf(records: readonly DatasetRecord[], ids: Set<string>): Results {
  const results: Result[] = [];
  const ordered: DatasetRecord[] = [];
  const whole: Record<string, readonly string[]> = {};
  const add = (of: readonly DatasetRecord[], make: (id: string) => readonly Result[]): void => {
    const [first] = of;
    if (!first) return;
    const id = newId(first, ids);
    results.push(...make(id));
    ordered.push(...of);
    whole[id] = of.map(wholeText);
  };
  for (const of of groupsOf(records))
    add(of, (id) => (of[0]?.span ? segmentResults(of[0], id) : [videoResult(of, id)]));
  return { results, records: ordered, whole };
}

/** A segment by itself; of the whole video, those of one control together. */
function groupsOf(records: readonly DatasetRecord[]): DatasetRecord[][] {
  const groups = new Map<string, DatasetRecord[]>();
  for (const [index, record] of records.entries()) {
    const control = controlOf(record);
    const key = record.span === null && control.type === 'textarea' ? control.name : ` ${index}`;
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  return [...groups.values()];
}

function segmentResults(record: DatasetRecord, id: string): Result[] {
  const frames = framesOf(record);
  const ranges = frames === null ? [] : [rangeOf(frames)];
  const { name, type } = controlOf(record);
  const about = { id, to_name: VIDEO, origin: originOf(record) };
  const label = labelOf(record);
  const region = { ...about, from_name: SEGMENTS, type: 'timelinelabels', value: { ranges, timelinelabels: [label] } };
  const said = type === 'choices' ? { choices: choicesOf(record) } : { text: [areaText(record)] };
  const area = { ...about, from_name: name, type, value: { ranges, ...said } };
  return isLabelAlone(record) ? [region] : [region, area];
}

function videoResult(records: readonly DatasetRecord[], id: string): Result {
  const [first] = records as readonly [DatasetRecord];
  const { name, type } = controlOf(first);
  const value = type === 'choices' ? { choices: choicesOf(first) } : { text: records.map(areaText) };
  return { id, from_name: name, to_name: VIDEO, type, origin: originOf(first), value };
}

/** Several were joined when they were read. */
export function choicesOf(record: DatasetRecord): string[] {
  const { several } = extraOf(record, 'label-studio');
  const text = textOf(record) ?? '';
  const isSame = Array.isArray(several) && several.join(', ') === text;
  return isSame ? several.filter((one) => typeof one === 'string') : [text];
}

/** The record's own, where it is one that a result can have. */
function newId({ id }: DatasetRecord, ids: Set<string>): string {
  const own = id !== null && /^[\w-]{1,64}$/.test(id) && id !== '__proto__' && !ids.has(id) ? id : null;
  let made = own ?? `r${ids.size + 1}`;
  while (ids.has(made)) made = `${made}x`;
  ids.add(made);
  return made;
}
