import { afterEach, describe, expect, it, vi } from 'vitest';
import { goldensOf, parityFolder } from './parity.ts';

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('the goldens', () => {
  it('are those of PANDA_PARITY, and the copies where it has none', () => {
    vi.stubEnv('PANDA_PARITY', `${import.meta.dirname}/../onnx`);
    expect(goldensOf('stab')).toEqual([
      {
        name: 'golden_landscape_16x9',
        path: `${import.meta.dirname}/goldens/stab/golden_landscape_16x9.json`,
      },
    ]);
  });

  it('are an error when PANDA_PARITY cannot be read', () => {
    vi.stubEnv('PANDA_PARITY', '/nowhere/parity');
    expect(() => parityFolder('llama')).toThrow('PANDA_PARITY is set to /nowhere/parity, which cannot be read');
  });
});
