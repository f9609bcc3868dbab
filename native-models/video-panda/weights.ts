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
import {
  floatsOf,
  halvesOf,
  readWeight,
  type GraphBuilder,
  type LazyTensor,
  type Value,
  type Weight,
} from '../onnx/index.ts';

/** A checkpoint may be larger than memory: `get` may give a tensor that is read only when its values are asked for. */
export interface NamedTensors {
  has(name: string): boolean;
  /** Throws when there is none of that name. */
  get(name: string): Weight;
}

/** How matrices are stored. Vectors stay float32: they are small. */
export type Precision = 'fp32' | 'fp16';

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

/** A tensor as it is stored in a model folder: the same object each time, so that two graphs share one place in the file. */
export function storedWeights(tensors: NamedTensors, precision: Precision): (name: string) => Weight {
  const known = new Map<string, Weight>();
  return (name) => {
    const stored = known.get(name) ?? storedAs(tensors.get(name), { name, precision });
    known.set(name, stored);
    return stored;
  };
}

/** The weights of one graph under construction. */
export class GraphWeights {
  readonly #tensors: NamedTensors;
  readonly #stored: (name: string) => Weight;
  readonly #precision: Precision;

  constructor(tensors: NamedTensors, precision: Precision) {
    this.#tensors = tensors;
    this.#stored = storedWeights(tensors, precision);
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

function storedAs(weight: Weight, { name, precision }: { name: string; precision: Precision }): Weight {
  const type = precision === 'fp16' && weight.dims.filter((dim) => dim > 1).length > 1 ? 'float16' : 'float32';
  if (weight.type === type) return weight;
  const read = type === 'float16' ? () => halvesOf(floatValues(weight, name)) : () => floatValues(weight, name);
  return { type, dims: weight.dims, read };
}

function floatValues(weight: Weight, name: string): Float32Array {
  const values = readWeight(weight);
  if (values instanceof Float32Array) return values;
  if (weight.type === 'float16' && values instanceof Uint16Array) return floatsOf(values);
  throw new Error(`${name} is ${weight.type}, not a float`);
}
