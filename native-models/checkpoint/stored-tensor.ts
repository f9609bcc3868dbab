/**
 * A tensor as it lies in a file, and how its values come out of it: part by part, so that no more than a part is in memory.
 * Who makes one has checked that all of it lies inside the file. Knows neither format nor model.
 */
import type { LazyTensor } from '../onnx/index.ts';
import { CheckpointError } from './error.ts';
import { Checksum, refuseDamage, type Checked } from './checksum.ts';
import { CheckpointFile } from './file.ts';

/** Bytes of an element. Weights are of the first three; the others are counters and masks, which are never read. */
export const bytesOfType = {
  ...{ F32: 4, F16: 2, BF16: 2 },
  ...{ F64: 8, I64: 8, U64: 8, I32: 4, U32: 4, I16: 2, U16: 2, I8: 1, U8: 1, BOOL: 1 },
} as const;
export type StoredType = keyof typeof bytesOfType;

export interface StoredTensor {
  readonly path: string;
  readonly name: string;
  readonly type: StoredType;
  readonly dims: readonly number[];
  /** Where the first element lies, in bytes. */
  readonly offset: number;
  /** In elements, a dimension each; left out: row by row, without gaps. */
  readonly strides?: readonly number[];
  /** What of the file has a checksum, where the format has any: the tensor lies in it. */
  readonly storage?: Checked;
}

/** float32 where the file has float32 or bfloat16, float16 where it has float16. A part is good until the next is asked for. */
export interface CheckpointTensor extends LazyTensor {
  readonly type: 'float32' | 'float16';
  readonly stored: StoredType;
  readonly read: () => Float32Array | Uint16Array;
  readonly parts: () => Generator<Float32Array | Uint16Array>;
}

/** Values of a part: few enough to hold several, enough to be quick. */
const partElements = 1 << 19;
/** The most elements of a tensor and of its rows, and the most bytes that a strided one may reach over: far beyond any model's. */
const mostElements = 2 ** 31;
const longestReach = 2 ** 30;
const longestRow = 2 ** 24;

export function checkpointTensor(tensor: StoredTensor): CheckpointTensor {
  const { dims, name, path, type } = tensor;
  const count = elementsOf(dims);
  /** What a header says may be absurd: known before anything is allocated. */
  const weightType = (): 'F32' | 'F16' | 'BF16' => {
    if (!isWeightType(type)) throw new CheckpointError(`${path}: ${name} is of type ${type}, which no weight has`);
    if (count > mostElements || (dims.at(-1) ?? 1) > longestRow) {
      throw new CheckpointError(`${path}: ${name} is larger than any weight`);
    }
    return type;
  };
  function* parts(): Generator<Float32Array | Uint16Array> {
    const known = weightType();
    for (const bytes of rawParts(tensor)) yield checked(valuesOf(bytes, known), { path, name });
  }
  const read = () => {
    const values = weightType() === 'F16' ? new Uint16Array(count) : new Float32Array(count);
    let at = 0;
    for (const part of parts()) {
      values.set(part, at);
      at += part.length;
    }
    return values;
  };
  return { type: type === 'F16' ? 'float16' : 'float32', stored: type, dims, read, parts };
}

export function elementsOf(dims: readonly number[]): number {
  return dims.reduce((product, dim) => product * dim, 1);
}

export function isWeightType(type: StoredType): type is 'F32' | 'F16' | 'BF16' {
  return type === 'F32' || type === 'F16' || type === 'BF16';
}

/** The elements as they lie in the file, in whole rows of the last dimension. */
function* rawParts(tensor: StoredTensor): Generator<Uint8Array<ArrayBuffer>> {
  const { dims, offset, path, strides, type } = tensor;
  const width = bytesOfType[type];
  const count = elementsOf(dims);
  const row = dims.at(-1) ?? 1;
  const step = row * Math.max(1, Math.floor(partElements / row));
  if (count === 0) return;
  using file = new CheckpointFile(path);
  const isWhole = !strides || isGapless(dims, strides);
  const checksum = tensor.storage && checksumOf(file, tensor, tensor.storage, isWhole ? count * width : null);
  const gathered = strides && !isWhole ? gatherer(file, { ...tensor, strides }) : null;
  // One buffer for all parts: memory that comes and goes in megabytes costs more time than reading into it.
  const buffer = new ArrayBuffer(Math.min(count, step) * width);
  for (let first = 0; first < count; first += step) {
    const end = Math.min(count, first + step);
    const bytes = new Uint8Array(buffer, 0, (end - first) * width);
    if (gathered) bytes.set(new Uint8Array(gathered(first, end)));
    else file.readInto(bytes, offset + first * width);
    checksum?.add(bytes); // before it is handed out, and may be changed
    if (end === count) checksum?.compare();
    yield bytes;
  }
}

