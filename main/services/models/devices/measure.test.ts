import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { forkEngine } from '../../../engine/index.ts';
import type { SpawnEngine } from '../../../engine/index.ts';
import { writeTinyModel } from '../../drafting/tiny-model.ts';
import { measureDevices } from './measure.ts';

let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'panda-measure-'));
  await writeTinyModel(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

const signal = new AbortController().signal;
const nothing = {
  ...{ stabMs: null, stabError: null, logitsError: null },
  ...{ promptTokensPerSecond: null, textTokensPerSecond: null },
};

/** Processes after the first (the CPU's) never answer, or die as soon as they are asked something. */
function spawnWith(rest: 'silent' | 'dying'): SpawnEngine {
  let processes = 0;
  return () => {
    const engine = forkEngine();
    if (++processes === 1) return engine;
    return {
      ...engine,
      postMessage: () => {
        if (rest === 'dying') engine.kill();
      },
    };
  };
}

it('does not wait for a device that hangs', async () => {
  const plan = { folder, signal, spawn: spawnWith('silent'), patienceMs: 1 };
  const [cpu, webgpu] = await measureDevices({ ...plan, devices: ['webgpu'] });
  expect(cpu).toMatchObject({ device: 'cpu', logitsError: 0, cause: null });
  const cause = expect.stringMatching(/^it was not done within \d+ s$/) as unknown;
  expect(webgpu).toEqual({ device: 'webgpu', ...nothing, cause });
});

it('loses nothing but the device whose driver takes the process down', async () => {
  const [cpu, webgpu] = await measureDevices({ folder, signal, spawn: spawnWith('dying'), devices: ['webgpu'] });
  expect(cpu?.cause).toBeNull();
  expect(webgpu).toEqual({ device: 'webgpu', ...nothing, cause: 'SIGKILL' });
});

it('stops when nobody waits any more', async () => {
  const stopped = AbortSignal.abort(new Error('nobody waits'));
  const plan = { folder, spawn: forkEngine, signal: stopped };
  await expect(measureDevices({ ...plan, devices: ['cpu'] })).rejects.toThrow('nobody waits');
});
