/** A sample of FiftyOne as records: labels of its fields, and those texts that are said to be texts. The rest is kept. */
import { z } from 'zod';
import { causeOf } from '../input/rows.ts';
import type { DatasetRecord } from '../record.ts';
import type { FiftyoneOptions } from './labels.ts';
import { isTextField, RESERVED } from './labels.ts';
import { recordOfLabel } from './read-label.ts';
import type { Where } from './read-label.ts';

const sampleSchema = z.looseObject({
  filepath: z.string().min(1),
  metadata: z.looseObject({ frame_rate: z.number().positive().max(1000).nullish() }).nullish(),
});

/** Which key of a label holds several of it. */
const LISTS: Readonly<Record<string, string>> = {
  TemporalDetections: 'detections',
  Classifications: 'classifications',
};
const SINGLES = ['TemporalDetection', 'Classification'];

type Read = DatasetRecord | { readonly wrong: string };

export function* recordsOfSample(value: unknown, options: FiftyoneOptions): Generator<Read> {
  const { data: sample, error } = sampleSchema.safeParse(value);
  if (!sample) {
    yield { wrong: causeOf(error) };
    return;
  }
  const fps = sample.metadata?.frame_rate ?? (options.fps > 0 ? options.fps : null);
  const about = { name: sample.filepath, hasEnding: true, fps, classes: [] };
  const read: Read[] = [];
  const kept: Record<string, unknown> = {};
  for (const [name, field] of Object.entries(sample)) {
    const labels = labelsIn(field, { name, isText: isTextField(name, options) });
    if (labels === null || RESERVED.has(name)) {
      if (!name.startsWith('_') && !['filepath', 'metadata'].includes(name)) kept[name] = field;
    } else for (const { label, where } of labels) read.push(recordOfLabel(label, { ...about, ...where }));
  }
  if (read.every((one) => 'wrong' in one)) {
    yield* read.length > 0 ? read : [{ wrong: `${sample.filepath}: no field of the sample has a text or a label` }];
    return;
  }
  const isKept = Object.entries(kept).some(
    ([name, field]) => name !== 'tags' || (Array.isArray(field) && field.length > 0),
  );
  let isFirst = isKept;
  for (const one of read) {
    if (!('wrong' in one) && isFirst) {
      isFirst = false;
      yield withSample(one, kept);
    } else yield one;
  }
}

interface Found {
  readonly label: unknown;
  readonly where: Pick<Where, 'field'>;
}

/** Null: it is neither a label nor a text. */
function labelsIn(
  field: unknown,
  { name, isText }: { readonly name: string; readonly isText: boolean },
): Found[] | null {
  if (typeof field === 'string') {
    if (!isText || field === '') return null;
    return [{ label: { label: field }, where: { field: { name, single: false, isText: true } } }];
  }
  if (typeof field !== 'object' || field === null || !('_cls' in field)) return null;
  const cls = String(field._cls);
  if (SINGLES.includes(cls)) return [{ label: field, where: { field: { name, single: true } } }];
  const list = Object.hasOwn(LISTS, cls) ? (field as Readonly<Record<string, unknown>>)[LISTS[cls] ?? ''] : null;
  if (!Array.isArray(list)) return null;
  return list.map((label: unknown) => ({ label, where: { field: { name, single: false } } }));
}

function withSample(record: DatasetRecord, sample: Readonly<Record<string, unknown>>): DatasetRecord {
  const own = record.extra?.['fiftyone'];
  return { ...record, extra: { ...record.extra, fiftyone: { ...(typeof own === 'object' ? own : {}), sample } } };
}
