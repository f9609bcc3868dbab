import { describe, expect, it } from 'vitest';
import { officialConfig } from './config.ts';
import { parityFile, readGolden } from './parity.ts';
import { checkTensors, tensorShapes } from './tensor-shapes.ts';
import { portableModel, tinyConfig } from './tiny-model.ts';

describe('the tensors of a model', () => {
  it('are those of the official vision part, but for what the official code does not use', () => {
    const { tensors } = readGolden(parityFile('stab', 'params.json')) as {
      tensors: { name: string; shape: number[] }[];
    };
    const used = tensors.filter(({ name }) => !name.includes('lmhra2'));
    const ours = [...tensorShapes(officialConfig)].filter(([name]) => name.startsWith('video_'));
    expect(Object.fromEntries(ours)).toEqual(Object.fromEntries(used.map(({ name, shape }) => [name, shape])));
  });

  it('are checked all at once', () => {
    const tensors = portableModel(tinyConfig({ gstra: false, lsteSize: 9 }));
    expect(() => checkTensors(tensors, tinyConfig({ gstra: false }))).toThrow(
      'the checkpoint does not fit its config: ' +
        'video_tower.lmhra1.pos_embed.1.weight is [9, 16, 1, 1, 1] and should be [10, 16, 1, 1, 1]; ' +
        'video_tower.lmhra1.pos_embed.1.bias is [9] and should be [10]; ' +
        'video_tower.lmhra1.pos_embed.2.weight is [9, 1, 3, 1, 1] and should be [10, 1, 3, 1, 1]; ' +
        'video_tower.lmhra1.pos_embed.2.bias is [9] and should be [10]; ' +
        'video_tower.lmhra1.pos_embed.3.weight is [16, 9, 1, 1, 1] and should be [16, 10, 1, 1, 1]',
    );
    expect(() => checkTensors(tensors, tinyConfig({ lste: false }))).toThrow(
      'video_tower.temporal_cls_token is missing',
    );
  });
});
