import { createHash } from 'node:crypto';
import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { writeSafetensors } from '../../../native-models/checkpoint/made-safetensors.ts';
import { madeTensors, officialJson } from '../../../native-models/video-panda/made-checkpoint.ts';
import { ProblemError } from '../../document/problem.ts';
import { all, appFor } from '../app/made-app.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { chooseModel, listModels } from './find.ts';
import { importModel } from './import.ts';
import type { ImportPlan, ImportProgress } from './import.ts';
import { removeModel } from './remove.ts';
import { tinyCheckpointConfig, tinyCheckpointTensors, writeTinyCheckpoint } from './tiny-checkpoint.ts';
import { verifyFiles } from './verify.ts';

const makeFolder = foldersUntil(afterAll);
const { client } = appFor({ beforeAll, afterAll });

let checkpoint: string;
beforeAll(() => {
  checkpoint = writeTinyCheckpoint(makeFolder());
});

function plan(change: Partial<ImportPlan> = {}): ImportPlan {
  return {
    ...{ folder: checkpoint, id: 'tiny', precision: 'fp32', home: makeFolder(), replace: false },
    signal: new AbortController().signal,
    ...change,
  };
}

async function problemOf(work: Promise<unknown>): Promise<unknown> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ProblemError) return error.problem;
    throw error;
  }
  return 'no problem';
}

describe('a model folder', () => {
  test('says where it came from, and every byte of it can be verified', async () => {
    const wanted = plan({ precision: 'int8' });
    const told: ImportProgress[] = [];
    const model = await importModel({ ...wanted, onProgress: (progress) => void told.push(progress) });
    const { folder, manifest } = await chooseModel('tiny', { home: wanted.home, shipped: '/nowhere' });
    await verifyFiles(folder, manifest);
    const { imported } = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as { imported: object };
    const files = readdirSync(checkpoint).filter((name) => /^model-/.test(name)).sort(); // prettier-ignore
    expect({ ...manifest, files: null, imported }).toEqual({
      ...{ format: 'panda-model', formatVersion: 1, id: 'tiny', name: 'tiny', version: '1' },
      ...{ architecture: 'video-panda', precision: 'int8', licence: 'that of the checkpoint' },
      source: `the checkpoint ${checkpoint.split('/').at(-1)}`,
      files: null,
      imported: {
        by: expect.stringMatching(/^panda-annotator \d/) as string,
        config: officialJson(tinyCheckpointConfig),
        files: files.map((name) => ({ name, bytes: readFileSync(join(checkpoint, name)).length })),
        error: model.error,
      },
    });
    expect(readdirSync(join(wanted.home, 'models'))).toEqual(['tiny']);
    const last = told.at(-1);
    expect([told[0]?.doneBytes, last?.phase, last?.doneBytes]).toEqual([0, 'comparing', model.bytes]);
    truncateSync(join(folder, 'decoder.weights'), 100);
    await expect(verifyFiles(folder, manifest)).rejects.toThrow('decoder.weights has 100 bytes instead of');
  });

  test('is the same in safetensors and in the file of torch, byte by byte', async () => {
    const plans = [plan(), plan({ folder: writeTinyCheckpoint(makeFolder(), { format: 'torch' }) })];
    const weights = [];
    for (const one of plans) {
      const { folder } = await importModel(one);
      const content = ['stab.weights', 'decoder.weights'].map((name) => readFileSync(join(folder, name)));
      weights.push(content.map((bytes) => createHash('sha256').update(bytes).digest('hex')));
    }
    expect(weights[1]).toEqual(weights[0]);
  });

  test('stays as it was unless it is to be replaced', async () => {
    const wanted = plan();
    const first = await importModel(wanted);
    expect(await problemOf(importModel(wanted))).toEqual({ code: 'model-exists', id: 'tiny', path: first.folder });
    await importModel({ ...wanted, precision: 'fp16', replace: true });
    expect((await chooseModel('tiny', { home: wanted.home })).manifest.precision).toBe('fp16');
  });

  test('is not begun where there is no room for it', async () => {
    const wanted = plan();
    const { bytes } = await importModel(wanted);
    const small = plan({ readFreeBytes: () => Promise.resolve(bytes) });
    expect(await problemOf(importModel(small))).toEqual({
      ...{ code: 'model-no-room', path: join(small.home, 'models'), freeBytes: bytes },
      neededBytes: expect.any(Number) as number,
    });
    expect(readdirSync(join(small.home, 'models'))).toEqual([]);
  });

  test('is not there when the import was stopped', async () => {
    const stop = new AbortController();
    const wanted = plan({ signal: stop.signal, onProgress: ({ doneBytes }) => doneBytes > 1e6 && stop.abort() });
    await expect(importModel(wanted)).rejects.toThrow('aborted');
    expect(readdirSync(join(wanted.home, 'models'))).toEqual([]);
  });

  test('that was being replaced when the power went is there again at the next import', async () => {
    const wanted = plan();
    const { folder } = await importModel(wanted);
    const models = join(wanted.home, 'models');
    renameSync(folder, join(models, '.tiny.old-00000000-0000-4000-8000-000000000000'));
    mkdirSync(join(models, '.tiny.new-00000000-0000-4000-8000-000000000000'));
    await importModel({ ...wanted, id: 'other' });
    expect(readdirSync(models).sort()).toEqual(['other', 'tiny']);
  });
});

