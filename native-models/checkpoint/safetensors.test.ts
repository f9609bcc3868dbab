import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CheckpointError } from './error.ts';
import { readSafetensors } from './safetensors.ts';

let folder: string;
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'safetensors-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(header: unknown, values: Uint8Array, claimed?: bigint): string {
  const text = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header));
  const length = Buffer.alloc(8);
  length.writeBigUInt64LE(claimed ?? BigInt(text.length));
  const path = join(folder, 'model.safetensors');
  writeFileSync(path, Buffer.concat([length, text, values]));
  return path;
}

it('reads float32, float16 and bfloat16 tensors by name', () => {
  const values = Buffer.alloc(12);
  values.writeFloatLE(1.5, 0);
  values.writeFloatLE(-2, 4);
  values.writeUInt16LE(0x3c00, 8);
  values.writeUInt16LE(0xbfc0, 10);
  const path = fileOf(
    {
      __metadata__: { format: 'pt' },
      a: { dtype: 'F32', shape: [2, 1], data_offsets: [0, 8] },
      b: { dtype: 'F16', shape: [1], data_offsets: [8, 10] },
      c: { dtype: 'BF16', shape: [], data_offsets: [10, 12] },
    },
    values,
  );
  const read = [...readSafetensors(path)].map(([name, { type, dims, read }]) => ({ name, type, dims, data: read() }));
  expect(read).toEqual([
    { name: 'a', type: 'float32', dims: [2, 1], data: new Float32Array([1.5, -2]) },
    { name: 'b', type: 'float16', dims: [1], data: new Uint16Array([0x3c00]) },
    { name: 'c', type: 'float32', dims: [], data: new Float32Array([-1.5]) },
  ]);
});

it.each([
  ['a tensor beyond the end', 'FILE: a does not lie where the header says', { shape: [4], data_offsets: [0, 16] }, 8],
  [
    'a size that is not the shape',
    'FILE: a does not lie where the header says',
    { shape: [4], data_offsets: [0, 8] },
    16,
  ],
  ['a type that is not known', 'FILE: a is not described as a tensor', { dtype: 'C64', shape: [4] }, 16],
])('refuses %s', (_, reason, entry, bytes) => {
  const path = fileOf({ a: { dtype: 'F32', data_offsets: [0, 16], ...entry } }, Buffer.alloc(bytes));
  expect(() => readSafetensors(path)).toThrow(new CheckpointError(reason.replace('FILE', path)));
});

it('refuses bytes that no tensor has, or two: a name that is there twice leaves some', () => {
  const four = (from: number) => ({ dtype: 'F32', shape: [1], data_offsets: [from, from + 4] });
  const twice = `{"a": ${JSON.stringify(four(0))}, "a": ${JSON.stringify(four(4))}}`;
  for (const header of [twice, { a: four(0) }, { a: four(4) }, { a: four(0), b: four(0), c: four(4) }]) {
    const path = fileOf(header, Buffer.alloc(8));
    expect(() => readSafetensors(path)).toThrow(new CheckpointError(`${path} has bytes of no tensor, or of two`));
  }
});

it('refuses what is no safetensors file', () => {
  const list = fileOf('[1, 2]', Buffer.alloc(0));
  expect(() => readSafetensors(list)).toThrow(new CheckpointError(`${list}: the header is not a JSON object`));
  const endless = fileOf('{}', Buffer.alloc(0), 1n << 62n);
  expect(() => readSafetensors(endless)).toThrow(new CheckpointError(`${endless} is not a safetensors file`));
});
