/** For tests: records, and what becomes of them in a format. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportDataset } from './export.ts';
import type { ExportReport } from '../document/dataset-report.ts';
import type { Options, ReadEvent } from './format.ts';
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

/** Exports to this folder, with the check. */
export async function exported(
  records: Iterable<DatasetRecord> | AsyncIterable<DatasetRecord>,
  {
    format,
    folder,
    options = {},
    withMedia = false,
    split = null,
  }: {
    readonly format: string;
    readonly folder: string;
    readonly options?: Options;
    /** The videos are copied into the data set. */
    readonly withMedia?: boolean;
    /** All of them are of this split. */
    readonly split?: string | null;
  },
): Promise<ExportReport> {
  const of = formatNamed(format);
  const mediaName = mediaNames({ severalRoots: false });
  return exportDataset({
    format: of,
    options: optionsOf(of, options),
    parts: [
      {
        split,
        records: (async function* () {
          yield* records;
        })(),
      },
    ],
    output: await openFolder({ folder, mediaName }),
    ...{ mediaName, media: withMedia ? { prepare: (record) => Promise.resolve({ record, how: 'copy' }) } : null },
    manifestPath: MANIFEST,
    isOwnFolder: true,
    source: {
      program: { name: 'test', version: '1' },
      project: { id: 'P', name: 'test' },
      query: null,
      statuses: ['accepted'],
      tracks: null,
      media: 'none',
      split: null,
    },
    place: folder,
    signal: new AbortController().signal,
  });
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
