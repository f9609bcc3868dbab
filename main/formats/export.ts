/**
 * Writes records in a format, reads back what was written as its consumer does, and only then puts it in its place.
 * Knows no format, and nothing of where the records come from.
 */
import type { ExportReport, LeftOutReason } from '../document/dataset-report.ts';
import { ProblemError } from '../document/problem.ts';
import { Expected } from './expected.ts';
import { CARD, cardText } from './card.ts';
import { CROISSANT, croissantText } from './croissant.ts';
import type { Format, Options } from './format.ts';
import { LeftOutCount } from './left-out.ts';
import { MANIFEST, manifestText, Tally } from './manifest.ts';
import type { Source } from './manifest.ts';
import type { MediaName } from './media-name.ts';
import { below } from './output/below.ts';
import type { Output } from './output/output.ts';
import type { DatasetRecord } from './record.ts';
import { Rules } from './rules.ts';

/** All of a data set, or a split of it, which has a folder of its own. */
export interface ExportPart {
  readonly split: string | null;
  readonly records: AsyncIterable<DatasetRecord>;
}

export interface Media {
  /** Makes sure of each record's video before it is written, in the order of the records. */
  readonly prepare: (records: AsyncIterable<DatasetRecord>) => AsyncIterable<Prepared>;
}

export interface Prepared {
  /** Its `video.path` is the file that becomes part of the data set. */
  readonly record: DatasetRecord;
  /** `move`: the file was made for this export. Or why the record is left out. */
  readonly how: Placing | { readonly leftOut: LeftOutReason };
}

type Placing = 'link' | 'copy' | 'move';

export interface ExportJob {
  readonly format: Format;
  readonly options: Options;
  readonly parts: readonly ExportPart[];
  readonly output: Output;
  readonly mediaName: MediaName;
  /** How the videos become part of the data set; null: they do not. */
  readonly media: Media | null;
  /** Where `dataset.json` goes, as `output` names files; null: nowhere, because there is no folder of the export's own. */
  readonly manifestPath: string | null;
  /** Whether it has a folder to itself, where a card and a Croissant file find place. */
  readonly isOwnFolder: boolean;
  readonly source: Source;
  /** What is written is called in what is said of it. */
  readonly place: string;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: { readonly phase: 'writing' | 'checking'; readonly records: number }) => void;
}

/** Throws `dataset-unwritable`, `dataset-empty`, `dataset-check-failed`, or what aborted it; then nothing has changed. */
export async function exportDataset(job: ExportJob): Promise<ExportReport> {
  const { format, options, output, signal, source, place } = job;
  try {
    const tally = new Tally();
    const leftOutCount = new LeftOutCount();
    const rules = new Rules();
    const splits: { name: string; records: number }[] = [];
    for (const part of job.parts) {
      const writing = { ...job, output: part.split === null ? output : below(output, part.split) };
      const expected = await writeRecords(writing, part, { tally, leftOutCount });
      await checkRecords(writing, expected, rules);
      if (part.split !== null) splits.push({ name: part.split, records: expected.count });
    }
    const counts = tally.counts();
    const leftOut = leftOutCount.list();
    if (counts.records === 0) {
      const reasons = leftOut.map(({ count, reason }) => ({ count, reason }));
      throw new ProblemError({ code: 'dataset-empty', path: place, reasons });
    }
    const checked = rules.list();
    const failed = checked.filter(({ passed }) => !passed).map(({ rule, examples }) => ({ rule, examples }));
    if (failed.length > 0) throw new ProblemError({ code: 'dataset-check-failed', path: place, failed });
    signal.throwIfAborted();
    const files = [...output.files];
    if (job.manifestPath !== null) {
      const described = {
        ...{ format, options, source, counts, splits, leftOut, checked, files },
        ...{ media: output.media, asOf: tally.asOf() },
      };
      const isPlaced = await output.put(job.manifestPath, manifestText(described));
      if (!isPlaced) throw new ProblemError({ code: 'dataset-occupied', path: job.manifestPath });
      if (job.isOwnFolder) {
        await output.put(CARD, cardText(described));
        await output.put(CROISSANT, croissantText(described));
      }
    }
    await output.commit();
    return { format: format.name, counts, splits, leftOut, checked, files, manifest: job.manifestPath };
  } finally {
    await output.abort();
  }
}

/** The name of `dataset.json` in the folder of an export. */
export const MANIFEST_PATH = MANIFEST;

async function writeRecords(
  { format, options, output, mediaName, media, signal, onProgress }: ExportJob,
  { records, split }: ExportPart,
  { tally, leftOutCount }: { readonly tally: Tally; readonly leftOutCount: LeftOutCount },
): Promise<Expected> {
  const expected = new Expected();
  /** Of those that the data set does not hold itself, by name. */
  const videos = new Map<string, { readonly path: string; readonly how: Placing; isWritten: boolean }>();
  async function* preparedRecords(prepared: AsyncIterable<Prepared>): AsyncGenerator<DatasetRecord> {
    for await (const { how, record } of prepared) {
      if (typeof how === 'object') {
        leftOutCount.add(how.leftOut, record);
        continue;
      }
      const { path } = record.video;
      const name = mediaName(record.video);
      if (format.media !== 'held' && path !== null && !videos.has(name))
        videos.set(name, { path, how, isWritten: false });
      yield record;
    }
  }
  const given = untilAborted(records, signal);
  await format.write({
    ...{ output, options, mediaName, split },
    withMedia: media !== null,
    records: media === null ? given : preparedRecords(media.prepare(given)),
    wrote(record) {
      expected.add(format.check.expected(record, options, mediaName));
      tally.add(record);
      const video = videos.size === 0 ? undefined : videos.get(mediaName(record.video));
      if (video) video.isWritten = true;
      onProgress?.({ phase: 'writing', records: tally.records });
    },
    leaveOut: (reason, record) => leftOutCount.add(reason, record),
  });
  for (const [name, { path, how, isWritten }] of videos) {
    signal.throwIfAborted();
    if (isWritten) await output.place(name, path, how);
  }
  return expected;
}

async function checkRecords(
  { format, options, output, signal, onProgress }: ExportJob,
  expected: Expected,
  rules: Rules,
): Promise<void> {
  const files = output.files.map(({ path }) => ({ path, staged: output.staged(path) }));
  let found = 0;
  for await (const view of format.check.found({ files, options, rules })) {
    signal.throwIfAborted();
    rules.hold('same-records', expected.has(found, view), () => `record ${found + 1}, read as ${JSON.stringify(view)}`);
    found++;
    onProgress?.({ phase: 'checking', records: found });
  }
  rules.hold('as-many-records', found === expected.count, () => `${found} in place of ${expected.count}`);
}

async function* untilAborted<T>(values: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  for await (const value of values) {
    signal.throwIfAborted();
    yield value;
  }
}
