/** The graph, with all its folding, against the equations in float64, on models small enough for that. */
import { mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WeightFile, writeOnnx } from '../onnx/index.ts';
import { frameTokens, zeroFrameSize, type VisionConfig } from './config.ts';
import { portableValues } from './portable-generator.ts';
import { stabGraph, type StabModel } from './stab.ts';
import { distance } from './stab/goldens.ts';
import { referenceFrames, type Covered } from './stab/reference.ts';
import { portableModel, tinyConfig } from './tiny-model.ts';
import { valuesOf } from './weights.ts';

const landscape = { rows: [2, 6], columns: [0, 8] } as const;
const portrait = { rows: [0, 8], columns: [2, 4] } as const;
const square = { rows: [0, 8], columns: [0, 8] } as const;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panda-stab-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('the graph computes what the equations say', () => {
  it.for<{ of: string; covered: NonNullable<Covered>; real?: number; vision?: Partial<VisionConfig> }>([
    { of: 'a square clip', covered: square },
    { of: 'a landscape clip', covered: landscape },
    { of: 'a portrait clip', covered: portrait },
    { of: 'a clip of five frames, the rest zeros', covered: landscape, real: 5 },
    { of: 'a clip of one frame', covered: portrait, real: 1 },
    {
      of: 'a model of other sizes',
      covered: landscape,
      real: 5,
      vision: {
        hiddenSize: 24,
        lsteSize: 7,
        heads: 3,
        gstraHeads: 2,
        patchSize: 2,
        imageSize: 16,
        frames: 6,
        chunk: 3,
      },
    },
    { of: 'a model of one chunk', covered: square, real: 3, vision: { frames: 4, chunk: 4 } },
    { of: 'a model whose chunks are single frames', covered: square, vision: { frames: 2, chunk: 1 } },
    { of: 'a model whose windows are 1 x 1', covered: portrait, real: 7, vision: { downsample: 1 } },
    { of: 'a model without <row> (table 4)', covered: landscape, real: 6, vision: { row: false } },
    { of: 'a model without FSRA (table 4)', covered: landscape, real: 6, vision: { fsra: false } },
    { of: 'a model without GSTRA (table 4)', covered: landscape, real: 6, vision: { gstra: false } },
    { of: 'a model without LSTE (table 4)', covered: landscape, real: 6, vision: { lste: false } },
    {
      of: 'a model without GSTRA and LSTE (table 4)',
      covered: landscape,
      real: 6,
      vision: { gstra: false, lste: false },
    },
    {
      of: 'a model with average pooling for LSD (tables 4 and 9)',
      covered: landscape,
      real: 6,
      vision: { lsd: 'average' },
    },
    {
      of: 'a model with LSD before LSTE (table 8)',
      covered: landscape,
      real: 6,
      vision: { lsdPosition: 'before-lste' },
    },
    {
      of: 'a model of half the resolution, without LSD (table 9)',
      covered: { rows: [2, 4], columns: [0, 4] },
      real: 6,
      vision: { imageSize: 16, downsample: 1, lsd: 'average' },
    },
  ])('for $of', async ({ covered, real, vision: changes }) => {
    const config = tinyConfig(changes);
    const { vision } = config;
    const { hiddenSize: D } = config.llm;
    const frames = real ?? vision.frames;
    const tensors = portableModel(config);
    const pixels = pixelsOf(vision, frames);
    const masks = Array.from({ length: vision.frames }, (_, frame) => (frame < frames ? covered : undefined));
    const expected = referenceFrames(
      { vision, width: D, values: (name) => valuesOf(tensors, name) },
      { pixels, covered: masks },
    );
    const results = await run({ vision, width: D, tensors, precision: 'fp32' }, { pixels, covered, real: frames });

    const size = frameTokens(vision, {
      rows: covered.rows[1] - covered.rows[0],
      columns: covered.columns[1] - covered.columns[0],
    });
    const zeroSize = frameTokens(vision, { rows: zeroFrameSize(vision), columns: zeroFrameSize(vision) });
    expect(Object.fromEntries(Object.entries(results).map(([name, { dims }]) => [name, dims]))).toEqual({
      stab: [frames, size, vision.hiddenSize],
      stab_padding: [vision.frames - frames, zeroSize, vision.hiddenSize],
      tokens: [frames, size, D],
      padding: [vision.frames - frames, zeroSize, D],
    });
    const flat = (stage: 'pre' | 'post') => expected.flatMap((frame) => frame[stage].flatMap((token) => [...token]));
    const pre = distance(joined(results, ['stab', 'stab_padding']), flat('pre'));
    const post = distance(joined(results, ['tokens', 'padding']), flat('post'));
    expect(Math.max(pre.maxAbs, post.maxAbs)).toBeLessThan(1e-5);
    expect(Math.max(pre.relativeL2, post.relativeL2)).toBeLessThan(1e-6);
  });

  it('nearly, with weights stored as float16', async () => {
    const config = tinyConfig();
    const model = { vision: config.vision, width: config.llm.hiddenSize, tensors: portableModel(config) };
    const clip = { pixels: pixelsOf(config.vision, 8), covered: square, real: 8 };
    const whole = await run({ ...model, precision: 'fp32' }, clip);
    const halves = await run({ ...model, precision: 'fp16' }, clip);
    const { relativeL2 } = distance(joined(halves, ['tokens']), joined(whole, ['tokens']));
    expect(relativeL2).toBeGreaterThan(1e-5);
    expect(relativeL2).toBeLessThan(2e-3);
  });

  it.each(['int8', 'int4'] as const)(
    'within a few hundredths, with the large products in 8 bits for %s',
    async (precision) => {
      const config = tinyConfig();
      const model = { vision: config.vision, width: config.llm.hiddenSize, tensors: portableModel(config) };
      const clip = { pixels: pixelsOf(config.vision, 8), covered: square, real: 8 };
      const whole = await run({ ...model, precision: 'fp32' }, clip);
      const bytes = await run({ ...model, precision }, clip);
      const { relativeL2 } = distance(joined(bytes, ['tokens']), joined(whole, ['tokens']));
      expect(relativeL2).toBeGreaterThan(2e-3);
      expect(relativeL2).toBeLessThan(4e-2);
    },
  );
});

async function run(
  model: StabModel,
  { pixels, covered, real }: { pixels: Float32Array; covered: NonNullable<Covered>; real: number },
): Promise<Record<string, ort.Tensor>> {
  const g = stabGraph({ ...model, outputs: ['stab', 'tokens'] });
  const file = new WeightFile('stab.weights');
  await writeFile(join(folder, 'stab.onnx'), writeOnnx(g.graph, file));
  await writeFile(join(folder, file.name), file.chunks());
  const session = await ort.InferenceSession.create(join(folder, 'stab.onnx'));
  const { frames, imageSize } = model.vision;
  const results = await session.run({
    pixels: new ort.Tensor('float32', pixels, [frames, 3, imageSize, imageSize]),
    rows: int64(...covered.rows),
    columns: int64(...covered.columns),
    real: int64(real),
  });
  await session.release();
  return results;
}

function joined(results: Record<string, ort.Tensor>, names: string[]): number[] {
  return names.flatMap((name) => Array.from(results[name]?.data as Float32Array));
}

function int64(...values: number[]): ort.Tensor {
  return new ort.Tensor('int64', BigInt64Array.from(values, BigInt), [values.length]);
}

function pixelsOf({ frames, imageSize }: VisionConfig, real: number): Float32Array {
  const frame = 3 * imageSize * imageSize;
  return portableValues('pixels', frames * frame, { offset: 0, a: 2 }).fill(0, real * frame);
}
