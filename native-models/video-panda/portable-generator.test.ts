import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parityFile, readGolden } from './parity.ts';
import { eachPortable, portableValues } from './portable-generator.ts';

describe('the portable generator', () => {
  it('gives the check values of the goldens', () => {
    const { prng_check: checks } = readGolden(parityFile('stab', 'cases.json')) as {
      prng_check: Record<string, { r_first4: number[] }>;
    };
    const firstFour = Object.keys(checks).map((name) => {
      const values: number[] = [];
      eachPortable(name, 4, (_, r) => values.push(r));
      return values;
    });
    expect(firstFour).toEqual(Object.values(checks).map((check) => check.r_first4));
  });

  it('makes a whole tensor bit for bit', () => {
    const { tensors } = readGolden(parityFile('stab', 'params.json')) as {
      tensors: { name: string; count: number; offset: number; a: number; sha256_f32le: string }[];
    };
    const small = tensors.filter(({ count }) => count < 100_000);
    const hashes = small.map(({ name, count, offset, a }) => {
      const values = portableValues(name, count, { offset, a });
      return [name, createHash('sha256').update(values).digest('hex')];
    });
    expect(hashes).toEqual(small.map((tensor) => [tensor.name, tensor.sha256_f32le]));
  });
});
