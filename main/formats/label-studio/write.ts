/**
 * `tasks.json`, a task for each video, and `label_config.xml`, with which a project of Label Studio shows them. What a
 * person has decided is an annotation, what a model suggests is a prediction, what was refused is a cancelled annotation.
 * No annotation says whose it is: Label Studio refuses those of people it does not know.
 * https://github.com/HumanSignal/label-studio/blob/develop/docs/source/includes/task_format.md
 */
import { framesOf } from '../bundles/frames.ts';
import { without } from '../bundles/whole-record.ts';
import { byVideo } from '../by-video.ts';
import type { WriteJob } from '../format.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { Controls } from './config.ts';
import { VIDEO } from './controls.ts';
import { resultsOf } from './results.ts';

export const TASKS_FILE = 'tasks.json';
export const CONFIG_FILE = 'label_config.xml';

export interface TaskOptions extends Readonly<Record<string, unknown>> {
  readonly prefix: string;
  readonly fps: number;
}

export async function writeTasks(job: WriteJob<TaskOptions>): Promise<void> {
  const { output, wrote } = job;
  await using file = await output.open(TASKS_FILE);
  const controls = new Controls();
  let count = 0;
  for await (const all of byVideo(job.records)) {
    const records = all.filter((record) => isHeld(job, record));
    if (records.length === 0) continue;
    const { task, ordered } = taskOf(records, { id: ++count, url: urlOf(job, records[0]) });
    await file.write(`${count === 1 ? '[\n' : ',\n'}${JSON.stringify(task)}`);
    for (const record of ordered) {
      controls.add(record);
      wrote(record);
    }
  }
  await file.write(count === 0 ? '[]\n' : '\n]\n');
  await file.close();
  await output.put(CONFIG_FILE, controls.text());
}

function isHeld({ leaveOut }: WriteJob<TaskOptions>, record: DatasetRecord): boolean {
  if ((textOf(record) ?? '') === '') leaveOut('no-text', record);
  else if (record.span !== null && framesOf(record) === null) leaveOut('no-frame-rate', record);
  else return true;
  return false;
}

function urlOf({ options, mediaName }: WriteJob<TaskOptions>, record: DatasetRecord | undefined): string {
  return record === undefined ? '' : urlOfName(mediaName(record.video), options);
}

/** In an address a name has to be escaped; elsewhere it is a path. */
export function urlOfName(name: string, { prefix }: TaskOptions): string {
  const isUrl = prefix.includes('?') || /^https?:/.test(prefix);
  return prefix + (isUrl ? encodeURIComponent(name).replaceAll('%2F', '/') : name);
}

interface Task {
  readonly task: unknown;
  /** In the order in which they stand in it. */
  readonly ordered: readonly DatasetRecord[];
}

function taskOf(records: readonly DatasetRecord[], { id, url }: { readonly id: number; readonly url: string }): Task {
  const ids = new Set<string>();
  const kept = keptOf(records);
  const annotated = resultsOf(
    records.filter((record) => bucketOf(record) === 'annotation'),
    ids,
  );
  const refused = resultsOf(
    records.filter((record) => bucketOf(record) === 'refused'),
    ids,
  );
  const suggested = byModel(records).map(([model, of]) => ({ model, ...resultsOf(of, ids) }));
  const annotation = (result: readonly unknown[], wasCancelled: boolean): unknown => ({
    ...{ was_cancelled: wasCancelled, ground_truth: false, result },
  });
  const results = [...annotated.results, ...kept.results];
  const all = [annotated, refused, ...suggested];
  const { fps } = records[0]?.video ?? { fps: null };
  const task = {
    ...kept.task,
    id,
    data: {
      ...kept.data,
      [VIDEO]: url,
      ...(fps === null ? {} : { fps }),
      panda: Object.assign({}, ...all.map(({ whole }) => whole)) as unknown,
    },
    annotations: [
      ...(results.length > 0 ? [annotation(results, false)] : []),
      ...(refused.results.length > 0 ? [annotation(refused.results, true)] : []),
    ],
    predictions: suggested.map(({ model, results: result }) => ({ model_version: model, result })),
  };
  return { task, ordered: all.flatMap((of) => of.records) };
}

function bucketOf({ status }: DatasetRecord): 'annotation' | 'refused' | 'prediction' {
  if (status === 'suggested') return 'prediction';
  return status === 'rejected' || status === 'skipped' ? 'refused' : 'annotation';
}

function byModel(records: readonly DatasetRecord[]): [string, DatasetRecord[]][] {
  const models = new Map<string, DatasetRecord[]>();
  for (const record of records.filter((one) => bucketOf(one) === 'prediction')) {
    const { id = 'model', version = '' } = record.origin.suggestion?.model ?? {};
    const model = version === '' ? id : `${id}@${version}`;
    models.set(model, [...(models.get(model) ?? []), record]);
  }
  return [...models];
}

interface Kept {
  readonly task: Readonly<Record<string, unknown>>;
  readonly data: Readonly<Record<string, unknown>>;
  readonly results: readonly unknown[];
}

/** What the imported task had beside texts, which is kept with the first of its records. */
function keptOf(records: readonly DatasetRecord[]): Kept {
  for (const record of records) {
    const { task, data, results } = extraOf(record, 'label-studio');
    if (task === undefined && data === undefined && results === undefined) continue;
    return {
      task: without(fieldsOf(task), ['id', 'data', 'annotations', 'predictions']),
      data: without(fieldsOf(data), [VIDEO, 'fps', 'panda']),
      results: Array.isArray(results) ? results.filter(isOther) : [],
    };
  }
  return { task: {}, data: {}, results: [] };
}

/** Of a control that is none of ours. */
function isOther(result: unknown): boolean {
  const { type, value } = fieldsOf(result);
  return (
    typeof type === 'string' && typeof value === 'object' && !['timelinelabels', 'textarea', 'choices'].includes(type)
  );
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};
}
