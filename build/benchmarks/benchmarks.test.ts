import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../main/media/index.ts';
import { officialConfig } from '../../native-models/video-panda/config.ts';
import { benchmarks } from './all.ts';
import { measureInTurns, medianOf } from './measure.ts';
import { macsOf, shapesOf } from './stab-work.ts';
import { once, ratioOf, tableOf } from './table.ts';
import type { Row } from './table.ts';

const folder = mkdtempSync(join(tmpdir(), 'panda-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(benchmarks)('the benchmark $name', ({ cannot, measure }) => {
  it('can be done, tiny', async (context) => {
    const why = cannot?.() ?? null;
    if (why !== null) context.skip(why);
    const rows = await measure({ size: 'tiny', folder, ffmpeg: await findFfmpeg(), patience: { leftS: 0 } });
    expect(rows.length).toBeGreaterThan(0);
    const numbers = rows.flatMap(({ ours, other, runs }) => [ours.value, other?.value ?? 0, runs.n]);
    expect(numbers.filter((number) => !Number.isFinite(number))).toEqual([]);
  });
});

describe('measuring', () => {
  it('takes the ways in turns and leaves the first turn out', async () => {
    const done: string[] = [];
    let cpuS = 0;
    const way = (name: string) => async () => void done.push(name);
    const readCpuS = () => cpuS++;
    const { a, b } = await measureInTurns(
      { runs: 2, patience: { leftS: 0 } },
      { a: { work: way('a'), readCpuS }, b: { work: way('b') } },
    );
    expect(done.join(' ')).toBe('a b a b a b');
    expect([a.n, a.cpuS, b.n, b.cpuS]).toEqual([2, 1, 2, null]);
  });

  it('finds the value in the middle', () => {
    expect([medianOf([3, 1, 2]), medianOf([4, 1, 3, 2])]).toEqual([2, 2.5]);
    expect(() => medianOf([])).toThrow('nothing was measured');
  });

  it('knows how much arithmetic the full size is', () => {
    const gmac = shapesOf(officialConfig.vision).map((shape) => {
      const { folded, foldedProjector, plain, plainProjector } = macsOf(officialConfig.vision, 4096, shape);
      const all = [plain, folded, plain + plainProjector, folded + foldedProjector];
      return [shape.name, shape.rows, shape.columns, all.map((macs) => Math.round(macs / 1e9))];
    });
    expect(gmac).toEqual([
      ['16:9', [6, 24], [0, 32], [48, 22, 74, 46]],
      ['square', [0, 32], [0, 32], [60, 25, 105, 69]],
    ]);
  });
});

describe('the table', () => {
  const faster: Row = {
    name: 'a',
    ours: { value: 0.5, unit: 's' },
    other: { is: 'the other way', value: 2 },
    runs: { n: 3, disturbed: true },
    note: 'so',
  };
  const more: Row = {
    name: 'bc',
    ours: { value: 1234.5, unit: 'tokens/s' },
    other: { is: 'x', value: 617.25 },
    runs: once,
  };
  const alone: Row = { name: 'd', ours: { value: 12.34, unit: 'MiB' }, runs: once };

  it('says how many times better ours is, more of what is better when more', () => {
    expect([faster, more, alone].map(ratioOf)).toEqual([4, 2, null]);
  });

  it('is Markdown with its columns aligned', () => {
    expect(tableOf([faster, more, alone]).split('\n')).toEqual([
      '| what |          ours | compared with         | times better |            n |     |',
      '| ---- | ------------: | --------------------- | -----------: | -----------: | --- |',
      '| a    |        500 ms | the other way: 2.00 s |         4.00 | 3, disturbed | so  |',
      '| bc   | 1235 tokens/s | x: 617 tokens/s       |         2.00 |            1 |     |',
      '| d    |      12.3 MiB |                       |              |            1 |     |',
    ]);
  });
});
