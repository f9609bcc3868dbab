/**
 * Matrices of 4 or 8 bits, by blocks: 128 neighbours of a row share a scale and a zero. Knows onnxruntime's MatMulNBits, which
 * reads them without unpacking, and how a float matrix [out, in] becomes one; knows no model.
 *
 *   value = scale (q - zero);  scales float32 [out, blocks]
 *   4 bits: q [out, blocks, 64], the lower half of a byte first; zeros likewise [out, blocks / 2], rounded up
 *   8 bits: q [out, blocks, 128], zero = 128
 *   The last block of a row may end in zeros.
 *
 * Blocks of 32 without zeros of their own would leave 12 to 17 % less error in normal or Laplacian weights, and make reading a prompt
 * a third slower, and a matrix a third larger once the runtime has packed it.
 *
 * Source: onnxruntime's docs/ContribOperators.md, com.microsoft.MatMulNBits.
 */
import type { GraphBuilder, Value } from './builder.ts';
import { floatsOf } from './half.ts';
import { readParts, type LazyTensor, type Weight } from './weight.ts';

export interface BlockWeight {
  readonly kind: 'blocks';
  readonly bits: 4 | 8;
  /** [out, in] */
  readonly dims: readonly [number, number];
  readonly packed: LazyTensor;
  readonly scales: LazyTensor;
  /** Null: in the middle. */
  readonly zeros: LazyTensor | null;
}

/** Rows as they pass by while they are quantised: their values, and what is kept of them. Good during the call. */
export type RowsSeen = (firstRow: number, values: Float32Array, kept: Float32Array) => void;

export const blockSize = 128;

/** The ends of a block are rounded to such a share of themselves: a few values lose a little, all others get a finer step. */
const keptRange = 0.93;

/** x [.., in] -> [.., out]. Level 4: x is rounded to 8 bits by blocks as well, which is several times faster. */
export function matMulBlocks(
  g: GraphBuilder,
  x: Value,
  name: string,
  { bits, dims, packed, scales, zeros }: BlockWeight,
): Value {
  const [N, K] = dims;
  const inputs = [x, g.weight(`${name} int${bits}`, packed), g.weight(`${name} scales`, scales)];
  if (zeros) inputs.push(g.weight(`${name} zeros`, zeros));
  const attributes = { K, N, bits, block_size: blockSize, accuracy_level: 4 };
  return g.op('MatMulNBits', inputs, { domain: 'com.microsoft', attributes });
}

/**
 * Quantised when it is written. The matrix is read once: while its values are packed the scales and zeros are kept, which are
 * written next. Throws where it is no matrix.
 */
export function blockQuantised(
  matrix: Weight,
  { bits, onRows }: { bits: 4 | 8; onRows?: RowsSeen | undefined },
): BlockWeight {
  const [N, K] = matrixDims(matrix);
  const blocks = Math.ceil(K / blockSize);
  const blockBytes = (blockSize * bits) / 8;
  const rowZeros = Math.ceil(blocks / 2);
  let kept: { readonly scales: Float32Array; readonly zeros: Uint8Array } | null = null;
  function* pack(): Generator<Uint8Array> {
    const made = { scales: new Float32Array(N * blocks), zeros: new Uint8Array(bits === 4 ? N * rowZeros : 0) };
    let row = 0;
    let [floats, rounded] = [new Float32Array(0), new Float32Array(0)];
    for (const part of readParts(matrix)) {
      if (floats.length < part.length && part instanceof Uint16Array) floats = new Float32Array(part.length);
      if (rounded.length < part.length && onRows) rounded = new Float32Array(part.length);
      const values = part instanceof Uint16Array ? floatsOf(part, floats) : part;
      if (!(values instanceof Float32Array)) throw new TypeError('only floats are quantised');
      const rows = values.length / K;
      const packed = new Uint8Array(rows * blocks * blockBytes);
      const seen = onRows && rounded.subarray(0, values.length);
      const scales = made.scales.subarray(row * blocks, (row + rows) * blocks);
      const zeros = made.zeros.subarray(row * rowZeros, (row + rows) * rowZeros);
      if (bits === 4) packFours(values, K, { packed, scales, zeros, kept: seen });
      else packEights(values, K, { packed, scales, kept: seen });
      if (seen) onRows(row, values, seen);
      row += rows;
      yield packed;
    }
    kept = made;
  }
  /** `isLast`: nothing of it is needed any more. */
  const readKept = <Part extends 'scales' | 'zeros'>(part: Part, isLast: boolean) => {
    if (kept === null) pack().forEach(() => undefined); // asked for before the values were
    if (kept === null) throw new Error('nothing was packed');
    const found = kept[part];
    if (isLast) kept = null;
    return found;
  };
  return {
    kind: 'blocks',
    bits,
    dims: [N, K],
    packed: { type: 'uint8', dims: [N, blocks, blockBytes], read: () => joined(pack()), parts: pack },
    scales: { type: 'float32', dims: [N * blocks], read: () => readKept('scales', bits === 8) },
    zeros: bits === 4 ? { type: 'uint8', dims: [N * rowZeros], read: () => readKept('zeros', true) } : null,
  };
}

