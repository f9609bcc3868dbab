import { describe, expect, it } from 'vitest';
import { officialConfig } from './config.ts';
import { officialJson } from './made-checkpoint.ts';
import { officialConfigOf, officialTensors } from './official-checkpoint.ts';
import { tensorShapes } from './tensor-shapes.ts';
import { tinyConfig } from './tiny-model.ts';
import type { LazyTensor } from '../onnx/index.ts';

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
  let reads = 0;
  const tensor = (dims: readonly number[]): LazyTensor => {
    return { type: 'float32', dims, read: () => (reads++, new Float32Array(1)) };
  };
  /** Under the names of the first build, or of their twins. */
  const checkpoint = (tower: string, projector: string) =>
    new Map(
      [...tensorShapes(config)].map(([name, dims]) => {
        return [name.replace(/^video_tower/, tower).replace(/^video_projector/, projector), tensor(dims)];
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

  it('are read once where several boxes need them', () => {
    const { tensors } = officialTensors(checkpoint('model.video_tower', 'model.video_projector'), config);
    reads = 0;
    const weight = tensors.get('video_projector.0.weight') as LazyTensor;
    weight.read();
    weight.read();
    expect(reads).toBe(1);
  });
});
