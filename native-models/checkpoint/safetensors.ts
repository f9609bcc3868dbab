/**
 * Reads a safetensors file: a header of names, shapes and places, then the values. A checkpoint is untrusted: every place
 * is checked against the file before anything is read. Values are read when they are asked for. Knows no model.
 * Format: https://huggingface.co/docs/safetensors (8 bytes of header length, JSON, values).
 */
import { z } from 'zod';
import { CheckpointError } from './error.ts';
import { CheckpointFile } from './file.ts';
import { bytesOfType, checkpointTensor, elementsOf, type CheckpointTensor, type StoredType } from './stored-tensor.ts';

/** A tenth of the format's own limit; a model of 7B has 100 kB. */
const largestHeader = 10_000_000;
const mostTensors = 100_000;

const entrySchema = z.strictObject({
  dtype: z.enum(Object.keys(bytesOfType) as StoredType[]),
  shape: z.array(z.int().nonnegative()).max(8),
  data_offsets: z.tuple([z.int().nonnegative(), z.int().nonnegative()]),
});

/** The file's tensors by name, none of them read yet. Throws CheckpointError. */
export function readSafetensors(path: string): ReadonlyMap<string, CheckpointTensor> {
  const { header, start, size } = readHeader(path);
  const tensors = new Map<string, CheckpointTensor>();
  const spans: (readonly [from: number, to: number])[] = [];
  for (const [name, described] of Object.entries(header)) {
    if (name === '__metadata__') continue;
    const parsed = entrySchema.safeParse(described);
    if (!parsed.success) throw new CheckpointError(`${path}: ${name} is not described as a tensor`);
    const { data_offsets, dtype: type, shape: dims } = parsed.data;
    const [from, to] = data_offsets;
    if (to > size - start || to - from !== elementsOf(dims) * bytesOfType[type]) {
      throw new CheckpointError(`${path}: ${name} does not lie where the header says`);
    }
    tensors.set(name, checkpointTensor({ path, name, type, dims, offset: start + from }));
    spans.push(data_offsets);
  }
  refuseHoles(spans, { path, size: size - start });
  return tensors;
}

/** The format has every byte belong to one tensor. So a name that the header has twice, of which JSON keeps one, is noticed. */
function refuseHoles(
  spans: readonly (readonly [from: number, to: number])[],
  { path, size }: { path: string; size: number },
): void {
  let end = 0;
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0] || a[1] - b[1])) {
    if (from !== end) throw new CheckpointError(`${path} has bytes of no tensor, or of two`);
    end = to;
  }
  if (end !== size) throw new CheckpointError(`${path} has bytes of no tensor, or of two`);
}

function readHeader(path: string): { header: Record<string, unknown>; start: number; size: number } {
  using file = new CheckpointFile(path);
  const { size } = file;
  const length = size < 8 ? 0n : file.read(0, 8).readBigUInt64LE();
  if (length < 2n || length > largestHeader || length > size - 8) {
    throw new CheckpointError(`${path} is not a safetensors file`);
  }
  const header = parseObject(file.read(8, Number(length)).toString('utf8'), path);
  if (Object.keys(header).length > mostTensors)
    throw new CheckpointError(`${path} has more than ${mostTensors} tensors`);
  return { header, start: 8 + Number(length), size };
}

function parseObject(text: string, path: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new CheckpointError(`${path}: the header is not a JSON object`);
  }
}
