/**
 * Named tensors, as a checkpoint has them, and how a graph takes them up: as they are, or as values derived from them
 * when the file is written. Names are the checkpoint's without `model.` before the vision part:
 *
 *   video_tower.*            STAB
 *   video_projector.0, .2    the projector
 *   model.embed_tokens.weight, model.layers.N.*, model.norm.weight, lm_head.weight    the LLM, as Hugging Face calls it
 *
 * Knows no model: which tensors there are is the builders' business.
 */
import type { Tensor } from '../../main/engine/tensor.ts';
import {
  blockQuantised,
  columnQuantised,
  floatsOf,
  halvesOf,
  readParts,
  readWeight,
  type BlockWeight,
  type ColumnWeight,
  type GraphBuilder,
  type LazyTensor,
  type RowsSeen,
  type Value,
  type Weight,
} from '../onnx/index.ts';
import type { LlamaWeights } from './llama.ts';

/** A checkpoint may be larger than memory: `get` may give a tensor that is read only when its values are asked for. */
export interface NamedTensors {
  has(name: string): boolean;
  /** Throws when there is none of that name. */
  get(name: string): Weight;
}

/**
 * How matrices are stored. Vectors stay float32: they are small. Of the last two the LLM's Linears have 8 or 4 bits, by
 * blocks, and the vision part's products over all tokens (LSTE, LSD, projector) 8; embeddings, patches and what one query
 * sees (GSTRA, FSRA, fusion) have 16.
 */
export type Precision = 'fp32' | 'fp16' | 'int8' | 'int4';

/** Tensors by name, read or not. */
export function namedTensors(tensors: ReadonlyMap<string, Weight>): NamedTensors {
  return {
    has: (name) => tensors.has(name),
    get: (name) => {
      const tensor = tensors.get(name);
      if (!tensor) throw new Error(`the checkpoint has no tensor ${name}`);
      return tensor;
    },
  };
}

/** The float values of a tensor, for arithmetic while a graph is written. */
export function valuesOf(tensors: NamedTensors, name: string): Float32Array {
  return floatValues(tensors.get(name), name);
}

/** Whoever wants to see a matrix go by while it is written; undefined: not this one. */
export type MatrixWatcher = (name: string) => RowsSeen | undefined;

/** A tensor as it is stored in a model folder: the same object each time, so that two graphs share one place in the file. */
export function storedWeights(
  tensors: NamedTensors,
  { precision, onMatrix }: { precision: Precision; onMatrix?: MatrixWatcher | undefined },
): (name: string) => Weight {
  const known = new Map<string, Weight>();
  return (name) => {
    const stored = known.get(name) ?? storedAs(tensors.get(name), { name, precision, onRows: onMatrix?.(name) });
    known.set(name, stored);
    return stored;
  };
}

/** The LLM's weights as they are stored. */
export function llamaWeights(
  tensors: NamedTensors,
  { precision, onMatrix }: { precision: Precision; onMatrix?: MatrixWatcher | undefined },
): LlamaWeights {
  const plain = storedWeights(tensors, { precision, onMatrix });
  const known = new Map<string, Weight | BlockWeight>();
  return {
    plain,
    linear: (name) => {
      const bits = bitsOf(precision, name);
      if (bits === null) return plain(name);
      const kept = known.get(name) ?? blockQuantised(tensors.get(name), { bits, onRows: onMatrix?.(name) });
      known.set(name, kept);
      return kept;
    },
  };
}

/** The weights of one graph under construction. */
export class GraphWeights {
  readonly #tensors: NamedTensors;
  readonly #stored: (name: string) => Weight;
  readonly #precision: Precision;

  constructor(tensors: NamedTensors, precision: Precision) {
    this.#tensors = tensors;
    this.#stored = storedWeights(tensors, { precision });
    this.#precision = precision;
  }

  /** A tensor as the checkpoint has it; `dims` are what the config says, another shape is refused. */
  plain(g: GraphBuilder, name: string, dims: readonly number[]): Value {
    const stored = this.#stored(name);
    if (stored.dims.join() !== dims.join()) {
      throw new Error(`${name} is [${stored.dims.join(', ')}] and should be [${dims.join(', ')}]`);
    }
    return g.weight(name, stored);
  }

  /** A matrix made of the checkpoint's when the file is written. `name` says of which, and must be new. */
  derived(g: GraphBuilder, derivation: Derivation): Value {
    const { name } = derivation;
    return g.weight(name, storedAs(this.#made(derivation), { name, precision: this.#precision }));
  }

  /**
   * A matrix [in, out] for one of the large products, where the precision has these at 8 bits; null where it has not. Called for
   * the same name once.
   */
  columns({
    dims: [rows, columns],
    from,
  }: Derivation & { readonly dims: readonly [number, number] }): ColumnWeight | null {
    if (this.#precision !== 'int8' && this.#precision !== 'int4') return null;
    return columnQuantised([rows, columns], () => from((tensor) => valuesOf(this.#tensors, tensor)));
  }

  /** The same, for what is so small that it stays float32 whatever the precision. */
  constant(g: GraphBuilder, derivation: Derivation): Value {
    return g.weight(derivation.name, this.#made(derivation));
  }

  #made({ dims, from }: Derivation): LazyTensor {
    const read = () => Float32Array.from(from((tensor) => valuesOf(this.#tensors, tensor)));
    return { type: 'float32', dims, read };
  }
}

export interface Derivation {
  readonly name: string;
  readonly dims: readonly number[];
  readonly from: (values: (tensor: string) => Float32Array) => ArrayLike<number>;
}

/** The last Linear decides which token it is, and is a fiftieth of the whole: it keeps 8 bits. */
function bitsOf(precision: Precision, name: string): 4 | 8 | null {
  if (precision === 'int8') return 8;
  if (precision === 'int4') return name === 'lm_head.weight' ? 8 : 4;
  return null;
}

interface Storing {
  readonly name: string;
  readonly precision: Precision;
  readonly onRows?: RowsSeen | undefined;
}

function storedAs(weight: Weight, { name, onRows, precision }: Storing): Weight {
  const { dims } = weight;
  const type = precision !== 'fp32' && dims.filter((dim) => dim > 1).length > 1 ? 'float16' : 'float32';
  if (weight.type === type && !onRows) return weight;
  const floats = (values: Tensor['data'], of: Weight['type']) => asFloats(values, { type: of, name });
  function stored(values: Tensor['data']): Tensor['data'] {
    if (weight.type === type) return values;
    return type === 'float16' ? halvesOf(floats(values, weight.type)) : floats(values, weight.type);
  }
  function* parts(): Generator<Tensor['data']> {
    let row = 0;
    for (const part of readParts(weight)) {
      const made = stored(part);
      if (onRows) {
        const exact = floats(part, weight.type);
        onRows(row, exact, made === part ? exact : floats(made, type));
      }
      row += part.length / (dims.at(-1) ?? 1);
      yield made;
    }
  }
  return { type, dims, read: () => stored(readWeight(weight)), parts };
}

function floatValues(weight: Weight, name: string): Float32Array {
  return asFloats(readWeight(weight), { type: weight.type, name });
}

function asFloats(values: Tensor['data'], { name, type }: { name: string; type: Weight['type'] }): Float32Array {
  if (values instanceof Float32Array) return values;
  if (type === 'float16' && values instanceof Uint16Array) return floatsOf(values);
  throw new Error(`${name} is ${type}, not a float`);
}
