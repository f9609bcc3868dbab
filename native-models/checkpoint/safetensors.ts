/**
 * Reads a safetensors file: a header of names, shapes and places, then the values. A checkpoint is untrusted: every place
 * is checked against the file before anything is read. Values are read one tensor at a time, when they are asked for.
 * Knows no model. Format: https://huggingface.co/docs/safetensors (8 bytes of header length, JSON, values).
 */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { z } from 'zod';
import type { LazyTensor } from '../onnx/index.ts';

/** The file is not what it says it is; the message names the file and the fault. */
export class CheckpointError extends Error {
  override readonly name = 'CheckpointError';
}

/** The format's own limit. */
const largestHeader = 100_000_000;

const entrySchema = z.strictObject({
  dtype: z.enum(['F32', 'F16', 'BF16']),
  shape: z.array(z.int().nonnegative()),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});
type Entry = z.infer<typeof entrySchema>;

const bytesOf = { F32: 4, F16: 2, BF16: 2 } as const;

/** The file's tensors by name, none of them read yet. BF16 comes out as float32. Throws CheckpointError. */
export function readSafetensors(path: string): ReadonlyMap<string, LazyTensor> {
  const { header, start, size } = readHeader(path);
  const tensors = new Map<string, LazyTensor>();
  for (const [name, described] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const parsed = entrySchema.safeParse(described);
    if (!parsed.success) throw new CheckpointError(`${path}: ${name} is not described as a float tensor`);
    const [from, to] = parsed.data.data_offsets;
    const count = parsed.data.shape.reduce((product, dim) => product * dim, 1);
    if (to > size - start || to - from !== count * bytesOf[parsed.data.dtype]) {
      throw new CheckpointError(`${path}: ${name} does not lie where the header says`);
    }
    tensors.set(name, lazyTensor({ path, entry: parsed.data, offset: start + from }));
  }
  return tensors;
}

function readHeader(path: string): { header: Record<string, unknown>; start: number; size: number } {
  const file = openSync(path, 'r');
  try {
    const { size } = fstatSync(file);
    const length = size < 8 ? 0n : readExactly(file, { path, offset: 0, length: 8 }).readBigUInt64LE();
    if (length < 2n || length > largestHeader || length > size - 8) {
      throw new CheckpointError(`${path} is not a safetensors file`);
    }
    const text = readExactly(file, { path, offset: 8, length: Number(length) }).toString('utf8');
    return { header: parseObject(text, path), start: 8 + Number(length), size };
  } finally {
    closeSync(file);
  }
}

function parseObject(text: string, path: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new CheckpointError(`${path}: the header is not a JSON object`);
  }
}

function lazyTensor({ path, entry, offset }: { path: string; entry: Entry; offset: number }): LazyTensor {
  const length = entry.data_offsets[1] - entry.data_offsets[0];
  const read = () => {
    const file = openSync(path, 'r');
    try {
      const { buffer, byteOffset } = readExactly(file, { path, offset, length });
      if (entry.dtype === 'F32') return new Float32Array(buffer, byteOffset, length / 4);
      const halves = new Uint16Array(buffer, byteOffset, length / 2);
      return entry.dtype === 'F16' ? halves : widened(halves);
    } finally {
      closeSync(file);
    }
  };
  return { type: entry.dtype === 'F16' ? 'float16' : 'float32', dims: entry.shape, read };
}

/** A bfloat16 is the upper half of a float32. */
function widened(halves: Uint16Array): Float32Array {
  return new Float32Array(Uint32Array.from(halves, (half) => half << 16).buffer);
}

function readExactly(file: number, { path, offset, length }: { path: string; offset: number; length: number }): Buffer {
  const bytes = Buffer.from(new ArrayBuffer(length));
  for (let done = 0; done < length;) {
    const count = readSync(file, bytes, done, length - done, offset + done);
    if (count === 0) throw new CheckpointError(`${path} ends too early`);
    done += count;
  }
  return bytes;
}
