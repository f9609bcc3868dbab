/** The full-size STAB and projector against the official code's values, in float32: max abs 1e-4, relative L2 1e-5. */
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
import { distance, portablePixels, portableTensors, type StabGolden, type Strided } from './stab/goldens.ts';

const goldens = goldensOf('stab').map(({ path }) => readGolden(path) as StabGolden);
const { vision, llm } = officialConfig;

let folder: string;
let session: ort.InferenceSession;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'panda-stab-'));
  const tensors = portableTensors();
  const g = stabGraph({ vision, width: llm.hiddenSize, tensors, precision: 'fp32', outputs: ['stab', 'tokens'] });
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
  it('gives the official values before and after the projector', async () => {
    const real = vision.frames - golden.zero_frames.length;
    const tooFar: unknown[] = [];
    const results = await session.run(inputsOf(golden, real));
    for (const [name, expected] of Object.entries(golden.frames)) {
      const frame = Number(name);
      const pre = frameOf(results, { names: ['stab', 'stab_padding'], frame, real });
      const post = frameOf(results, { names: ['tokens', 'padding'], frame, real });
      expect([pre.shape, post.shape]).toEqual([expected.pre.shape, expected.post.shape]);
      const distances = {
        pre: distance(strided(pre.values, expected.pre), expected.pre.values),
        post: distance(strided(post.values, expected.post), expected.post.values),
        context: distance(pre.values.subarray(0, vision.hiddenSize), expected.pre_class_token),
        preNorms: distance(norms(pre), expected.pre_l2),
        postNorms: distance(norms(post), expected.post_l2),
      };
      const far = Object.entries(distances).filter(
        ([, { maxAbs, relativeL2 }]) => !(maxAbs <= 1e-4 && relativeL2 <= 1e-5),
      );
      if (far.length > 0) tooFar.push({ frame, ...Object.fromEntries(far) });
    }
    const lengths = Array.from({ length: vision.frames }, (_, frame) => {
      return frameOf(results, { names: ['tokens', 'padding'], frame, real }).shape[0];
    });
    expect({ tooFar, lengths }).toEqual({ tooFar: [], lengths: golden.tokens_per_frame });
  });
});

function inputsOf(golden: StabGolden, real: number): Record<string, ort.Tensor> {
  const { rect, zero_frames: zeroFrames } = golden;
  // The graph takes a clip as the product makes it: real frames first.
  expect(zeroFrames).toEqual(Array.from(zeroFrames, (_, index) => real + index));
  const pixels = portablePixels(golden);
  return {
    pixels: new ort.Tensor('float32', pixels, [vision.frames, 3, vision.imageSize, vision.imageSize]),
    rows: spanOf(rect.y0, rect.y1),
    columns: spanOf(rect.x0, rect.x1),
    real: new ort.Tensor('int64', BigInt64Array.of(BigInt(real)), [1]),
  };
}

interface FrameTokens {
  readonly values: Float32Array;
  readonly shape: readonly [tokens: number, width: number];
}

function spanOf(first: number, end: number): ort.Tensor {
  const patches = [first, end].map((pixel) => BigInt(pixel / vision.patchSize));
  return new ort.Tensor('int64', BigInt64Array.from(patches), [2]);
}

function frameOf(
  results: ort.InferenceSession.OnnxValueMapType,
  { names, frame, real }: { names: [tokens: string, padding: string]; frame: number; real: number },
): FrameTokens {
  const tensor = results[frame < real ? names[0] : names[1]] as ort.Tensor;
  const [, tokens = 0, width = 0] = tensor.dims;
  const first = (frame < real ? frame : frame - real) * tokens * width;
  return { values: (tensor.data as Float32Array).subarray(first, first + tokens * width), shape: [tokens, width] };
}

function strided(values: Float32Array, { stride, values: expected }: Strided): Float32Array {
  return Float32Array.from(expected, (_, index) => values[index * stride] ?? Number.NaN);
}

function norms({ values, shape: [tokens, width] }: FrameTokens): number[] {
  return Array.from({ length: tokens }, (_, token) =>
    Math.hypot(...values.subarray(token * width, (token + 1) * width)),
  );
}
