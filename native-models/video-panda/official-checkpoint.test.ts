import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readWeight, type LazyTensor } from '../onnx/index.ts';
import { officialConfig } from './config.ts';
import { writeModelFolder } from './folder.ts';
import { logitsProbe } from './logits-probe.ts';
import { officialJson } from './made-checkpoint.ts';
import { officialConfigOf, officialTensors } from './official-checkpoint.ts';
import { tensorShapes } from './tensor-shapes.ts';
import { portableModel, tinyConfig } from './tiny-model.ts';

describe('a published config.json', () => {
  it('becomes the configuration of the published model, as EVE too', () => {
    const json = officialJson(officialConfig);
    expect([officialConfigOf(json), officialConfigOf({ ...json, model_type: 'eve' })]).toEqual([
      officialConfig,
      officialConfig,
    ]);
  });

  it('has the sizes that the official code derives from its own', () => {
    const { vision } = officialConfigOf({ ...officialJson(officialConfig), video_hidden_size: 1408 });
    expect(vision).toEqual({ ...officialConfig.vision, hiddenSize: 1408, lsteSize: 938, gstraHeads: 11 });
  });

  it('is refused with every field that is wrong', () => {
    const json = { ...officialJson(officialConfig), hidden_act: 'gelu', num_hidden_layers: 0 };
    expect(() => officialConfigOf(json)).toThrow('num_hidden_layers: Too small');
    expect(() => officialConfigOf(json)).toThrow('hidden_act: only SiLU is built');
    const seven = { ...officialJson(officialConfig), num_attention_heads: 7, num_key_value_heads: 7 };
    expect(() => officialConfigOf(seven)).toThrow('llm: a head of the LLM must be an even width');
    expect(() => officialConfigOf([])).toThrow('the whole: ');
  });
});

describe('the tensors of a checkpoint', () => {
  const config = tinyConfig();
  const source = portableModel(config);
  const times = new Map<string, number>();
  const tensor = (name: string, dims: readonly number[]): LazyTensor => {
    const read = () => {
      times.set(name, (times.get(name) ?? 0) + 1);
      return readWeight(source.get(name));
    };
    return { type: 'float32', dims, read };
  };
  const checkpoint = (tower: string, projector: string) =>
    new Map(
      [...tensorShapes(config)].map(([name, dims]) => {
        const published = name.replace(/^video_tower/, tower).replace(/^video_projector/, projector);
        return [published, tensor(name, dims)];
      }),
    );

  it.each([
    ['model.video_tower', 'model.video_projector'],
    ['model.vision_tower', 'model.mm_projector'],
  ])('are found as %s and %s', (tower, projector) => {
    const { tensors, unknown } = officialTensors(checkpoint(tower, projector), config);
    expect([...tensorShapes(config).keys()].filter((name) => !tensors.has(name))).toEqual([]);
    expect(unknown).toEqual([]);
  });

  it('are read once, each of them, when a model of few bits is made and compared', async () => {
    const { tensors } = officialTensors(checkpoint('model.video_tower', 'model.video_projector'), config);
    const probe = logitsProbe(config.llm, { tensors, precision: 'int4' });
    const identity = { id: 'tiny', name: 'Tiny', version: '1', licence: 'x', source: 'x' };
    const parts = { identity, config, tensors, precision: 'int4', tokenizer: Uint8Array.of(10, 0) } as const;
    const folder = mkdtempSync(join(tmpdir(), 'panda-official-'));
    await writeModelFolder(join(folder, 'tiny'), parts, { onMatrix: probe.onMatrix });
    rmSync(folder, { recursive: true });
    expect(probe.relativeL2()).toBeGreaterThan(0);
    expect(Object.fromEntries(times)).toEqual(
      Object.fromEntries([...tensorShapes(config).keys()].map((name) => [name, 1])),
    );
  });
});
