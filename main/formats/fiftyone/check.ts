/**
 * As FiftyOne's importers read it: the id of a video is its name in `data.json` without its ending, a support is two frames
 * from 1, and each field of the samples has one class.
 */
import { without } from '../bundles/whole-record.ts';
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readParts } from '../input/json-parts.ts';
import type { Part } from '../input/json-parts.ts';
import { textOf } from '../record.ts';
import type { DatasetRecord } from '../record.ts';
import { isTextField, supportOf, timestampsOf, uuidOf } from './labels.ts';
import type { FiftyoneOptions } from './labels.ts';
import { DATA_FILE, LABELS_FILE, SAMPLES_FILE } from './write.ts';

interface Label {
  readonly _cls?: string;
  readonly label: string;
  readonly support?: readonly number[];
  readonly timestamps?: readonly number[];
  readonly question?: string;
}

export const checkFiftyone: Check<FiftyoneOptions> = {
  expected(record, options, mediaName) {
    const name = mediaName(record.video);
    const [start = null, end = null] = timesOf(record, options) ?? [];
    const question = record.content.kind === 'qa' ? record.content.question : null;
    return [options.layout === 'temporal' ? uuidOf(name) : name, question, textOf(record), start, end];
  },
  found(job) {
    return job.options.layout === 'temporal' ? foundDetections(job) : foundSamples(job);
  },
};

function timesOf(record: DatasetRecord, { layout, times }: FiftyoneOptions): readonly number[] | null {
  if (layout === 'temporal') return times === 'frames' ? supportOf(record) : timestampsOf(record);
  return record.span === null ? null : supportOf(record);
}

async function* foundDetections({ files, rules, options }: CheckJob<FiftyoneOptions>): AsyncGenerator<View> {
  const places = new Set<string>();
  for await (const { key, value } of partsOf(files, DATA_FILE)) {
    places.add((key ?? '').replace(/(?<=[^/.][^/]*)\.[^/.]*$/, ''));
    rules.hold(
      'every-video-lies-below-the-folder',
      typeof value === 'string' && !/^\/|(?:^|\/)\.\.\//.test(value),
      () => String(value),
    );
  }
  for await (const { within, key, value } of partsOf(files, LABELS_FILE)) {
    if (within === null) {
      rules.hold('labels-are-texts-not-numbers-of-classes', key !== 'classes' || value === null, () => LABELS_FILE);
      continue;
    }
    const where = (): string => `${LABELS_FILE}, ${key}`;
    rules.hold('every-list-of-labels-has-its-video', places.has(key ?? ''), where);
    for (const { label, support, timestamps } of value as readonly Label[]) {
      const [start = null, end = null] = (options.times === 'frames' ? support : timestamps) ?? [];
      rules.hold('every-label-has-its-time', start !== null && end !== null && start <= end, where);
      if (support) rules.hold('a-support-is-two-frames-from-1', isSupport(support), where);
      yield [key, null, label, start, end];
    }
  }
}

async function* foundSamples({ files, rules, options }: CheckJob<FiftyoneOptions>): AsyncGenerator<View> {
  const classes = new Map<string, string>();
  for await (const { within, value } of partsOf(files, SAMPLES_FILE)) {
    if (within === null) continue;
    const sample = value as Readonly<Record<string, unknown>>;
    const { filepath, tags } = sample;
    const fields = without(sample, ['filepath', 'tags', 'metadata']);
    const where = (): string => `${SAMPLES_FILE}, ${String(filepath)}`;
    rules.hold('every-sample-has-its-video-and-its-tags', typeof filepath === 'string' && Array.isArray(tags), where);
    for (const [name, field] of Object.entries(fields)) {
      const isText = typeof field === 'string' && isTextField(name, options);
      const labels: readonly Label[] = isText ? [{ label: field }] : labelsOf(field);
      const cls = typeof field === 'object' ? String((field as Label | null)?._cls) : typeof field;
      if (labels.length > 0) {
        rules.hold(
          'a-field-has-one-class-in-all-samples',
          (classes.get(name) ?? cls) === cls,
          () => `${where()}, ${name}`,
        );
      }
      classes.set(name, classes.get(name) ?? cls);
      for (const { label, support, question } of labels) {
        if (support) rules.hold('a-support-is-two-frames-from-1', isSupport(support), where);
        yield [String(filepath), question ?? null, label, support?.[0] ?? null, support?.[1] ?? null];
      }
    }
  }
}

function labelsOf(field: unknown): readonly Label[] {
  if (typeof field !== 'object' || field === null) return [];
  const { _cls: cls, detections, classifications } = field as Label & Readonly<Record<string, readonly Label[]>>;
  if (cls === 'TemporalDetection' || cls === 'Classification') return [field as Label];
  return (cls === 'TemporalDetections' ? detections : cls === 'Classifications' ? classifications : []) ?? [];
}

function isSupport(support: readonly number[]): boolean {
  const [start = 0, end = 0] = support;
  return support.length === 2 && support.every(Number.isInteger) && start >= 1 && start <= end;
}

function partsOf(files: CheckJob<FiftyoneOptions>['files'], name: string): AsyncGenerator<Part> {
  const path = files.find((file) => file.path === name)?.staged ?? name;
  return readParts({ path, encoding: 'utf-8', format: 'fiftyone' }, { root: 'object', opened: ['labels', 'samples'] });
}
