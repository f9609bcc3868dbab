/** For tests: records, and what becomes of them in a format. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportDataset } from './export.ts';
import type { ExportPart, Prepared } from './export.ts';
import type { ExportReport } from '../document/dataset-report.ts';
import type { Options, ReadEvent } from './format.ts';
import { SOURCE } from './made-described.ts';
import { MANIFEST } from './manifest.ts';
import { mediaNames } from './media-name.ts';
import { openFolder } from './output/folder.ts';
import { ORIGIN_UNKNOWN, stemOf, videoNamed } from './record.ts';
import type { DatasetRecord, DatasetVideo } from './record.ts';
import { formatNamed, optionsOf } from './registry.ts';

export function videoAt(relativePath: string): DatasetVideo {
  return {
    ...videoNamed(stemOf(relativePath)),
    id: `V-${relativePath}`,
    root: 'clips',
    path: `/videos/${relativePath}`,
    relativePath,
    fingerprint: '100-ab',
    durationUs: 10_000_000_000,
    fps: 29.97,
    frameCount: 299_700,
    width: 640,
    height: 360,
  };
}

/** A caption of which only what is given is known. */
export function madeCaption(
  given: { readonly path: string; readonly text: string | null } & Partial<Omit<DatasetRecord, 'video' | 'content'>> & {
      readonly track?: string;
    },
): DatasetRecord {
  const { path, text: said, track = 'short', ...others } = given;
  return {
    id: null,
    video: videoAt(path),
    span: null,
    tier: null,
    content: { kind: 'caption', track, text: said },
    status: 'accepted',
    review: null,
    flag: null,
    origin: ORIGIN_UNKNOWN,
    extra: null,
    ...others,
  };
}

const question: DatasetRecord = {
  ...madeCaption({ path: 'a.mp4', text: null }),
  content: {
    ...{ kind: 'qa', bankId: null, question: 'What?', answer: 'cat', form: 'choice', topic: null },
    ...{ choices: ['cat', 'dog', 'cow', 'hen', 'fox'], evidence: null },
  },
  extra: { 'videochatgpt-predictions': { pred: 'dog' } },
};

/** A text for every format: of a whole video, of a segment, and a question that any of them takes. */
export const KINDS: readonly DatasetRecord[] = [
  madeCaption({ path: 'a.mp4', text: 'A cat.' }),
  { ...madeCaption({ path: 'a.mp4', text: 'It sits.' }), span: { fromUs: 0, toUs: 2_000_000 } },
  question,
];

/** Exports to this folder, with the check. */
export async function exported(
  records: Iterable<DatasetRecord> | AsyncIterable<DatasetRecord>,
  {
    format,
    folder,
    options = {},
    withMedia = false,
    split = null,
    seed = 1,
  }: {
    readonly format: string;
    readonly folder: string;
    readonly options?: Options;
    /** The videos are copied into the data set. */
    readonly withMedia?: boolean;
    /** All of them are of this split, or each of its own. */
    readonly split?: string | readonly string[] | null;
    readonly seed?: number;
  },
): Promise<ExportReport> {
  const of = formatNamed(format);
  const mediaName = mediaNames({ severalRoots: false });
  const parts =
    typeof split === 'string' || split === null
      ? [{ split, records: each(records) }]
      : await splitParts(records, split);
  return exportDataset({
    format: of,
    options: optionsOf(of, options),
    parts,
    output: await openFolder({ folder, mediaName }),
    ...{ mediaName, media: withMedia ? { prepare: copied } : null },
    manifestPath: MANIFEST,
    isOwnFolder: true,
    source: { ...SOURCE, split: split === null ? null : { shares: '50/50', seed, by: 'source' } },
    place: folder,
    signal: new AbortController().signal,
  });
}

/** The videos of the records, as copies. */
export async function* copied(records: AsyncIterable<DatasetRecord>): AsyncGenerator<Prepared> {
  for await (const record of records) yield { record, how: 'copy' };
}

/** In the order in which the splits are first met. */
async function splitParts(
  records: Iterable<DatasetRecord> | AsyncIterable<DatasetRecord>,
  splits: readonly string[],
): Promise<ExportPart[]> {
  const all = await Array.fromAsync(records);
  return [...new Set(splits)].map((split) => ({ split, records: each(all.filter((_, at) => splits[at] === split)) }));
}

async function* each(records: Iterable<DatasetRecord> | AsyncIterable<DatasetRecord>): AsyncGenerator<DatasetRecord> {
  yield* records;
}

export function readAll(
  format: string,
  path: string,
  { options = {}, encoding = null }: { readonly options?: Options; readonly encoding?: string | null } = {},
): Promise<ReadEvent[]> {
  const of = formatNamed(format);
  return Array.fromAsync(of.read({ path, options: optionsOf(of, options), encoding }));
}

/** Throws where a part could not be read. */
export async function readRecords(format: string, path: string, options: Options = {}): Promise<DatasetRecord[]> {
  return (await readAll(format, path, { options })).map((event) => {
    if ('problem' in event) throw new Error(JSON.stringify(event.problem));
    return event.record;
  });
}

/** Runs with a folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'panda-formats-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
