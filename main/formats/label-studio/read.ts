/** Reads Label Studio's tasks, one by one: what was annotated, and what was only predicted. */
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';
import { without } from '../bundles/whole-record.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import { readParts } from '../input/json-parts.ts';
import type { Part } from '../input/json-parts.ts';
import { causeOf } from '../input/rows.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import { stemOf, videoNamed } from '../record.ts';
import type { DatasetRecord, DatasetVideo } from '../record.ts';
import { TASKS_FILE } from './write.ts';
import type { TaskOptions } from './write.ts';
import { recordsOfResults, resultSchema } from './read-results.ts';
import type { ReadResult } from './read-results.ts';

const annotationSchema = z.looseObject({
  was_cancelled: z.boolean().optional(),
  ground_truth: z.boolean().optional(),
  updated_at: z.string().optional(),
  model_version: z.string().nullish(),
  result: z.array(resultSchema),
});
type Annotation = z.infer<typeof annotationSchema>;
const taskSchema = z.looseObject({
  id: z.union([z.number(), z.string()]).optional(),
  data: z.record(z.string(), z.unknown()),
  annotations: z.array(annotationSchema).default([]),
  /** The name it had before version 1. */
  completions: z.array(annotationSchema).optional(),
  predictions: z.array(annotationSchema).default([]),
});
type Task = z.infer<typeof taskSchema>;

const VIDEO_FILE = /\.(?:mp4|m4v|mov|mkv|avi|webm|mpe?g|wmv|flv|ogv|ts)(?:$|[?#])/i;

export async function* readTasks({ path, options, encoding }: ReadInput<TaskOptions>): AsyncGenerator<ReadEvent> {
  const found = await findFiles(path, ['.json']);
  const own = found.filter(({ relativePath }) => relativePath.split('/').at(-1) === TASKS_FILE);
  for (const file of own.length > 0 ? own : found) {
    const source = { path: file.path, encoding, format: 'label-studio' };
    try {
      for await (const part of readParts(source, { root: 'array' })) yield* eventsOfTask(source, part, options);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

function* eventsOfTask(source: TextSource, { value, line }: Part, options: TaskOptions): Generator<ReadEvent> {
  const wrong = (cause: string): ReadEvent => ({ problem: unreadable(source, line, cause).problem });
  const { data: task, error } = taskSchema.safeParse(value);
  if (!task) {
    yield wrong(causeOf(error));
    return;
  }
  const video = videoOf(task.data, options);
  if (typeof video === 'string') {
    yield wrong(video);
    return;
  }
  const { records, left } = recordsOfTask(task, video);
  const [first, ...others] = records;
  if (!first) {
    const types = [...new Set(left.map(({ type }) => type))].join(', ');
    yield wrong(`there is no text about a video in the task${types === '' ? '' : `, only ${types}`}`);
    return;
  }
  yield { record: withTask(first, task, left), path: source.path, line };
  for (const record of others) yield { record, path: source.path, line };
}

function recordsOfTask(
  task: Task,
  video: DatasetVideo & { readonly fps: number },
): { readonly records: DatasetRecord[]; readonly left: readonly ReadResult[] } {
  const annotations = [...task.annotations, ...(task.completions ?? [])];
  const chosen = chosenOf(annotations);
  const whole = task.data['panda'];
  const seen = new Set<string>();
  const read = (
    results: readonly ReadResult[],
    as: 'annotated' | 'predicted' | 'refused',
  ): ReturnType<typeof recordsOfResults> =>
    recordsOfResults(
      results.filter(({ id }) => !seen.has(id)),
      { video, whole, as },
    );
  const annotated = read(chosen?.result ?? [], 'annotated');
  for (const { id } of chosen?.result ?? []) seen.add(id);
  const refused = annotations.filter(({ was_cancelled: was }) => was === true).flatMap(({ result }) => result);
  const records = [...annotated.records, ...read(refused, 'refused').records];
  for (const { result } of task.predictions) {
    records.push(...read(result, 'predicted').records);
    for (const { id } of result) seen.add(id);
  }
  return { records, left: annotated.left };
}

/** Several people may have annotated a task: what counts is what is called the truth, or else the latest. */
function chosenOf(annotations: readonly Annotation[]): Annotation | undefined {
  const kept = annotations.filter(({ was_cancelled: was }) => was !== true);
  const latest = kept.toSorted((a, b) => ((a.updated_at ?? '') < (b.updated_at ?? '') ? -1 : 1)).at(-1);
  return kept.find(({ ground_truth: isTruth }) => isTruth === true) ?? latest;
}

/** What is wrong, in words. Its path is compared and never opened. */
function videoOf(
  data: Readonly<Record<string, unknown>>,
  options: TaskOptions,
): (DatasetVideo & { readonly fps: number }) | string {
  const named = [data['video'], data['video_url'], ...Object.values(data).filter(isVideoFile)];
  const url = named.find((value): value is string => typeof value === 'string' && value !== '');
  if (url === undefined) return 'the task is of no video';
  const name = nameOfUrl(url);
  if (name === null || name.split(/[/\\]/).includes('..'))
    return `the path ${JSON.stringify(url)} climbs out of its folder`;
  const given = Number(data['fps'] ?? data['framerate'] ?? data['frame_rate'] ?? NaN);
  const fps = Number.isFinite(given) && given > 0 && given <= 1000 ? given : options.fps;
  return { ...videoNamed(stemOf(name)), relativePath: name, fps };
}

function isVideoFile(value: unknown): boolean {
  return typeof value === 'string' && VIDEO_FILE.test(value);
}

/** `/data/local-files/?d=sub/a.mp4` is `sub/a.mp4`, and `/data/upload/29/0a1b2c3d-a.mp4` is `a.mp4`. Null: it is none. */
function nameOfUrl(url: string): string | null {
  const local = /[?&]d=([^&#]*)/.exec(url)?.[1];
  const isAddress = local !== undefined || /^https?:/.test(url);
  const path = local ?? url.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/]*/i, '').replace(isAddress ? /[?#].*$/s : /$^/, '');
  const upload = /^\/?data\/upload\/(?:\d+\/)?(?:[0-9a-f]{8}-)?([^/]+)$/.exec(path)?.[1];
  const name = (isAddress ? unescaped(upload ?? path) : (upload ?? path)).replaceAll('\\', '/').replace(/^\/+/, '');
  return name === '' || name.includes('\0') ? null : name;
}

/** What was never escaped is as it is. */
function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The rest of the task, kept with its first record. */
function withTask(record: DatasetRecord, task: Task, left: readonly ReadResult[]): DatasetRecord {
  const fields = without(task, ['id', 'data', 'annotations', 'predictions', 'completions']);
  const data = without(task.data, ['video', 'fps', 'panda']);
  const kept = {
    ...(Object.keys(fields).length > 0 ? { task: fields } : {}),
    ...(Object.keys(data).length > 0 ? { data } : {}),
    ...(left.length > 0 ? { results: left } : {}),
  };
  if (Object.keys(kept).length === 0) return record;
  const own = record.extra?.['label-studio'];
  return {
    ...record,
    extra: { ...record.extra, 'label-studio': { ...(typeof own === 'object' ? own : {}), ...kept } },
  };
}
