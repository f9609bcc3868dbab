/**
 * The full-size STAB and projector as a model of fewer bits has them (16 of each weight, whatever the LLM has) against the
 * official code's values: relative L2 1e-3 (measured: 5e-4). In float32: stab.parity.test.ts.
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

let folder: string;
let session: ort.InferenceSession;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'panda-stab-half-'));
  const tensors = portableTensors();
  const g = stabGraph({ vision, width: llm.hiddenSize, tensors, precision: 'fp16', outputs: ['stab', 'tokens'] });
  const file = new WeightFile('stab.weights');
  await writeFile(join(folder, 'stab.onnx'), writeOnnx(g.graph, file));
  await writeFile(join(folder, file.name), file.chunks());
  session = await ort.InferenceSession.create(join(folder, 'stab.onnx'));
});
afterAll(async () => {
  await session.release();
  rmSync(folder, { recursive: true });
});

describe.for(goldens)('$case', (golden) => {
  it('comes near the official values before and after the projector', async () => {
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
      const far = Object.entries(distances).filter(([, { relativeL2 }]) => !(relativeL2 <= 1e-3));
      if (far.length > 0) tooFar.push({ frame, ...Object.fromEntries(far) });
    }
    const lengths = Array.from({ length: vision.frames }, (_, frame) => {
      return frameOf(frame, ['tokens', 'padding']).shape[0];
    });
    expect({ tooFar, lengths }).toEqual({ tooFar: [], lengths: golden.tokens_per_frame });
  });
});
