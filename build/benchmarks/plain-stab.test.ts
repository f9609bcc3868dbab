import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { expect, it } from 'vitest';
import { WeightFile, writeOnnx, type GraphBuilder } from '../../native-models/onnx/index.ts';
import { portableValues } from '../../native-models/video-panda/portable-generator.ts';
import { stabGraph } from '../../native-models/video-panda/stab.ts';
import { distance } from '../../native-models/video-panda/stab/goldens.ts';
import { portableModel, tinyConfig } from '../../native-models/video-panda/tiny-model.ts';
import { plainStabGraph } from './plain-stab.ts';

it.each(['tokens', 'stab'] as const)('computes the same as the graph that leaves work out: %s', async (output) => {
  const config = tinyConfig();
  const model = {
    vision: config.vision,
    width: config.llm.hiddenSize,
    tensors: portableModel(config),
    precision: 'fp32',
    outputs: [output],
  } as const;
  const { frames, imageSize: S } = config.vision;
  const pixels = new ort.Tensor('float32', portableValues('pixels', frames * 3 * S * S, { offset: 0, a: 2 }), [
    frames,
    3,
    S,
    S,
  ]);
  const feeds = { pixels, rows: int64(2, 6), columns: int64(0, 8) };
  const plain = await run(plainStabGraph(model), feeds);
  const folded = await run(stabGraph(model), { ...feeds, real: int64(frames) });
  expect(plain.dims).toEqual(folded.dims);
  expect(distance(plain.data as Float32Array, folded.data as Float32Array).relativeL2).toBeLessThan(1e-6);
});

async function run(g: GraphBuilder, feeds: Record<string, ort.Tensor>): Promise<ort.Tensor> {
  const folder = mkdtempSync(join(tmpdir(), 'panda-plain-'));
  const file = new WeightFile('stab.weights');
  await writeFile(join(folder, 'stab.onnx'), writeOnnx(g.graph, file));
  await writeFile(join(folder, file.name), file.chunks());
  const session = await ort.InferenceSession.create(join(folder, 'stab.onnx'));
  const results = await session.run(feeds);
  await session.release();
  rmSync(folder, { recursive: true });
  return Object.values(results)[0] as ort.Tensor;
}

function int64(...values: number[]): ort.Tensor {
  return new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [values.length]);
}