/** Counted as the values pass by where the tensor is all of its storage; of a part, the storage is read through once before. */
function checksumOf(
  file: CheckpointFile,
  { name, offset }: StoredTensor,
  storage: Checked,
  gaplessBytes: number | null,
): Checksum | null {
  if (offset === storage.offset && gaplessBytes === storage.size)
    return new Checksum({ path: file.path, name, storage });
  refuseDamage(file, name, storage);
  return null;
}

function isGapless(dims: readonly number[], strides: readonly number[]): boolean {
  let expected = 1;
  for (let axis = dims.length - 1; axis >= 0; axis--) {
    const dim = dims[axis] ?? 1;
    if (dim !== 1 && strides[axis] !== expected) return false;
    expected *= dim;
  }
  return true;
}

/** For views, as a transposed matrix: all it reaches over is read, and elements are picked from that. */
function gatherer(file: CheckpointFile, tensor: StoredTensor & { readonly strides: readonly number[] }) {
  const { dims, name, offset, strides, type } = tensor;
  const width = bytesOfType[type];
  const reach = dims.reduce((sum, dim, axis) => sum + (dim - 1) * (strides[axis] ?? 0), 1) * width;
  if (reach > longestReach) throw new CheckpointError(`${file.path}: ${name} is a view of more than a gibibyte`);
  const { buffer } = file.read(offset, reach);
  const from = width === 2 ? new Uint16Array(buffer) : new Uint32Array(buffer);
  return (first: number, end: number): ArrayBuffer => {
    const into = width === 2 ? new Uint16Array(end - first) : new Uint32Array(end - first);
    const index = dims.map(() => 0);
    let rest = first;
    for (let axis = dims.length - 1; axis >= 0; axis--) {
      index[axis] = rest % (dims[axis] ?? 1);
      rest = Math.floor(rest / (dims[axis] ?? 1));
    }
    let place = index.reduce((sum, at, axis) => sum + at * (strides[axis] ?? 0), 0);
    for (let at = 0; at < into.length; at++) {
      into[at] = from[place] ?? 0;
      for (let axis = dims.length - 1; axis >= 0; axis--) {
        const [next, stride] = [(index[axis] ?? 0) + 1, strides[axis] ?? 0];
        if (next < (dims[axis] ?? 1)) {
          index[axis] = next;
          place += stride;
          break;
        }
        index[axis] = 0;
        place -= (next - 1) * stride;
      }
    }
    return into.buffer;
  };
}

function valuesOf(
  { buffer, length }: Uint8Array<ArrayBuffer>,
  type: 'F32' | 'F16' | 'BF16',
): Float32Array | Uint16Array {
  if (type === 'F32') return new Float32Array(buffer, 0, length / 4);
  const halves = new Uint16Array(buffer, 0, length / 2);
  return type === 'F16' ? halves : widened(halves);
}

/** A bfloat16 is the upper half of a float32. */
function widened(halves: Uint16Array): Float32Array {
  const bits = new Uint32Array(halves.length);
  for (let index = 0; index < bits.length; index++) bits[index] = (halves[index] ?? 0) << 16;
  return new Float32Array(bits.buffer);
}

/** A weight that is infinite or no number at all would spoil every answer, and only there it would be noticed. */
function checked<Values extends Float32Array | Uint16Array>(
  values: Values,
  { path, name }: { path: string; name: string },
): Values {
  const bits = values instanceof Float32Array ? new Uint32Array(values.buffer, 0, values.length) : values;
  const exponent = values instanceof Float32Array ? 0x7f800000 : 0x7c00;
  for (let index = 0; index < bits.length; index++) {
    if (((bits[index] ?? 0) & exponent) === exponent) {
      throw new CheckpointError(`${path}: ${name} holds a value that is not a number`);
    }
  }
  return values;
}
