/**
 * Weights of a graph, and the external file that holds them. Knows where each weight lies in the file; does not know how
 * a weight was made, and holds none of them in memory: each is read when its turn in the file comes.
 */
import type { Tensor, TensorType } from '../../main/engine/tensor.ts';

/** A tensor that is read only when it is written: shape and type are known before. `read` may be called more than once. */
export interface LazyTensor {
  readonly type: TensorType;
  readonly dims: readonly number[];
  readonly read: () => Tensor['data'];
  /**
   * The same values in order, in whole rows of the last dimension, where not all of them are to be in memory at once. A part is
   * good until the next is asked for.
   */
  readonly parts?: () => Iterable<Tensor['data']>;
}

export type Weight = Tensor | LazyTensor;

export const bytesPerElement: Readonly<Record<TensorType, number>> = {
  float32: 4,
  float16: 2,
  int64: 8,
  int32: 4,
  uint8: 1,
  int8: 1,
  bool: 1,
};

export function elementCount(dims: readonly number[]): number {
  return dims.reduce((count, dim) => count * dim, 1);
}

/** The values of a weight; throws when their number does not fit its dims. */
export function readWeight(weight: Weight): Tensor['data'] {
  const data = 'read' in weight ? weight.read() : weight.data;
  if (data.length !== elementCount(weight.dims)) throw wrongCount(weight, data.length);
  return data;
}

/** The same, part by part where the weight can be had so; whole rows each. */
export function* readParts(weight: Weight): Generator<Tensor['data']> {
  let count = 0;
  for (const part of 'read' in weight ? (weight.parts?.() ?? [weight.read()]) : [weight.data]) {
    count += part.length;
    yield part;
  }
  if (count !== elementCount(weight.dims)) throw wrongCount(weight, count);
}

function wrongCount({ dims }: Weight, count: number): Error {
  return new Error(`a weight of [${dims.join(', ')}] was given ${count} values`);
}

/** Little-endian bytes of a weight's values: a view, not a copy. */
export function bytesOf(data: Tensor['data']): Uint8Array {
  return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
}

export interface Place {
  readonly offset: number;
  readonly length: number;
}

/**
 * One file of weights, for one or more graphs (a weight that two graphs share lies in it once: the same object, the same
 * place). Weights of a mebibyte and more begin on a page, so that they can be mapped; smaller ones on 64 bytes.
 */
export class WeightFile {
  readonly name: string;
  readonly #places = new Map<Weight, Place>();
  #length = 0;

  constructor(name: string) {
    this.name = name;
  }

  get byteLength(): number {
    return this.#length;
  }

  place(weight: Weight): Place {
    const known = this.#places.get(weight);
    if (known) return known;
    const length = elementCount(weight.dims) * bytesPerElement[weight.type];
    const alignment = length >= 1 << 20 ? 4096 : 64;
    const offset = Math.ceil(this.#length / alignment) * alignment;
    this.#places.set(weight, { offset, length });
    this.#length = offset + length;
    return { offset, length };
  }

  /** The file's bytes in order, one weight or part of it at a time, in chunks of at most 16 MiB. */
  *chunks(): Generator<Uint8Array> {
    const chunkBytes = 16 << 20;
    let written = 0;
    for (const [weight, { offset, length }] of this.#places) {
      if (offset > written) yield new Uint8Array(offset - written);
      let done = 0;
      for (const part of readParts(weight)) {
        const bytes = bytesOf(part);
        for (let at = 0; at < bytes.length; at += chunkBytes) yield bytes.subarray(at, at + chunkBytes);
        done += bytes.length;
      }
      if (done !== length) throw new Error(`a weight's values are not of its type ${weight.type}`);
      written = offset + length;
    }
  }
}
