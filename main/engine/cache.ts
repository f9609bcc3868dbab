/**
 * Keys and values of several sequences in host memory, in the form a decoder graph reads without copying: a block
 * [rows, heads, capacity, headSize] a layer. Rows come, go and grow; positions beyond a row's length hold anything finite.
 * Knows no tokens and no graph, and not what a row is for. (On a device this would be another class with the same doors.)
 */

export interface CacheShape {
  readonly layers: number;
  readonly heads: number;
  readonly headSize: number;
}

/** New rows, as a decoder graph returns them: [layers, sequences, heads, stretch, headSize] each. */
export interface NewRows {
  readonly keys: Float32Array;
  readonly values: Float32Array;
}

interface Layer {
  keys: Float32Array<ArrayBuffer>;
  values: Float32Array<ArrayBuffer>;
}

/** Rows grow by so many positions at a time. */
const growth = 64;

export function roundToGrowth(positions: number): number {
  return Math.ceil(positions / growth) * growth;
}

export function bytesPerPosition({ layers, heads, headSize }: CacheShape): number {
  return layers * 2 * heads * headSize * Float32Array.BYTES_PER_ELEMENT;
}

export class KeyValueCache {
  readonly shape: CacheShape;
  /** Positions filled, by row. */
  readonly lengths: number[];
  #capacity: number;
  /** Rows there is memory for; removed ones leave it to the next. */
  #allocatedRows: number;
  readonly #layers: Layer[];

  constructor(shape: CacheShape, { rows, capacity }: { rows: number; capacity: number }) {
    this.shape = shape;
    this.lengths = Array.from({ length: rows }, () => 0);
    this.#capacity = capacity;
    this.#allocatedRows = rows;
    const size = rows * shape.heads * capacity * shape.headSize;
    this.#layers = Array.from({ length: shape.layers }, () => ({
      keys: new Float32Array(size),
      values: new Float32Array(size),
    }));
  }

  get rows(): number {
    return this.lengths.length;
  }

  /** Positions a row has room for. */
  get capacity(): number {
    return this.#capacity;
  }

  get bytes(): number {
    return this.#allocatedRows * this.#capacity * bytesPerPosition(this.shape);
  }

  /** The block of one layer as it lies, [rows, heads, capacity, headSize]: a view, good until the next change of size. */
  block(layer: number): { readonly keys: Float32Array; readonly values: Float32Array } {
    const { keys, values } = this.#layer(layer);
    const end = this.rows * this.shape.heads * this.#capacity * this.shape.headSize;
    return { keys: keys.subarray(0, end), values: values.subarray(0, end) };
  }

  /** Adds the first `counts[row]` of each row's new positions to the end of that row; makes room where there is none. */
  append({ keys, values }: NewRows, { counts, stretch }: { counts: readonly number[]; stretch: number }): void {
    const { heads, headSize: d } = this.shape;
    const longest = Math.max(...counts.map((count, row) => this.#length(row) + count));
    if (longest > this.#capacity) this.resize({ rows: this.rows, capacity: roundToGrowth(longest) });
    for (const [layer, into] of this.#layers.entries()) {
      for (const [row, count] of counts.entries()) {
        for (let head = 0; head < heads; head++) {
          const from = ((layer * counts.length + row) * heads + head) * stretch * d;
          const to = ((row * heads + head) * this.#capacity + this.#length(row)) * d;
          into.keys.set(keys.subarray(from, from + count * d), to);
          into.values.set(values.subarray(from, from + count * d), to);
        }
      }
    }
    for (const [row, count] of counts.entries()) this.lengths[row] = this.#length(row) + count;
  }

  /** Makes the cache this large; rows beyond are dropped, new ones are empty. One layer after the other, so that the old and the new never both exist whole. */
  resize({ rows, capacity }: { rows: number; capacity: number }): void {
    const { heads, headSize: d } = this.shape;
    const kept = this.lengths.slice(0, rows);
    if (rows > this.#allocatedRows || capacity !== this.#capacity) {
      for (const layer of this.#layers) {
        for (const part of ['keys', 'values'] as const) {
          const old = layer[part];
          const resized = new Float32Array(rows * heads * capacity * d);
          for (const [row, length] of kept.entries()) {
            for (let head = row * heads; head < (row + 1) * heads; head++) {
              const from = head * this.#capacity * d;
              resized.set(old.subarray(from, from + length * d), head * capacity * d);
            }
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

  /** Copies a row of another cache, or of this one, over a row of this one, which must have room. */
  copyRow({ from, row, to }: { from: KeyValueCache; row: number; to: number }): void {
    const { heads, headSize: d } = this.shape;
    const length = from.#length(row);
    for (let layer = 0; layer < this.shape.layers; layer++) {
      const source = from.#layer(layer);
      const target = this.#layer(layer);
      for (let head = 0; head < heads; head++) {
        const start = (row * heads + head) * from.#capacity * d;
        const end = start + length * d;
        const at = (to * heads + head) * this.#capacity * d;
        target.keys.set(source.keys.subarray(start, end), at);
        target.values.set(source.values.subarray(start, end), at);
      }
    }
    this.lengths[to] = length;
  }

  /** Removes a row; the last row takes its place. The block keeps its capacity. */
  removeRow(row: number): void {
    const last = this.rows - 1;
    if (row !== last) this.copyRow({ from: this, row: last, to: row });
    this.lengths.pop();
  }

  /** Gives the memory back now; the cache has no rows after. */
  release(): void {
    for (const layer of this.#layers) {
      free(layer.keys);
      free(layer.values);
      layer.keys = layer.values = new Float32Array(0);
    }
    this.lengths.length = 0;
    this.#allocatedRows = 0;
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

/** Detaching frees at once what the garbage collector would free some day: a cache may be gigabytes. */
function free(array: Float32Array<ArrayBuffer>): void {
  array.buffer.transfer(0);
}
