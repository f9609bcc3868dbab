/**
 * `dataset.json`: what an export is, beside what it holds. It is a function of what was exported and how, so it has no time
 * of its own: `asOf` is the latest time in the records.
 */
import { z } from 'zod';
import type { DatasetAbout } from '../document/dataset-about.ts';
import type {
  CheckedRule,
  DatasetCounts,
  ExportReport,
  LeftOut,
  PlacedMedia,
  WrittenFile,
} from '../document/dataset-report.ts';
import { SPLIT_NAMES } from '../document/splits.ts';
import type { SplitChoice } from '../document/splits.ts';
import type { Format, Options } from './format.ts';
import type { DatasetRecord } from './record.ts';

export const MANIFEST = 'dataset.json';
const FORMAT = 'panda-dataset-manifest';

/** What the caller knows of an export. */
export interface Source {
  readonly program: { readonly name: string; readonly version: string };
  readonly project: { readonly id: string; readonly name: string };
  /** Which texts, as a query; null: all. */
  readonly query: string | null;
  readonly statuses: readonly string[];
  /** Null: all. */
  readonly tracks: readonly string[] | null;
  /** How the videos themselves are part of it. */
  readonly media: string;
  /** Null: it is whole. */
  readonly split: SplitChoice | null;
  readonly about: DatasetAbout;
}

/** What an export is, for those who say it: the manifest, the card, the Croissant file. */
export interface Described {
  readonly format: Pick<Format, 'name' | 'says' | 'media' | 'dataFiles' | 'fields'>;
  readonly options: unknown;
  readonly source: Source;
  readonly counts: DatasetCounts;
  readonly asOf: string | null;
  readonly leftOut: readonly LeftOut[];
  readonly checked: readonly CheckedRule[];
  readonly files: readonly WrittenFile[];
  readonly splits: ExportReport['splits'];
  readonly media: readonly PlacedMedia[];
}

export function manifestText({ format, options, source, asOf, ...parts }: Described): string {
  const { counts, splits, leftOut, checked, files, media: videos } = parts;
  const { about, media, program, project, query, split, statuses, tracks } = source;
  const manifest = {
    format: FORMAT,
    formatVersion: 1,
    dataset: format.name,
    program,
    project,
    about,
    chosen: { query, statuses, tracks, options, media, split },
    asOf,
    ...{ counts, splits, leftOut, checked, files, videos },
  };
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/** What has to be known of an export to read it back. */
export interface Manifest {
  readonly format: string;
  readonly options: Options;
  /** Null: it is whole. */
  readonly split: SplitChoice | null;
  /** Names of the splits' folders; none: it is whole. */
  readonly splits: readonly string[];
}

const splitSchema = z.object({ shares: z.string(), seed: z.number(), by: z.string() });
const manifestSchema = z.looseObject({
  format: z.literal(FORMAT),
  dataset: z.string(),
  chosen: z
    .looseObject({ options: z.record(z.string(), z.unknown()).default({}), split: splitSchema.nullable().catch(null) })
    .default({ options: {}, split: null }),
  // They become folders that are read.
  splits: z.array(z.looseObject({ name: z.enum(SPLIT_NAMES) })).default([]),
});

/** Null: the text is something else. */
export function parseManifest(text: string): Manifest | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const { data } = manifestSchema.safeParse(value);
  if (!data) return null;
  const { options, split } = data.chosen;
  return { format: data.dataset, options, split, splits: data.splits.map(({ name }) => name) };
}

export function isManifest(text: string): boolean {
  return parseManifest(text) !== null;
}

/** Counts what is written, one record after the other. */
export class Tally {
  #latestMs: number | null = null;
  #lastVideo: string | null = null;
  #counts = { records: 0, captions: 0, questions: 0, videos: 0 };
  readonly #statuses = new Map<string, number>();
  readonly #models = new Map<string, number>();
  readonly #people = new Map<string, number>();

  add(record: DatasetRecord): void {
    const { content, origin, status, video } = record;
    this.#counts.records++;
    this.#counts[content.kind === 'caption' ? 'captions' : 'questions']++;
    const key = JSON.stringify([video.id, video.root, video.relativePath ?? video.stem]);
    if (key !== this.#lastVideo) this.#counts.videos++;
    this.#lastVideo = key;
    if (status !== null) count(this.#statuses, status);
    const { suggestion, response, review } = origin;
    if (suggestion && (response === null || response.fromSuggestion)) {
      count(this.#models, [suggestion.model.id, suggestion.model.version].filter(Boolean).join('@'));
    }
    if (response) count(this.#people, response.person.name);
    for (const ms of [suggestion?.madeAtMs, response?.decidedAtMs, review?.madeAtMs]) {
      if (typeof ms === 'number' && ms > (this.#latestMs ?? -Infinity)) this.#latestMs = ms;
    }
  }

  get records(): number {
    return this.#counts.records;
  }

  counts(): DatasetCounts {
    return {
      ...this.#counts,
      statuses: inOrder(this.#statuses),
      models: inOrder(this.#models),
      people: inOrder(this.#people),
    };
  }

  asOf(): string | null {
    return this.#latestMs === null ? null : new Date(this.#latestMs).toISOString();
  }
}

function count(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function inOrder(counts: ReadonlyMap<string, number>): Record<string, number> {
  return Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)));
}
