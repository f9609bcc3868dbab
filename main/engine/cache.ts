/**
 * Keys and values of several sequences, in the form a decoder graph reads without copying: a block
 * [rows, heads, headSize, capacity] a layer. Rows come, go and grow; what is not filled holds anything finite.
 * Knows no tokens and no graph, and not what a row is for. Here in host memory; device-cache.ts has it on a device.
 */
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
  /** The block of one layer as it lies, [rows, heads, headSize, capacity]: good until the next change. */
  layer(layer: number): { readonly keys: AnyTensor; readonly values: AnyTensor };
  /** Writes 0 for every position of a row that is filled, into scores that begin at `at`. */
  openTo(row: number, bias: Float32Array, at: number): void;
  /** Adds each row's new positions; makes room where there is none. On failure all is as it was. */
  append(rows: NewRows, counted: Counted): Promise<void>;
  /** Makes the cache this large; rows beyond are dropped, new ones are empty. */
  resize(size: { readonly rows: number; readonly capacity: number }): void;
  /** Copies a row of another cache, or of this one, over a row of this one, which must have room. */
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

  constructor(shape: CacheShape, { rows, capacity }: { rows: number; capacity: number }) {
    this.shape = shape;
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
    const view = (data: Float32Array): Tensor => ({ type: 'float32', dims, data: data.subarray(0, end) });
    return { keys: view(keys), values: view(values) };
  }

  openTo(row: number, bias: Float32Array, at: number): void {
    bias.fill(0, at, at + this.#length(row));
  }

  append(added: NewRows, { counts, stretch }: Counted): Promise<void> {
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

  /** One layer after the other, so that the old and the new never both exist whole. */
  resize({ rows, capacity }: { rows: number; capacity: number }): void {
    const width = this.#width;
    const kept = this.lengths.slice(0, rows);
    if (rows > this.#allocatedRows || capacity !== this.#capacity) {
      for (const layer of this.#layers) {
        for (const part of ['keys', 'values'] as const) {
          const old = layer[part];
          const resized = new Float32Array(rows * width * capacity);
          for (const [row, length] of kept.entries()) {
            copyLines(old, resized, {
              ...{ from: row * width * this.#capacity, fromStride: this.#capacity },
              ...{ to: row * width * capacity, toStride: capacity },
              ...{ count: width, length },
            });
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
    const width = this.#width;
    const length = from.#length(row);
    const lines = {
      ...{ from: row * width * from.#capacity, fromStride: from.#capacity },
      ...{ to: to * width * this.#capacity, toStride: this.#capacity },
      ...{ count: width, length },
    };
    for (let layer = 0; layer < this.shape.layers; layer++) {
      const source = from.#layer(layer);
      const target = this.#layer(layer);
      copyLines(source.keys, target.keys, lines);
      copyLines(source.values, target.values, lines);
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
