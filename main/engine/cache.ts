/**
 * Keys and values of several sequences, in the form a decoder graph reads without copying: a block
 * [rows, heads, headSize, capacity] a layer. Rows come, go and grow; what is not filled holds anything finite. Once rows grow
 * no more their keys lie in stretches (key-stretches.ts).
 * Knows no tokens and no graph, and not what a row is for. Here in host memory; device-cache.ts has it on a device.
 */
import { inStretches, roundToStretch, stretchPositions } from './key-stretches.ts';
import type { AnyTensor } from './session.ts';
import type { Tensor } from './tensor.ts';

export interface CacheShape {
  readonly layers: number;
  readonly heads: number;
  readonly headSize: number;
}

/** New rows, as a decoder graph returns them: [layers, sequences, heads, headSize, stretch] each. */
export interface NewRows {
  readonly keys: AnyTensor;
  readonly values: AnyTensor;
}

/** How many of each row's new positions count, of `stretch` that are there. */
export interface Counted {
  readonly counts: readonly number[];
  readonly stretch: number;
}

export interface KeyValueCache {
  readonly shape: CacheShape;
  /** Positions filled, by row. */
  readonly lengths: readonly number[];
  readonly rows: number;
  /** Positions a row has room for; at least 1, for runtimes err with a tensor of nothing. */
  readonly capacity: number;
  readonly bytes: number;
  /** To be awaited after any change and before `layer`: what was only noted is done now. */
  settle(): Promise<void>;
  /** The block of one layer as it lies, [rows, heads, headSize, capacity], or for sealed keys [rows, heads N, headSize, 32]: good until the next change. */
  layer(layer: number): { readonly keys: AnyTensor; readonly values: AnyTensor };
  /** Writes 0 for every position of a row that is filled, into scores that begin at `at`. */
  openTo(row: number, bias: Float32Array, at: number): void;
  /** Adds each row's new positions; makes room where there is none. On failure all is as it was. */
  append(rows: NewRows, counted: Counted): Promise<void>;
  /** Nothing is appended from now on: lays the rows as many tokens at once read them quickest. */
  seal(): void;
  /** Makes the cache this large; rows beyond are dropped, new ones are empty. */
  resize(size: { readonly rows: number; readonly capacity: number }): void;
  /** Copies a row of another cache, or of this one, over a row of this one, which must have room. An empty cache is sealed by a row that is. */
  copyRow(copied: { readonly from: KeyValueCache; readonly row: number; readonly to: number }): void;
  /** Removes a row; the last row takes its place. */
  removeRow(row: number): void;
  /** Gives the memory back now; the cache has no rows after. */
  release(): void;
}

interface Layer {
  keys: Float32Array<ArrayBuffer>;
  values: Float32Array<ArrayBuffer>;
}

const parts = ['keys', 'values'] as const;

/** A row in one layer's block of keys or values. */
interface RowAt {
  readonly data: Float32Array;
  readonly row: number;
  readonly capacity: number;
}

/** Short rows double, longer ones grow by so many positions at a time. */
const [least, growth] = [16, 64];

/** Answers of a few words touch little memory: a position's numbers lie as far apart as a row is long. */
export function roundToGrowth(positions: number): number {
  if (positions > growth / 2) return Math.ceil(positions / growth) * growth;
  return positions > least ? growth / 2 : Math.min(positions, 1) * least;
}

export function bytesPerPosition({ layers, heads, headSize }: CacheShape): number {
  return layers * 2 * heads * headSize * Float32Array.BYTES_PER_ELEMENT;
}

export class HostCache implements KeyValueCache {
  readonly shape: CacheShape;
  readonly lengths: number[];
  #capacity: number;
  /** Rows there is memory for; removed ones leave it to the next. */
  #allocatedRows: number;
  readonly #layers: Layer[];

  /** Whether keys may lie in stretches, and whether they do. */
  readonly #stretches: boolean;
  #sealed = false;