describe('a checkpoint is refused, and nothing is written', () => {
  async function refusal(spoil: (folder: string) => void): Promise<string> {
    const folder = writeTinyCheckpoint(makeFolder());
    spoil(folder);
    const wanted = plan({ folder });
    const problem = (await problemOf(importModel(wanted))) as { code: string; cause: string };
    expect(problem.code).toBe('checkpoint-unusable');
    expect(await listModels({ home: wanted.home, shipped: '/nowhere' })).toEqual([]);
    return problem.cause.replaceAll(folder, 'FOLDER');
  }
  const configWith = (change: object) => (folder: string) => {
    writeFileSync(join(folder, 'config.json'), JSON.stringify({ ...officialJson(tinyCheckpointConfig), ...change }));
  };

  test.each<[string, string, (folder: string) => void]>([
    [
      'no config.json',
      'there is no config.json in it; choose the folder',
      (folder) => rmSync(join(folder, 'config.json')),
    ],
    ['another kind of model', 'config.json: model_type: only "videopanda" and', configWith({ model_type: 'llama' })],
    ['shared keys', 'config.json: num_key_value_heads: fewer key than', configWith({ num_key_value_heads: 1 })],
    [
      'scaled positions',
      'config.json: rope_scaling: scaled',
      configWith({ rope_scaling: { type: 'linear', factor: 2 } }),
    ],
    ['absurd sizes', 'config.json: vocab_size: Too big', configWith({ vocab_size: 1e12 })],
    ['a tokenizer of another model', 'tokenizer.model has', configWith({ vocab_size: 100 })],
    [
      'a tokenizer that is none',
      'tokenizer.model: it has no pieces',
      (folder) => writeFileSync(join(folder, 'tokenizer.model'), ''),
    ],
    [
      'another size than its config',
      'the checkpoint does not fit its config: video_tower',
      configWith({ video_hidden_size: 24 }),
    ],
    [
      'more layers in its config',
      'the checkpoint does not fit its config: model.layers.3.self_attn.q_proj.weight is missing; ',
      configWith({ num_hidden_layers: 5 }),
    ],
    [
      'a shard that is cut off',
      'does not lie where the header says',
      (folder) => truncateSync(join(folder, 'model-00001-of-00002.safetensors'), 20_000),
    ],
  ])('%s', async (_, cause, spoil) => {
    expect(await refusal(spoil)).toContain(cause);
  });

  test('a weight that is missing, or infinite, whatever was written by then', async () => {
    const tensors = madeTensors({ config: tinyCheckpointConfig, tensors: tinyCheckpointTensors, type: 'F32' });
    const whole = (folder: string, changed: typeof tensors): void => {
      for (const name of readdirSync(folder)) if (name.startsWith('model')) rmSync(join(folder, name));
      writeSafetensors(join(folder, 'model.safetensors'), changed);
    };
    const causes = [
      await refusal((folder) => whole(folder, tensors.filter(({ name }) => name !== 'lm_head.weight'))), // prettier-ignore
      await refusal((folder) => {
        const infinite = (count: number) => [new Uint8Array(new Float32Array(count).fill(Infinity).buffer)];
        whole(
          folder,
          tensors.map((tensor) =>
            tensor.name === 'lm_head.weight' ? { ...tensor, bytes: () => infinite(512 * 128) } : tensor,
          ),
        );
      }),
    ];
    expect(causes).toEqual([
      'the checkpoint does not fit its config: lm_head.weight is missing',
      'FOLDER/model.safetensors: lm_head.weight holds a value that is not a number',
    ]);
  });
});

test('what nothing reads is told, and what is of the training is not', async () => {
  const folder = writeTinyCheckpoint(makeFolder());
  rmSync(join(folder, 'model.safetensors.index.json'));
  for (const name of readdirSync(folder)) if (name.startsWith('model-')) rmSync(join(folder, name));
  const tensors = madeTensors({ config: tinyCheckpointConfig, tensors: tinyCheckpointTensors, type: 'F16' });
  const more = [
    'model.image_teacher.x',
    'model.video_tower_compressor.y',
    'model.vision_tower_compressor.z',
    'adapter.w',
  ];
  writeSafetensors(join(folder, 'model.safetensors'), [
    ...tensors,
    ...more.map((name) => ({ name, type: 'F16', dims: [1], bytes: () => [new Uint8Array(2)] }) as const),
  ]);
  expect((await importModel(plan({ folder }))).unknown).toEqual(['adapter.w']);
});

test('the app imports with progress, and removes', async () => {
  const wanted = { folder: checkpoint, id: 'imported', precision: 'fp16', replace: false } as const;
  const events = await all(client().machine.importModel(wanted));
  expect([events[0]?.event, events.at(-1)]).toMatchObject(['progress', { event: 'done', id: 'imported' }]);
  const ids = (await client().machine.models()).map(({ id }) => id);
  await client().machine.removeModel({ id: 'imported' });
  const left = (await client().machine.models()).map(({ id }) => id);
  expect([ids, left]).toEqual([
    ['imported', 'tiny', 'panda-mini'],
    ['tiny', 'panda-mini'],
  ]);
});

test('a damaged model is removed by the name of its folder, and only what is there', async () => {
  const { folder } = await importModel(plan());
  const home = join(folder, '../..');
  appendFileSync(join(folder, 'manifest.json'), 'x');
  await removeModel('tiny', { home });
  expect(readdirSync(join(home, 'models'))).toEqual([]);
  expect(await problemOf(removeModel('tiny', { home, shipped: '/nowhere' }))).toEqual({
    ...{ code: 'model-unknown', id: 'tiny', known: [] },
  });
});
