import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Device } from '../../../document/device.ts';
import type { DeviceProblem } from '../../../document/problems/engine.ts';
import { forkEngine } from '../../../engine/index.ts';
import { writeTinyModel } from '../../drafting/tiny-model.ts';
import { chooseModel } from '../find.ts';
import type { Model } from '../find.ts';
import { benchDevices, placementOf, readDeviceReport, readDeviceSetting, rememberFailure } from './placement.ts';
import { writeDeviceSetting } from './placement.ts';

let folder: string;
let home: string;
let model: Model;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'panda-placement-'));
  await writeTinyModel(join(folder, 'model'));
  model = await chooseModel(join(folder, 'model'));
});
beforeEach(() => {
  home = mkdtempSync(join(folder, 'home-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const signal = new AbortController().signal;
const common = () => ({ model, home, spawn: forkEngine, signal });

it('measures once, and remembers why a device that does not run is not taken', async () => {
  // No CUDA library ships with the program: its provider fails to load, as on a machine without a card.
  const devices: Device[] = ['cpu', 'cuda'];
  const asked: (readonly Device[])[] = [];
  const plan = { ...common(), devices, onMeasuring: (list: readonly Device[]) => asked.push(list) };
  expect(await placementOf('auto', plan)).toEqual({ stab: 'cpu', decoder: 'cpu' });
  expect(await placementOf('auto', plan)).toEqual({ stab: 'cpu', decoder: 'cpu' });
  expect(asked).toEqual([devices]);
  const report = await readDeviceReport({ home, model });
  const [cpu, cuda] = report?.measures ?? [];
  expect(cpu).toMatchObject({ device: 'cpu', stabError: 0, logitsError: 0, cause: null });
  expect([cpu?.stabMs, cpu?.promptTokensPerSecond, cpu?.textTokensPerSecond].every((value) => (value ?? 0) > 0)).toBe(
    true,
  );
  expect(cuda).toEqual({
    ...{ device: 'cuda', stabMs: null, stabError: null, logitsError: null },
    ...{ promptTokensPerSecond: null, textTokensPerSecond: null },
    cause: 'OrtSessionOptionsAppendExecutionProvider_Cuda: Failed to load shared library',
  });
});

it('forgets what was measured with another driver, runtime or model', async () => {
  await benchDevices({ ...common(), devices: ['cpu'] });
  const path = join(home, 'devices.json');
  const other = readFileSync(path, 'utf8').replace('onnxruntime ', 'onnxruntime 0.');
  writeFileSync(path, other);
  expect(await readDeviceReport({ home, model })).toBeNull();
});

it('does not choose a device again that failed at work', async () => {
  await benchDevices({ ...common(), devices: ['cpu'] });
  const path = join(home, 'devices.json');
  writeFileSync(
    path,
    readFileSync(path, 'utf8').replace('"stab":"cpu","decoder":"cpu"', '"stab":"webgpu","decoder":"webgpu"'),
  );
  const plan = { ...common(), devices: ['cpu', 'webgpu'] as const };
  expect(await placementOf('auto', plan)).toEqual({ stab: 'webgpu', decoder: 'webgpu' });
  await rememberFailure({ home, model }, { device: 'webgpu', cause: 'Device was lost' });
  expect(await placementOf('auto', plan)).toEqual({ stab: 'cpu', decoder: 'cpu' });
});

it('is what a person says, without measuring; the decoder never runs on DirectML', async () => {
  const plan = { ...common(), devices: ['cpu', 'cuda'] as const };
  expect(await placementOf('webgpu', plan)).toEqual({ stab: 'webgpu', decoder: 'webgpu' });
  expect(await placementOf('directml', plan)).toEqual({ stab: 'directml', decoder: 'cpu' });
  expect(readDeviceSetting(home)).toBe('auto');
  writeDeviceSetting(home, 'cpu');
  expect(readDeviceSetting(home)).toBe('cpu');
});

it('needs no measuring where there is only the CPU', async () => {
  const asked: DeviceProblem[] = [];
  const onMeasuring = (devices: readonly Device[]) => void asked.push({ code: 'devices-measured', devices });
  expect(await placementOf('auto', { ...common(), devices: ['cpu'], onMeasuring })).toEqual({
    stab: 'cpu',
    decoder: 'cpu',
  });
  expect(asked).toEqual([]);
});
