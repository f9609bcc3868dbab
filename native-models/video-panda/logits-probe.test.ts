import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forkEngine, startEngine, type DecoderSource, type Engine } from '../../main/engine/index.ts';
import { WeightFile, writeOnnx } from '../onnx/index.ts';
import { goldenConfig, logitsOf, type LlamaGolden } from './llama-goldens.ts';
import { decoderShapeOf, llamaDecoder, llamaEmbeddings } from './llama.ts';
import { distance, logitsProbe } from './logits-probe.ts';
import { parityFile, readGolden } from './parity.ts';
import { portableWeights } from './portable-llama.ts';
import { llamaWeights, type NamedTensors, type Precision } from './weights.ts';

const golden = readGolden(parityFile('llama', 'golden.json')) as LlamaGolden;
const config = goldenConfig(golden);
const { plain } = portableWeights(config, { prefix: golden.prefix });
const tensors: NamedTensors = { has: () => true, get: plain };

let folder: string;
let engine: Engine;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'panda-probe-'));
  engine = startEngine({ spawn: forkEngine, threads: 1 });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** The decoder as a model folder has it, and what the probe found while it was written. */
function written(precision: Precision): { source: DecoderSource; found: number } {
  const probe = logitsProbe(config, { tensors, precision });
  const weights = llamaWeights(tensors, { precision, onMatrix: probe.onMatrix });
  const file = new WeightFile(`${precision}.weights`);
  const path = (name: string) => join(folder, `${precision}-${name}.onnx`);
  writeFileSync(path('embeddings'), writeOnnx(llamaEmbeddings(config, weights).graph, file));
  writeFileSync(path('decoder'), writeOnnx(llamaDecoder(config, weights).graph, file));
  writeFileSync(join(folder, file.name), Buffer.concat([...file.chunks()]));
  const source = { decoder: path('decoder'), embeddings: path('embeddings'), shape: decoderShapeOf(config) };
  return { source, found: probe.relativeL2() };
}

it('finds what the graphs themselves show', async () => {
  // The probe's own four tokens.
  const one = { name: 'probe', ids: [1, 128, 256, 384], last_logits: [], greedy: [], margins: [] };
  const exact = await logitsOf(engine, { golden, one, source: written('fp32').source });
  const ratios: number[] = [];
  for (const precision of ['fp16', 'int8', 'int4'] as const) {
    const { found, source } = written(precision);
    const seen = distance(await logitsOf(engine, { golden, one, source }), exact);
    ratios.push(found / seen);
  }
  expect(written('fp32').found).toBe(0);
  expect(Math.min(...ratios)).toBeGreaterThan(0.8);
  expect(Math.max(...ratios)).toBeLessThan(1.25);
});
