/**
 * Data sets of a million texts: `panda export` with its check, in formats of each build, and whether what it holds in memory
 * grows with the texts. Beside each the same of a tenth.
 */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ExportReport } from '../../main/document/dataset-report.ts';
import type { Benchmark, Size } from './benchmark.ts';
import { temporaryFolder } from './graph-files.ts';
import { makeLargeProject } from './large-project.ts';
import type { ProjectSize } from './large-project.ts';
import { secondsOf } from './measure.ts';
import { watchTree } from './processes.ts';
import { once } from './table.ts';
import type { Row } from './table.ts';

const run = promisify(execFile);
const BIN = fileURLToPath(new URL('../../main/cli/bin.js', import.meta.url));

interface Written {
  readonly format: string;
  readonly set?: readonly string[];
}

const FORMATS: readonly Written[] = [
  { format: 'jsonl' },
  { format: 'csv' },
  { format: 'llava-video' },
  { format: 'hf-parquet' },
  { format: 'webdataset' },
  { format: 'label-studio' },
  { format: 'fiftyone', set: ['layout=samples'] },
  { format: 'cvat-xml' },
];

/** Of the items, one in ten has no text, and of the videos one in 97 is left out. */
const plans: Readonly<Record<Size, ProjectSize & { readonly formats: readonly Written[] }>> = {
  full: { videos: 112_500, items: 1_125_000, formats: FORMATS },
  tiny: { videos: 20, items: 200, formats: FORMATS.slice(0, 1) },
};
const SMALLER = 10;
const LOOK_EVERY_MS = 200;

interface Measured {
  readonly seconds: number;
  readonly texts: number;
  readonly peakBytes: number | null;
}

export const exports: Benchmark = {
  name: 'exports',
  measure: async ({ size, folder }) => {
    const { formats, items, videos } = plans[size];
    using made = temporaryFolder(folder);
    const large = join(made.path, 'large.panda');
    const small = join(made.path, 'small.panda');
    makeLargeProject(large, { videos, items })[Symbol.dispose]();
    makeLargeProject(small, { videos: videos / SMALLER, items: items / SMALLER })[Symbol.dispose]();
    const rows: Row[] = [];
    for (const format of formats) {
      const [less, all] = [await measureExport(small, format), await measureExport(large, format)];
      rows.push(...rowsOf(format, less, all));
    }
    return rows;
  },
};

function rowsOf({ format }: Written, less: Measured, all: Measured): Row[] {
  const name = `panda export --format ${format}, ${all.texts} texts`;
  const other = (value: number): { is: string; value: number } => ({ is: `${less.texts} texts`, value });
  const rows: Row[] = [{ name, ours: { value: all.seconds, unit: 's' }, other: other(less.seconds), runs: once }];
  if (all.peakBytes !== null && less.peakBytes !== null) {
    const value = all.peakBytes / 2 ** 20;
    rows.push({ name: 'of this most memory', ours: { value, unit: 'MiB' }, other: other(less.peakBytes / 2 ** 20), runs: once }); // prettier-ignore
  }
  return rows;
}

async function measureExport(project: string, { format, set = [] }: Written): Promise<Measured> {
  const out = `${project}-${format}`;
  const asked = ['--project', project, '--format', format, '--out', out, '--status', 'suggested,accepted,edited'];
  const running = run(process.execPath, [BIN, 'export', ...asked, ...set.flatMap((one) => ['--set', one]), '--json'], {
    // The report names every file.
    maxBuffer: 1 << 28,
  });
  using watch = watchTree(running.child.pid ?? NaN, LOOK_EVERY_MS);
  let report: ExportReport | undefined;
  try {
    const seconds = await secondsOf(async () => {
      report = JSON.parse((await running).stdout) as ExportReport;
    });
    return { seconds, texts: report?.counts.records ?? 0, peakBytes: watch.peakBytes };
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}
