/**
 * Matrices of 4 or 8 bits, by blocks: 32 neighbours of a row share a scale. Knows onnxruntime's MatMulNBits, which reads
 * them without unpacking, and how a float matrix [out, in] becomes one; knows no model.
 *
 *   value = scale (q - zero),  zero = 8 of 4 bits, 128 of 8;  scales float32 [out, blocks]
 *   4 bits: [out, blocks, 16], the lower half of a byte first;  8 bits: [out, blocks, 32];  the last block may end in zeros
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
}

/** Rows as they pass by while they are quantised: their values, and what is kept of them. Good during the call. */
export type RowsSeen = (firstRow: number, values: Float32Array, kept: Float32Array) => void;

const blockSize = 32;

/** x [.., in] -> [.., out]. Level 4: x is rounded to 8 bits by blocks as well, which is several times faster. */
export function matMulBlocks(
  g: GraphBuilder,
  x: Value,
  name: string,
  { bits, dims, packed, scales }: BlockWeight,
): Value {
  const [N, K] = dims;
  const inputs = [x, g.weight(`${name} int${bits}`, packed), g.weight(`${name} scales`, scales)];
  const attributes = { K, N, bits, block_size: blockSize, accuracy_level: 4 };
  return g.op('MatMulNBits', inputs, { domain: 'com.microsoft', attributes });
}

/**
 * Quantised when it is written. The matrix is read once: while its values are packed the scales are kept, which are written
 * next. Throws where it is no matrix.
 */
export function blockQuantised(
  matrix: Weight,
  { bits, onRows }: { bits: 4 | 8; onRows?: RowsSeen | undefined },
): BlockWeight {
  const [N, K] = matrixDims(matrix);
  const blocks = Math.ceil(K / blockSize);
  const blockBytes = (blockSize * bits) / 8;
  let scales: Float32Array | null = null;
  function* pack(): Generator<Uint8Array> {
    const made = new Float32Array(N * blocks);
    let row = 0;
    let [floats, rounded] = [new Float32Array(0), new Float32Array(0)];
    for (const part of readParts(matrix)) {
      if (floats.length < part.length && part instanceof Uint16Array) floats = new Float32Array(part.length);
      if (rounded.length < part.length && onRows) rounded = new Float32Array(part.length);
      const values = part instanceof Uint16Array ? floatsOf(part, floats) : part;
      if (!(values instanceof Float32Array)) throw new TypeError('only floats are quantised');
      const rows = values.length / K;
      const packed = new Uint8Array(rows * blocks * blockBytes);
      const kept = onRows && rounded.subarray(0, values.length);
      const into = { packed, scales: made.subarray(row * blocks, (row + rows) * blocks), kept };
      if (bits === 4) packFours(values, K, into);
      else packEights(values, K, into);
      if (kept) onRows(row, values, kept);
      row += rows;
      yield packed;
    }
    scales = made;
  }
  const readScales = (): Float32Array => {
    if (scales === null) pack().forEach(() => undefined); // asked for before the values were
    const made = scales ?? new Float32Array(0);
    scales = null;
    return made;
  };
  return {
    kind: 'blocks',
    bits,
    dims: [N, K],
    packed: { type: 'uint8', dims: [N, blocks, blockBytes], read: () => joined(pack()), parts: pack },
    scales: { type: 'float32', dims: [N * blocks], read: readScales },
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

/** The value of largest magnitude becomes -8; the scale is then the one that leaves the least square error. */
function packFours(values: Float32Array, K: number, { kept, packed, scales }: Packed): void {
  const codes = new Uint8Array(blockSize);
  let block = 0;
  for (let row = 0; row < values.length; row += K) {
    for (let first = row; first < row + K; first += blockSize, block++) {
      const end = Math.min(first + blockSize, row + K);
      let extreme = 0;
      for (let at = first; at < end; at++) {
        const value = values[at] ?? 0;
        if (Math.abs(value) > Math.abs(extreme)) extreme = value;
      }
      const inverse = extreme === 0 ? 0 : -8 / extreme;
      let [products, squares] = [0, 0];
      codes.fill(8);
      for (let at = first; at < end; at++) {
        const value = values[at] ?? 0;
        const code = Math.min(15, (value * inverse + 8.5) | 0);
        codes[at - first] = code;
        products += value * (code - 8);
        squares += (code - 8) * (code - 8);
      }
      const scale = squares === 0 ? 0 : Math.fround(products / squares);
      scales[block] = scale;
      const to = block * (blockSize / 2);
      for (let pair = 0; pair < blockSize / 2; pair++) {
        packed[to + pair] = (codes[2 * pair] ?? 0) | ((codes[2 * pair + 1] ?? 0) << 4);
      }
      if (kept) for (let at = first; at < end; at++) kept[at] = scale * ((codes[at - first] ?? 8) - 8);
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
