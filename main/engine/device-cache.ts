/**
 * Keys and values of several sequences that never leave their device. Rows that come, go or move are only noted; before the
 * next run one graph call lays them out anew. Knows the two graphs that do it (decoder.ts), no tokens, and not what a row is for.
 *
 * A row may have holes: new positions are added behind all rows' old ones, so a short row's padding stays where it was
 * written, closed by the bias. Positions are in the keys (RoPE), so their order in memory means nothing.
 */
import { bytesPerPosition, type CacheShape, type Counted, type KeyValueCache, type NewRows } from './cache.ts';
import { appendGraph, arrangeGraph } from './decoder.ts';
import { isOnDevice, type AnyTensor, type AnyTensors, type Session } from './session.ts';
import type { Tensor } from './tensor.ts';

/** The graphs of a device, opened. */
export interface CacheGraphs {
  readonly append: Session;
  readonly arrange: Session;
}

/** What one graph call laid out: as many rows as it has, all of one capacity. Shared by the rows that lie in it. */
interface Block {
  /** Keys of layer 0, values of layer 0, keys of layer 1, ... */
  readonly tensors: readonly AnyTensor[];
  readonly rows: number;
  readonly capacity: number;
  users: number;
}

interface Row {
  readonly block: Block;
  readonly at: number;
  /** Where in the capacity each position stands. */
  readonly slots: readonly number[];
}

export class DeviceCache implements KeyValueCache {
  readonly shape: CacheShape;
  readonly #graphs: CacheGraphs;
  #rows: Row[] = [];

  constructor(shape: CacheShape, graphs: CacheGraphs, { rows }: { rows: number }) {
    this.shape = shape;
    this.#graphs = graphs;
    this.#replace(emptyRows(shape, rows));
  }

  get lengths(): readonly number[] {
    return this.#rows.map(({ slots }) => slots.length);
  }

  get rows(): number {
    return this.#rows.length;
  }

  get capacity(): number {
    return Math.max(1, ...this.#rows.map(({ block }) => block.capacity));
  }

  get bytes(): number {
    const positions = this.#blocks().reduce((sum, { capacity, rows }) => sum + capacity * rows, 0);
    return positions * bytesPerPosition(this.shape);
  }

  async settle(): Promise<void> {
    const [first, ...more] = this.#blocks();
    if (!first) return;
    const lies = this.#rows.every(({ at, block }, row) => block === first && at === row);
    if (lies && first.rows === this.#rows.length) return;
    const others = more.length > 0 ? more : [voidBlock(this.shape, 1)];
    const { capacity } = this;
    const starts = new Map<Block, number>([[first, 0]]);
    let count = first.rows;
    for (const block of others) {
      starts.set(block, count);
      count += block.rows;
    }
    const order = this.#rows.map(({ at, block }) => (starts.get(block) ?? 0) + at);
    let joined = first;
    for (const [index, block] of others.entries()) {
      const rows = index === others.length - 1 ? order : range(joined.rows + block.rows);
      const next = await this.#arrange({ first: joined, second: block, rows, capacity });
      if (joined !== first) giveBack(joined);
      joined = next;
    }
    const laid = joined;
    this.#replace(this.#rows.map(({ slots }, at) => ({ block: laid, at, slots })));
  }

  layer(layer: number): { readonly keys: AnyTensor; readonly values: AnyTensor } {
    const tensors = this.#rows[0]?.block.tensors;
    const [keys, values] = [tensors?.[2 * layer], tensors?.[2 * layer + 1]];
    if (!keys || !values) throw new RangeError(`the cache has no layer ${layer}`);
    return { keys, values };
  }

  openTo(row: number, bias: Float32Array, at: number): void {
    for (const slot of this.#row(row).slots) bias[at + slot] = 0;
  }

  async append({ keys, values }: NewRows, { counts, stretch }: Counted): Promise<void> {
    await this.settle();
    const block = this.#rows[0]?.block;
    if (!block) return;
    const inputs: Record<string, AnyTensor> = { [appendGraph.keys]: keys, [appendGraph.values]: values };
    for (const [index, tensor] of block.tensors.entries()) inputs[appendGraph.past(index)] = tensor;
    const outputs = await this.#graphs.append.run(inputs);
    const capacity = block.capacity + stretch;
    const next = this.#blockOf(outputs, { name: appendGraph.next, rows: block.rows, capacity });
    this.#replace(
      this.#rows.map(({ at, slots }, row) => {
        const added = range(counts[row] ?? 0).map((place) => block.capacity + place);
        return { block: next, at, slots: [...slots, ...added] };
      }),
    );
  }