  /** `stretches`: false where the graph reads only rows that grow. */
  constructor(
    shape: CacheShape,
    { capacity, rows, stretches = true }: { rows: number; capacity: number; stretches?: boolean },
  ) {
    this.shape = shape;
    this.#stretches = stretches;
    this.lengths = Array.from({ length: rows }, () => 0);
    this.#capacity = Math.max(1, capacity);
    this.#allocatedRows = rows;
    const size = rows * this.#capacity * this.#width;
    this.#layers = Array.from({ length: shape.layers }, () => ({
      keys: new Float32Array(size),
      values: new Float32Array(size),
    }));
  }

  get rows(): number {
    return this.lengths.length;
  }

  get capacity(): number {
    return this.#capacity;
  }

  get bytes(): number {
    return this.#allocatedRows * this.#capacity * bytesPerPosition(this.shape);
  }

  settle(): Promise<void> {
    return Promise.resolve();
  }

  layer(layer: number): { readonly keys: Tensor; readonly values: Tensor } {
    const { keys, values } = this.#layer(layer);
    const { heads, headSize } = this.shape;
    const dims = [this.rows, heads, headSize, this.#capacity];
    const end = this.rows * heads * this.#capacity * headSize;
    const view = (data: Float32Array, dims: readonly number[]): Tensor => {
      return { type: 'float32', dims, data: data.subarray(0, end) };
    };
    const ofKeys = this.#sealed
      ? [this.rows, (heads * this.#capacity) / stretchPositions, headSize, stretchPositions]
      : dims;
    return { keys: view(keys, ofKeys), values: view(values, dims) };
  }

  openTo(row: number, bias: Float32Array, at: number): void {
    bias.fill(0, at, at + this.#length(row));
  }

  append(added: NewRows, { counts, stretch }: Counted): Promise<void> {
    if (this.#sealed) return Promise.reject(new TypeError('the cache is sealed'));
    const [keys, values] = [floatsOf(added.keys), floatsOf(added.values)];
    const width = this.#width;
    const longest = Math.max(...counts.map((count, row) => this.#length(row) + count));
    if (longest > this.#capacity) this.resize({ rows: this.rows, capacity: roundToGrowth(longest) });
    const capacity = this.#capacity;
    for (const [layer, into] of this.#layers.entries()) {
      for (const [row, count] of counts.entries()) {
        const lines = {
          ...{ from: (layer * counts.length + row) * width * stretch, fromStride: stretch },
          ...{ to: row * width * capacity + this.#length(row), toStride: capacity },
          ...{ count: width, length: count },
        };
        copyLines(keys, into.keys, lines);
        copyLines(values, into.values, lines);
      }
    }
    for (const [row, count] of counts.entries()) this.lengths[row] = this.#length(row) + count;
    return Promise.resolve();
  }

  seal(): void {
    if (!this.#stretches || this.#sealed) return;
    this.resize({ rows: this.rows, capacity: roundToStretch(this.#capacity) });
    for (const layer of this.#layers) {
      const old = layer.keys;
      layer.keys = inStretches(old, { headSize: this.shape.headSize, capacity: this.#capacity });
      free(old);
    }
    this.#sealed = true;
  }

  /** One layer after the other, so that the old and the new never both exist whole. */
  resize({ rows, capacity }: { rows: number; capacity: number }): void {
    const width = this.#width;
    const kept = this.lengths.slice(0, rows);
    if (rows > this.#allocatedRows || capacity !== this.#capacity) {
      for (const layer of this.#layers) {
        for (const part of parts) {
          const old = layer[part];
          const resized = new Float32Array(rows * width * capacity);
          for (const [row, length] of kept.entries()) {
            const from = { data: old, row, capacity: this.#capacity };
            this.#copyPositions(part, length, { from, to: { data: resized, row, capacity } });
          }
          layer[part] = resized;
          free(old);
        }
      }
      this.#allocatedRows = rows;
      this.#capacity = capacity;
    }
    this.lengths.splice(0, Infinity, ...kept, ...Array.from({ length: rows - kept.length }, () => 0));
  }

  copyRow({ from, row, to }: { from: KeyValueCache; row: number; to: number }): void {
    if (!(from instanceof HostCache)) throw new TypeError('the row lies on a device');
    const length = from.#length(row);
    if (length > 0 && from.#sealed !== this.#sealed) {
      if (!from.#sealed || this.lengths.some((filled) => filled > 0)) throw new TypeError('one of the rows is sealed');
      this.#sealed = true;
    }
    for (let layer = 0; layer < this.shape.layers; layer++) {
      for (const part of parts) {
        this.#copyPositions(part, length, {
          from: { data: from.#layer(layer)[part], row, capacity: from.#capacity },
          to: { data: this.#layer(layer)[part], row: to, capacity: this.#capacity },
        });
      }
    }
    this.lengths[to] = length;
  }

  /** The block keeps its capacity. */
  removeRow(row: number): void {
    const last = this.rows - 1;
    if (row !== last) this.copyRow({ from: this, row: last, to: row });
    this.lengths.pop();
  }

  release(): void {
    for (const layer of this.#layers) {
      free(layer.keys);
      free(layer.values);
      layer.keys = layer.values = new Float32Array(0);
    }
    this.lengths.length = 0;
    this.#allocatedRows = 0;
  }

  /** From a row of one block to a row of another, which is perhaps longer. */
  #copyPositions(part: keyof Layer, length: number, { from, to }: { from: RowAt; to: RowAt }): void {
    const isSealed = this.#sealed && part === 'keys';
    // Sealed keys of a head are one line, of which each position is so many numbers.
    const unit = isSealed ? this.shape.headSize : 1;
    const width = this.#width;
    copyLines(from.data, to.data, {
      ...{ from: from.row * width * from.capacity, fromStride: from.capacity * unit },
      ...{ to: to.row * width * to.capacity, toStride: to.capacity * unit },
      ...{ count: width / unit, length: unit * (isSealed ? roundToStretch(length) : length) },
    });
  }

  /** Lines of positions in a row: one for each number of a key. */
  get #width(): number {
    return this.shape.heads * this.shape.headSize;
  }

  #layer(layer: number): Layer {
    const found = this.#layers[layer];
    if (!found) throw new RangeError(`the cache has no layer ${layer}`);
    return found;
  }

  #length(row: number): number {
    const length = this.lengths[row];
    if (length === undefined) throw new RangeError(`the cache has no row ${row}`);
    return length;
  }
}

interface Lines {
  readonly from: number;
  readonly fromStride: number;
  readonly to: number;
  readonly toStride: number;
  readonly count: number;
  /** Of a line. */
  readonly length: number;
}

/** One position, as every written token adds, is copied number by number: a call for each would cost ten times as much. */
function copyLines(source: Float32Array, target: Float32Array, lines: Lines): void {
  const { count, fromStride, length, toStride } = lines;
  let { from, to } = lines;
  for (let line = 0; line < count; line++, from += fromStride, to += toStride) {
    if (length === 1) target[to] = source[from] ?? 0;
    else target.set(source.subarray(from, from + length), to);
  }
}

/** Detaching frees at once what the garbage collector would free some day: a cache may be gigabytes. */
function free(array: Float32Array<ArrayBuffer>): void {
  array.buffer.transfer(0);
}

function floatsOf(tensor: AnyTensor): Float32Array {
  if ('data' in tensor && tensor.data instanceof Float32Array) return tensor.data;
  throw new TypeError('new keys and values are not floats on the host');
}
