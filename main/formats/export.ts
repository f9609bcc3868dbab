/**
 * Writes records in a format, reads back what was written as its consumer does, and only then puts it in its place.
 * Knows no format, and nothing of where the records come from.
 */
import type { CheckedRule, ExportReport, LeftOut } from '../document/dataset-report.ts';
import { ProblemError } from '../document/problem.ts';
import { Expected } from './expected.ts';
import type { Format, Options } from './format.ts';
import { LeftOutCount } from './left-out.ts';
import { MANIFEST, manifestText, Tally } from './manifest.ts';
import type { Source } from './manifest.ts';
import type { Output } from './output/output.ts';
import type { DatasetRecord } from './record.ts';
import { Rules } from './rules.ts';

export interface ExportJob {
  readonly format: Format;
  readonly options: Options;
  readonly records: AsyncIterable<DatasetRecord>;
  readonly output: Output;
  /** Where `dataset.json` goes, as `output` names files; null: nowhere, because there is no folder of the export's own. */
  readonly manifestPath: string | null;
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
    const { expected, tally, leftOut } = await writeRecords(job);
    const counts = tally.counts();
    if (counts.records === 0) {
      const reasons = leftOut.map(({ count, reason }) => ({ count, reason }));
      throw new ProblemError({ code: 'dataset-empty', path: place, reasons });
    }
    const checked = await checkRecords(job, expected);
    const failed = checked.filter(({ passed }) => !passed).map(({ rule, examples }) => ({ rule, examples }));
    if (failed.length > 0) throw new ProblemError({ code: 'dataset-check-failed', path: place, failed });
    signal.throwIfAborted();
    const files = [...output.files];
    if (job.manifestPath !== null) {
      const parts = { format: format.name, options, source, counts, asOf: tally.asOf(), leftOut, checked, files };
      const isPlaced = await output.put(job.manifestPath, manifestText(parts));
      if (!isPlaced) throw new ProblemError({ code: 'dataset-occupied', path: job.manifestPath });
    }
    await output.commit();
    return { format: format.name, counts, leftOut, checked, files, manifest: job.manifestPath };
  } finally {
    await output.abort();
  }
}

/** The name of `dataset.json` in the folder of an export. */
export const MANIFEST_PATH = MANIFEST;

async function writeRecords({ format, options, records, output, signal, onProgress }: ExportJob): Promise<{
  expected: Expected;
  tally: Tally;
  leftOut: LeftOut[];
}> {
  const expected = new Expected();
  const tally = new Tally();
  const leftOut = new LeftOutCount();
  await format.write({
    records: untilAborted(records, signal),
    output,
    options,
    wrote(record) {
      expected.add(format.check.expected(record, options));
      tally.add(record);
      onProgress?.({ phase: 'writing', records: expected.count });
    },
    leaveOut: (reason, record) => leftOut.add(reason, record),
  });
  return { expected, tally, leftOut: leftOut.list() };
}

async function checkRecords(
  { format, options, output, signal, onProgress }: ExportJob,
  expected: Expected,
): Promise<CheckedRule[]> {
  const rules = new Rules();
  const files = output.files.map(({ path }) => ({ path, staged: output.staged(path) }));
  let found = 0;
  for await (const view of format.check.found({ files, options, rules })) {
    signal.throwIfAborted();
    rules.hold('same-records', expected.has(found, view), () => `record ${found + 1}, read as ${JSON.stringify(view)}`);
    found++;
    onProgress?.({ phase: 'checking', records: found });
  }
  rules.hold('as-many-records', found === expected.count, () => `${found} in place of ${expected.count}`);
  return rules.list();
}

async function* untilAborted<T>(values: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  for await (const value of values) {
    signal.throwIfAborted();
    yield value;
  }
}
