/**
 * `npm run bench`, or `npm run bench -- stab prefix`: measures what is fast and what is not, prints a table and writes
 * out/bench/results.json. Wants a machine that does nothing else.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findFfmpeg } from '../../main/media/index.ts';
import { benchmarks as all } from './all.ts';
import { secondsOf } from './measure.ts';
import { ratioOf, tableOf } from './table.ts';
import type { Row } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { tiny: { type: 'boolean', default: false } },
});
const unknown = positionals.filter((name) => all.every((benchmark) => benchmark.name !== name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(' or ')}. There are ${all.map(({ name }) => name).join(', ')}.`);
  process.exit(2);
}

const out = resolve(import.meta.dirname, '../../out');
const setting = {
  size: values.tiny ? 'tiny' : 'full',
  folder: join(out, 'bench'),
  ffmpeg: await findFfmpeg(),
} as const;
mkdirSync(setting.folder, { recursive: true });
const [cpu] = cpus();
const machine = {
  cpu: cpu?.model ?? 'unknown',
  cpus: cpus().length,
  memoryBytes: totalmem(),
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
};
console.log(`${machine.cpus} x ${machine.cpu}, ${machine.platform}, Node ${machine.node}, load ${loadText()}\n`);

const results: { benchmark: string; seconds: number; loadBefore: number; rows: readonly Row[] }[] = [];
for (const { name, measure } of all) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const loadBefore = loadavg()[0] ?? NaN;
  let rows: readonly Row[] = [];
  const seconds = await secondsOf(async () => {
    rows = await measure(setting);
  });
  results.push({ benchmark: name, seconds, loadBefore, rows });
  console.log(`${name}: ${Math.round(seconds)} s, load before ${loadBefore.toFixed(1)}\n\n${tableOf(rows)}\n`);
}
const report = {
  format: 'panda-benchmarks',
  formatVersion: 1,
  at: new Date().toISOString(),
  size: setting.size,
  machine,
  results: results.map(({ rows, ...result }) => ({
    ...result,
    rows: rows.map((row) => ({ ...row, timesBetter: ratioOf(row) })),
  })),
};
writeFileSync(join(out, 'bench.json'), `${JSON.stringify(report, null, 1)}\n`);

function loadText(): string {
  return loadavg()
    .map((load) => load.toFixed(1))
    .join(' ');
}
