/**
 * `npm run bench`, or `npm run bench -- stab prefix`: measures what is fast and what is not, prints tables and writes
 * out/bench.json. Wants a machine that does nothing else: what was disturbed is measured again, for up to `--patience`
 * seconds a benchmark. Those that take minutes (llama, paper) are done only by name. `--tiny` only shows that everything can be done.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findFfmpeg } from '../../main/media/index.ts';
import { benchmarks } from './all.ts';
import { ratioOf, tableOf } from './table.ts';

const { values, positionals: named } = parseArgs({
  allowPositionals: true,
  options: { tiny: { type: 'boolean', default: false }, patience: { type: 'string', default: '300' } },
});
const names = benchmarks.map(({ name }) => name);
const unknown = named.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`No benchmark is called ${unknown.join(' or ')}. There are ${names.join(', ')}.`);
  process.exit(2);
}

const out = resolve(import.meta.dirname, '../../out');
const folder = join(out, 'bench');
mkdirSync(folder, { recursive: true });
const ffmpeg = await findFfmpeg();
const size = values.tiny ? 'tiny' : 'full';
const machine = {
  cpus: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  memoryBytes: totalmem(),
  platform: `${process.platform} ${process.arch}`,
  node: process.version,
  ffmpeg: ffmpeg.version,
};
console.log(`${machine.cpus} x ${machine.cpu}, ${machine.platform}, Node ${machine.node}, ffmpeg ${machine.ffmpeg}\n`);

const results = [];
for (const { name, apart = false, cannot, measure } of benchmarks) {
  if (named.length > 0 ? !named.includes(name) : apart) continue;
  const why = cannot?.() ?? null;
  if (why !== null) {
    console.log(`${name}: not measured, ${why}\n`);
    continue;
  }
  const patience = { leftS: values.tiny ? 0 : Number(values.patience) };
  const rows = await measure({ size, folder, ffmpeg, patience });
  console.log(`${name}\n\n${tableOf(rows)}\n`);
  results.push({ benchmark: name, rows: rows.map((row) => ({ ...row, timesBetter: ratioOf(row) })) });
}
const report = { format: 'panda-benchmarks', formatVersion: 1, at: new Date().toISOString(), size, machine, results };
writeFileSync(join(out, 'bench.json'), `${JSON.stringify(report, null, 1)}\n`);
