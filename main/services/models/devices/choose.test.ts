import { expect, it } from 'vitest';
import type { Device, DeviceMeasure } from '../../../document/device.ts';
import { choosePlacement, toleranceOf } from './choose.ts';

function measure(device: Device, more: Partial<DeviceMeasure>): DeviceMeasure {
  const nothing = { stabMs: null, stabError: null, promptTokensPerSecond: null, textTokensPerSecond: null };
  return { device, ...nothing, logitsError: null, cause: null, ...more };
}

const cpu = measure('cpu', {
  ...{ stabMs: 900, stabError: 0, promptTokensPerSecond: 20, textTokensPerSecond: 4, logitsError: 0 },
});
const fast = { promptTokensPerSecond: 900, textTokensPerSecond: 30 };

it('takes the fastest for each part', () => {
  const webgpu = measure('webgpu', { ...fast, stabMs: 60, stabError: 1e-6, logitsError: 2e-3 });
  const directml = measure('directml', { stabMs: 40, stabError: 1e-4 });
  expect(choosePlacement([cpu, webgpu, directml], 0.01)).toEqual({ stab: 'directml', decoder: 'webgpu' });
});

it('takes no device that is wrong, however fast', () => {
  const wrong = measure('webgpu', { ...fast, stabMs: 60, stabError: 0.011, logitsError: 0.4 });
  expect(choosePlacement([cpu, wrong], 0.01)).toEqual({ stab: 'cpu', decoder: 'cpu' });
});

it('takes no device on which a part does not run, or of which no error is known', () => {
  const broken = measure('cuda', { ...fast, cause: 'CUDA failure 2: out of memory' });
  expect(choosePlacement([cpu, broken], 0.01)).toEqual({ stab: 'cpu', decoder: 'cpu' });
});

it('weighs reading and writing as a question about a clip does', () => {
  // 1232 tokens read and 100 written: 62 s + 25 s on the CPU, 12 s + 200 s there.
  const slowToWrite = measure('webgpu', { promptTokensPerSecond: 100, textTokensPerSecond: 0.5, logitsError: 0 });
  expect(choosePlacement([cpu, slowToWrite], 0.01).decoder).toBe('cpu');
});

it('allows matrices of few bits more, because the CPU rounds what it multiplies with them', () => {
  expect(['fp32', 'fp16', 'int8', 'int4'].map(toleranceOf)).toEqual([0.01, 0.01, 0.1, 0.1]);
});
