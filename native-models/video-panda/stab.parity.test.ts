/**
 * The full-size STAB and projector against the official code's values. In float32: max abs 1e-4, relative L2 1e-5. With 16
 * bits of each weight: relative L2 1e-3 (measured: 5e-4).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { officialConfig } from './config.ts';
import { WeightFile, writeOnnx } from '../onnx/index.ts';
import { goldensOf, readGolden } from './parity.ts';
import { stabGraph } from './stab.ts';
import {
  distance,
  goldenFrame,
  goldenInputs,
  norms,
  portableTensors,
  strided,
  type OutputNames,
  type StabGolden,
} from './stab/goldens.ts';

const goldens = goldensOf('stab').map(({ path }) => readGolden(path) as StabGolden);
const { vision, llm } = officialConfig;

const PRECISIONS = [
  { precision: 'fp32', most: { maxAbs: 1e-4, relativeL2: 1e-5 } },
  { precision: 'fp16', most: { maxAbs: Infinity, relativeL2: 1e-3 } },
] as const;

describe.for(PRECISIONS)('$precision', ({ precision, most }) => {
  let folder: string;
  let session: ort.InferenceSession;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'panda-stab-'));
    const tensors = portableTensors();
    const g = stabGraph({ vision, width: llm.hiddenSize, tensors, precision, outputs: ['stab', 'tokens'] });
    const file = new WeightFile('stab.weights');
    await writeFile(join(folder, 'stab.onnx'), writeOnnx(g.graph, file));
    await writeFile(join(folder, file.name), file.chunks());
    session = await ort.InferenceSession.create(join(folder, 'stab.onnx'));
  });
  afterAll(async () => {
    await session.release();
    rmSync(folder, { recursive: true });
  });

  it.for(goldens)('gives the official values of $case before and after the projector', async (golden) => {
    const tooFar: unknown[] = [];
    const feeds = Object.entries(goldenInputs(golden)).map(([name, { data, dims, type }]) => {
      return [name, new ort.Tensor(type, data, dims)] as const;
    });
    const results = await session.run(Object.fromEntries(feeds));
    const frameOf = (frame: number, names: OutputNames) =>
      goldenFrame(golden, { results: results as never, names, frame });
    for (const [name, expected] of Object.entries(golden.frames)) {
      const frame = Number(name);
      const pre = frameOf(frame, ['stab', 'stab_padding']);
      const post = frameOf(frame, ['tokens', 'padding']);
      expect([pre.shape, post.shape]).toEqual([expected.pre.shape, expected.post.shape]);
      const distances = {
        pre: distance(strided(pre.values, expected.pre), expected.pre.values),
        post: distance(strided(post.values, expected.post), expected.post.values),
        context: distance(pre.values.subarray(0, vision.hiddenSize), expected.pre_class_token),
        preNorms: distance(norms(pre), expected.pre_l2),
        postNorms: distance(norms(post), expected.post_l2),
      };
      const far = Object.entries(distances).filter(
        ([, { maxAbs, relativeL2 }]) => !(maxAbs <= most.maxAbs && relativeL2 <= most.relativeL2),
      );
      if (far.length > 0) tooFar.push({ frame, ...Object.fromEntries(far) });
    }
    const lengths = Array.from({ length: vision.frames }, (_, frame) => {
      return frameOf(frame, ['tokens', 'padding']).shape[0];
    });
    expect({ tooFar, lengths }).toEqual({ tooFar: [], lengths: golden.tokens_per_frame });
  });
});
