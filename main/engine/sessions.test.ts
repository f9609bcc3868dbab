import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { GraphBuilder, WeightFile, writeOnnx, type Value } from '../../native-models/onnx/index.ts';
import { openSession } from './sessions.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panda-sessions-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/**
 * Decoding stands on this: the caches are inputs, gigabytes each token, and onnxruntime-node 1.30.0 only wraps them. A
 * later one copies. An array of zeros that nobody writes has no memory behind it, so a copy of it shows as new memory.
 */
it('wraps its inputs and does not copy them', async () => {
  const count = 128 << 20;
  const bytes = 4 * count;
  const x = { type: 'float32', dims: [count], data: new Float32Array(count) } as const;
  const first = await open('first', (g, value) => g.slice(value, [{ axis: 0, start: 0, end: 1 }]));
  const raised = await open('raised', (g, value) => g.add(value, 1));
  const grownBy = async (run: () => Promise<unknown>) => {
    const before = process.resourceUsage().maxRSS;
    await run();
    return (process.resourceUsage().maxRSS - before) * 1024;
  };
  expect(await grownBy(() => first.run({ x }))).toBeLessThan(bytes / 4);
  // The same measure does see it where there is something to see: an output as large as the input.
  expect(await grownBy(() => raised.run({ x }))).toBeGreaterThan(bytes / 2);
});

async function open(name: string, compute: (g: GraphBuilder, x: Value) => Value) {
  const g = new GraphBuilder(name);
  g.output('y', { value: compute(g, g.input('x', 'float32', ['n'])), type: 'float32', dims: ['m'] });
  const path = join(folder, `${name}.onnx`);
  writeFileSync(path, writeOnnx(g.graph, new WeightFile(`${name}.weights`)));
  return openSession(path, { threads: 1 });
}