function matrixDims({ dims }: Weight): readonly [number, number] {
  const [N, K, ...more] = dims;
  if (N === undefined || K === undefined || more.length > 0) throw new Error('only a matrix is quantised by blocks');
  return [N, K];
}

interface Packed {
  readonly packed: Uint8Array;
  readonly scales: Float32Array;
  readonly kept: Float32Array | undefined;
}

/** Zero itself is always kept; the scale is then the one that leaves the least square error. */
function packFours(values: Float32Array, K: number, into: Packed & { readonly zeros: Uint8Array }): void {
  const { kept, packed, scales, zeros } = into;
  const blocks = Math.ceil(K / blockSize);
  const codes = new Uint8Array(blockSize);
  for (let row = 0, block = 0; row * K < values.length; row++) {
    for (let column = 0; column < blocks; column++, block++) {
      const first = row * K + column * blockSize;
      const end = Math.min(first + blockSize, (row + 1) * K);
      let [least, most] = [0, 0];
      for (let at = first; at < end; at++) {
        const value = values[at] ?? 0;
        if (value < least) least = value;
        else if (value > most) most = value;
      }
      const inverse = most === least ? 0 : 15 / (keptRange * (most - least));
      const zero = Math.round(-least * keptRange * inverse);
      let [products, squares] = [0, 0];
      codes.fill(zero);
      for (let at = first; at < end; at++) {
        const value = values[at] ?? 0;
        const code = Math.max(0, Math.min(15, Math.floor(value * inverse + zero + 0.5)));
        codes[at - first] = code;
        products += value * (code - zero);
        squares += (code - zero) * (code - zero);
      }
      const scale = squares === 0 ? 0 : Math.fround(products / squares);
      scales[block] = scale;
      const half = row * Math.ceil(blocks / 2) + (column >> 1);
      zeros[half] = (zeros[half] ?? 0) | (zero << (4 * (column & 1)));
      const to = block * (blockSize / 2);
      for (let pair = 0; pair < blockSize / 2; pair++) {
        packed[to + pair] = (codes[2 * pair] ?? 0) | ((codes[2 * pair + 1] ?? 0) << 4);
      }
      if (kept) for (let at = first; at < end; at++) kept[at] = scale * ((codes[at - first] ?? zero) - zero);
    }
  }
}

function packEights(values: Float32Array, K: number, { kept, packed, scales }: Packed): void {
  let block = 0;
  packed.fill(128);
  for (let row = 0; row < values.length; row += K) {
    for (let first = row; first < row + K; first += blockSize, block++) {
      const end = Math.min(first + blockSize, row + K);
      let largest = 0;
      for (let at = first; at < end; at++) largest = Math.max(largest, Math.abs(values[at] ?? 0));
      const scale = Math.fround(largest / 127);
      scales[block] = scale;
      const inverse = scale === 0 ? 0 : 1 / scale;
      for (let at = first; at < end; at++) {
        const code = Math.min(255, ((values[at] ?? 0) * inverse + 128.5) | 0);
        packed[block * blockSize + at - first] = code;
        if (kept) kept[at] = scale * (code - 128);
      }
    }
  }
}

function joined(parts: Iterable<Uint8Array>): Uint8Array {
  return Buffer.concat([...parts]);
}
