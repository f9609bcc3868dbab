/** Checkpoints as their authors publish them, imported by the command: they meet the goldens and write texts. */
import { existsSync, watch } from 'node:fs';
import { spawn } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { officialConfig } from '../../native-models/video-panda/config.ts';
import { distanceOfLogits } from '../../native-models/video-panda/llama-goldens.ts';
import { decoderShapeOf } from '../../native-models/video-panda/llama.ts';
import { writeCheckpoint } from '../../native-models/video-panda/made-checkpoint.ts';
import { goldensOf, readGolden } from '../../native-models/video-panda/parity.ts';
import {
  distance,
  goldenFrame,
  goldenInputs,
  portableTensors,
  strided,
  type StabGolden,
} from '../../native-models/video-panda/stab/goldens.ts';
import { forkEngine, startEngine, type DecoderSource, type Engine } from '../engine/index.ts';
import { writeTinyClip } from '../services/drafting/tiny-clip.ts';
import { foldersUntil } from '../services/library/test-folder.ts';
import {
  llamaGolden as golden,
  tinyCheckpointConfig as config,
  tinyTokenizer,
  writeTinyCheckpoint,
} from '../services/models/tiny-checkpoint.ts';
import { BIN, linesOf, panda } from './spawned.ts';

const makeFolder = foldersUntil(afterAll);

interface Imported {
  readonly id: string;
  readonly folder: string;
  readonly unknown: readonly string[];
  readonly error: { readonly logits: number; readonly visualTokens: number } | null;
}

let home: string;
let engine: Engine;
beforeAll(() => {
  home = makeFolder();
  engine = startEngine({ spawn: forkEngine, threads: 1 });
});
afterAll(() => engine.close());

async function importModel(checkpoint: string, id: string, precision: string): Promise<Imported> {
  const args = ['models', 'import', checkpoint, '--id', id, '--precision', precision, '--json'];
  const { code, stdout } = await panda(args, { home });
  expect(code).toBe(0);
  return JSON.parse(stdout) as Imported;
}

describe('an imported checkpoint meets the goldens of LLaMA', () => {
  test.each([
    { format: 'torch', type: 'F32', precision: 'fp32', most: { golden: 1e-4, error: null } },
    { format: 'torch', type: 'BF16', precision: 'fp32', most: { golden: 2e-2, error: null } },
    { format: 'torch', type: 'F16', precision: 'fp16', most: { golden: 1e-2, error: 0, tokens: 1e-3 } },
    { format: 'safetensors', type: 'F16', precision: 'int8', most: { golden: 4e-2, error: 0.03, tokens: 0.03 } },
    { format: 'safetensors', type: 'BF16', precision: 'int4', most: { golden: 0.4, error: 0.25, tokens: 0.03 } },
  ] as const)('$format, $type, as $precision', async ({ format, most, precision, type }) => {
    const checkpoint = writeTinyCheckpoint(makeFolder(), { format, type });
    const model = await importModel(checkpoint, `${format}-${type}-${precision}`.toLowerCase(), precision);
    const distances: number[] = [];
    for (const one of golden.cases) {
      distances.push(await distanceOfLogits(engine, { golden, one, source: decoderOf(model) }));
    }
    expect(Math.max(...distances)).toBeLessThan(most.golden);
    expect(model.unknown).toEqual([]);
    if (most.error === null) expect(model.error).toBeNull();
    else {
      expect(model.error?.logits).toBeLessThanOrEqual(most.error);
      expect(model.error?.visualTokens).toBeLessThan(most.tokens);
    }
  });
});

function decoderOf({ folder }: Imported): DecoderSource {
  const shape = decoderShapeOf(config.llm);
  return { decoder: join(folder, 'decoder.onnx'), embeddings: join(folder, 'embeddings.onnx'), shape };
}

