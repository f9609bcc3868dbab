import { mkdtempSync, readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { blockQuantised, GraphBuilder, matMulBlocks, WeightFile, writeOnnx } from '../../native-models/onnx/index.ts';
import { openPacked, type PackingOptions } from './packed.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'panda-packed-'));
  path = join(folder, 'graph.onnx');
  writeGraph({ bits: 4 });
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function writeGraph({ bits }: { bits: 4 | 32 }): void {
  const g = new GraphBuilder('graph');
  const file = new WeightFile('graph.weights');
  const data = Float32Array.from({ length: 64 * 64 }, (_, index) => Math.sin(index));
  const matrix = { type: 'float32', dims: [64, 64], data } as const;
  const x = g.input('x', 'float32', [1, 64]);
  const value =
    bits === 32
      ? g.matMul(x, g.weight('matrix', matrix))
      : matMulBlocks(g, x, 'matrix', blockQuantised(matrix, { bits }));
  g.output('y', { value, type: 'float32', dims: [1, 64] });
  writeFileSync(path, writeOnnx(g.graph, file));
  writeFileSync(join(folder, file.name), Buffer.concat([...file.chunks()]));
}

/** What it gives for a vector of ones, and from where it was loaded. */
async function opened(options: Partial<PackingOptions> = {}) {
  const session = await openPacked(path, { threads: 1, leastBytes: 1, spareBytes: 0, ...options });
  const { y } = await session.run({ x: { type: 'float32', dims: [1, 64], data: new Float32Array(64).fill(1) } });
  await session.release();
  const isPacked = session.path !== path;
  return { isPacked, path: session.path, y: y && 'data' in y ? y.data : null };
}

const packed = () => readdirSync(join(folder, 'packed'));

it('packs the weights once, and loads what was packed', async () => {
  const plain = await opened({ leastBytes: Infinity });
  const first = await opened();
  const made = packed();
  const writtenAt = statSync(first.path).mtimeMs;
  const second = await opened();
  expect([plain.isPacked, first.isPacked, second.path, packed(), statSync(second.path).mtimeMs]).toEqual([
    ...[false, true, first.path, made, writtenAt],
  ]);
  expect([first.y, second.y]).toEqual([plain.y, plain.y]);
});

it('packs anew when the weights are others, and leaves nothing of the old or of one that was killed', async () => {
  const first = await opened();
  writeFileSync(join(folder, 'packed', `new-${2 ** 22 + 1}-left`), ''); // no system has a process of that number
  utimesSync(join(folder, 'graph.weights'), 1, 1);
  const second = await opened();
  expect({ isPacked: second.isPacked, count: packed().length, y: second.y }).toEqual({
    ...{ isPacked: true, count: 1, y: first.y },
  });
  expect(second.path).not.toBe(first.path);
});

it('loads the graph itself where what was packed is cut short, and packs it again the next time', async () => {
  const first = await opened();
  truncateSync(first.path.replace('.onnx', '.weights'), 100);
  const second = await opened();
  expect(second).toEqual({ isPacked: false, path, y: first.y });
  expect(await opened()).toEqual(first);
});

it('loads the graph itself where there is no room, or no place to write', async () => {
  const { y } = await opened({ leastBytes: Infinity });
  expect(await opened({ spareBytes: 2 ** 80 })).toEqual({ isPacked: false, path, y });
  writeFileSync(join(folder, 'packed'), 'in the way');
  expect(await opened()).toEqual({ isPacked: false, path, y });
});

it('packs no graph whose matrices are floats: it would be many times as large', async () => {
  writeGraph({ bits: 32 });
  expect((await opened()).isPacked).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(['graph.onnx', 'graph.weights']);
});

it('packs it whole when two processes do so at once', async () => {
  const all = await Promise.all([opened(), opened(), opened()]);
  expect(all.every(({ y }) => String(y) === String(all[0].y))).toBe(true);
  expect(packed()).toHaveLength(1);
  expect((await opened()).isPacked).toBe(true);
});
