/**
 * Data sets of a million texts: written, read back and checked, in formats of each build, and whether what is held in memory
 * grows with the texts. Beside each the same of a tenth.
 */
import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Benchmark, Size } from './benchmark.ts';
import type { Exported } from './exports-written.ts';
import { temporaryFolder } from './graph-files.ts';
import { once } from './table.ts';
import type { Row } from './table.ts';

const run = promisify(execFile);

interface Written {
  readonly format: string;
  readonly options?: Readonly<Record<string, unknown>>;
}

const FORMATS: readonly Written[] = [
  { format: 'jsonl' },
  { format: 'csv' },
  { format: 'msrvtt' },
  { format: 'llava-video' },
  { format: 'hf-parquet' },
  { format: 'webdataset' },
  { format: 'label-studio' },
  { format: 'fiftyone', options: { layout: 'samples' } },
  { format: 'cvat-xml' },
];

const plans: Readonly<Record<Size, { readonly texts: number; readonly formats: readonly Written[] }>> = {
  full: { texts: 1_000_000, formats: FORMATS },
  tiny: { texts: 100, formats: FORMATS.slice(0, 1) },
};
const SMALLER = 10;

export const exports: Benchmark = {
  name: 'exports',
  measure: async ({ size, folder }) => {
    const { formats, texts } = plans[size];
    using made = temporaryFolder(folder);
    const rows: Row[] = [];
    for (const format of formats) {
      const less = await measureExport(made.path, format, texts / SMALLER);
      rows.push(...rowsOf(format, less, await measureExport(made.path, format, texts)));
    }
    return rows;
  },
};

function rowsOf({ format }: Written, less: Exported, all: Exported): Row[] {
  const mib = ({ peakBytes }: Exported): number => peakBytes / 2 ** 20;
  const is = `${less.texts} texts`;
  return [
    {
      name: `${all.texts} texts as ${format}, with the check`,
      ours: { value: all.seconds, unit: 's' },
      other: { is, value: less.seconds },
      runs: once,
    },
    {
      name: 'of this most memory',
      ours: { value: mib(all), unit: 'MiB' },
      other: { is, value: mib(less) },
      runs: once,
    },
  ];
}

async function measureExport(folder: string, { format, options = {} }: Written, texts: number): Promise<Exported> {
  const out = join(folder, format);
  const script = join(import.meta.dirname, 'exports-written.ts');
  const { stdout } = await run(process.execPath, [script, format, out, String(texts), JSON.stringify(options)]);
  rmSync(out, { recursive: true, force: true });
  return JSON.parse(stdout) as Exported;
}