test('a checkpoint of the official size meets the goldens of STAB and its projector', async () => {
  const [stab] = goldensOf('stab').map(({ path }) => readGolden(path) as StabGolden);
  if (!stab) throw new Error('there is no golden');
  // One layer of the official width; its matrices are one row each, so that the checkpoint is not a gigabyte.
  const llm = { ...officialConfig.llm, layers: 1, intermediateSize: 64, vocabSize: 512, maxPositions: 64 };
  const vision = portableTensors();
  const small = (name: string) => name === 'lm_head.weight' || !name.startsWith('video_');
  const rows = (name: string) => {
    const width = /down_proj/.test(name) ? llm.intermediateSize : llm.hiddenSize;
    return { type: 'float32', dims: [width], data: new Float32Array(width).fill(0.01) } as const;
  };
  const checkpoint = makeFolder();
  writeCheckpoint(checkpoint, {
    config: { ...officialConfig, llm },
    tensors: { has: () => true, get: (name) => (small(name) ? rows(name) : vision.get(name)) },
    repeats: (name) => small(name) && !name.includes('norm'),
    ...{ format: 'torch', type: 'F32', tokenizer: tinyTokenizer },
  });
  const { folder } = await importModel(checkpoint, 'official', 'fp32');
  const graph = await engine.loadGraph(join(folder, 'stab.onnx'));
  const results = await engine.run(graph, goldenInputs(stab));
  const found = Object.entries(stab.frames).map(([frame, { post }]) => {
    const tokens = goldenFrame(stab, { results, names: ['tokens', 'padding'], frame: Number(frame) });
    return distance(strided(tokens.values, post), post.values);
  });
  expect(Math.max(...found.map(({ maxAbs }) => maxAbs))).toBeLessThan(1e-4);
  expect(Math.max(...found.map(({ relativeL2 }) => relativeL2))).toBeLessThan(1e-5);
});

test('an imported model is listed, verified, captions a clip, and is removed', async () => {
  const own = makeFolder();
  const args = ['models', 'import', writeTinyCheckpoint(makeFolder()), '--id', 'mine', '--precision', 'int4'];
  const first = await panda(args, { home: own });
  expect([first.code, first.stdout]).toEqual([
    0,
    expect.stringMatching(/^mine: imported, int4, .+\nRounding to int4 changed the logits by [\d.]+ % and the visual/),
  ]);
  const again = await panda(args, { home: own });
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('there is a model mine already')]);

  const clip = await writeTinyClip(join(makeFolder(), 'clip.mp4'), 1);
  const out = join(makeFolder(), 'out.jsonl');
  const captioned = await panda(['caption', clip, '--model', 'mine', '--max-tokens', '4', '--out', out, '--json'], {
    home: own,
  });
  expect(linesOf<{ event: string; done?: number }>(captioned.stdout).at(-1)).toMatchObject({
    event: 'finished',
    done: 1,
  });

  const verified = await panda(['models', 'verify', 'mine'], { home: own });
  const removed = await panda(['models', 'remove', 'mine'], { home: own });
  const shipped = await panda(['models', 'remove', 'panda-mini'], { home: own });
  expect([verified.stdout, removed.code, shipped.code, await readdir(join(own, 'models'))]).toEqual([
    expect.stringMatching(/^mine 1: whole/),
    0,
    2,
    [],
  ]);
});

test('an import that is killed leaves nothing that is taken for a model, and the next look clears it away', async () => {
  const own = makeFolder();
  const models = join(own, 'models');
  await mkdir(models);
  const begun = Promise.withResolvers<void>();
  using watcher = asDisposable(
    watch(models, (_, name) => {
      if (name?.startsWith('.mine.new-')) begun.resolve();
    }),
  );
  const args = ['models', 'import', writeTinyCheckpoint(makeFolder()), '--id', 'mine', '--precision', 'int4'];
  const child = spawn(process.execPath, [BIN, ...args], { env: { ...process.env, PANDA_HOME: own }, stdio: 'ignore' });
  const ended = new Promise((done) => child.on('close', done));
  await begun.promise;
  child.kill('SIGKILL');
  await ended;
  void watcher;
  expect((await readdir(models)).filter((name) => name.startsWith('.mine.new-'))).toHaveLength(1);
  const listed = await panda(['models', '--json'], { home: own });
  expect([listed.code, listed.stdout.includes('mine"')]).toEqual([0, false]);
  expect(existsSync(models) && (await readdir(models)).filter((name) => name.includes('new-'))).toEqual([]);
});

function asDisposable<Closed extends { close: () => void }>(closed: Closed): Closed & Disposable {
  return Object.assign(closed, { [Symbol.dispose]: () => closed.close() });
}