  /** A device has its own ways with rows that lie whole. */
  seal(): void {
    return;
  }

  resize({ rows }: { rows: number; capacity: number }): void {
    const kept = this.#rows.slice(0, rows);
    this.#replace([...kept, ...emptyRows(this.shape, rows - kept.length)]);
  }

  copyRow({ from, row, to }: { from: KeyValueCache; row: number; to: number }): void {
    if (!(from instanceof DeviceCache)) throw new TypeError('the row does not lie on the device');
    const copied = from.#row(row);
    this.#replace(this.#rows.map((old, index) => (index === to ? copied : old)));
  }

  removeRow(row: number): void {
    const last = this.#row(this.#rows.length - 1);
    this.#replace(this.#rows.map((old, index) => (index === row ? last : old)).slice(0, -1));
  }

  release(): void {
    this.#replace([]);
  }

  /** The new rows are held before the old ones are let go: most lie where they lay. */
  #replace(rows: Row[]): void {
    const old = this.#rows;
    for (const { block } of rows) block.users++;
    for (const { block } of old) block.users--;
    this.#rows = rows;
    for (const block of new Set(old.map((row) => row.block))) if (block.users === 0) giveBack(block);
  }

  async #arrange(plan: { first: Block; second: Block; rows: readonly number[]; capacity: number }): Promise<Block> {
    const { capacity, first, rows, second } = plan;
    const slotsOf = (block: Block) => range(capacity).map((slot) => (slot < block.capacity ? slot : 0));
    const inputs: Record<string, AnyTensor> = {
      [arrangeGraph.firstSlots]: int64(slotsOf(first)),
      [arrangeGraph.secondSlots]: int64(slotsOf(second)),
      [arrangeGraph.rows]: int64(rows),
    };
    for (const [index, tensor] of first.tensors.entries()) inputs[arrangeGraph.first(index)] = tensor;
    for (const [index, tensor] of second.tensors.entries()) inputs[arrangeGraph.second(index)] = tensor;
    const outputs = await this.#graphs.arrange.run(inputs);
    return this.#blockOf(outputs, { name: arrangeGraph.next, rows: rows.length, capacity });
  }

  #blockOf(
    outputs: AnyTensors,
    { capacity, name, rows }: { name: (index: number) => string; rows: number; capacity: number },
  ): Block {
    const tensors = range(2 * this.shape.layers).map((index) => {
      const tensor = outputs[name(index)];
      if (!tensor) throw new TypeError(`the cache's graph gave no ${name(index)}`);
      return tensor;
    });
    return { tensors, rows, capacity, users: 0 };
  }

  #blocks(): Block[] {
    return [...new Set(this.#rows.map(({ block }) => block))];
  }

  #row(row: number): Row {
    const found = this.#rows[row];
    if (!found) throw new RangeError(`the cache has no row ${row}`);
    return found;
  }
}

/** Rows of nothing, in one block of one position that nothing is in. */
function emptyRows(shape: CacheShape, count: number): Row[] {
  const block = voidBlock(shape, count);
  return range(count).map((at) => ({ block, at, slots: [] }));
}

function voidBlock({ heads, headSize, layers }: CacheShape, rows: number): Block {
  const data = new Float32Array(rows * heads * headSize);
  const zeros: Tensor = { type: 'float32', dims: [rows, heads, headSize, 1], data };
  return { tensors: range(2 * layers).map(() => zeros), rows, capacity: 1, users: 0 };
}

/** What a device that is gone had is gone with it. */
function giveBack({ tensors }: Block): void {
  for (const tensor of tensors) if (isOnDevice(tensor)) tensor.release();
}

function range(count: number): number[] {
  return Array.from({ length: Math.max(0, count) }, (_, index) => index);
}

function int64(values: readonly number[]): Tensor {
  return { type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) };
}
