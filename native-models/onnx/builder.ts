/**
 * Builds ONNX graphs: values flow by return, names are addresses (`/layers.0/attn/q_proj/MatMul`), constants are made on
 * first mention. Knows the signatures of the operators used here; knows no model, checks no shapes.
 */
import type { Tensor, TensorType } from '../../main/engine/tensor.ts';
import type { Attribute, Dimension, Graph, Node } from './graph.ts';
import { halvesOf } from './half.ts';
import { type Weight } from './weight.ts';
import { dataTypeNumber } from './write.ts';

/** A tensor that a graph computes, is given, or holds. */
export interface Value {
  readonly kind: 'value';
  readonly name: string;
}

/** A value, or a number that becomes a scalar constant of the graph's compute type. */
export type Operand = Value | number;

/** Sizes of a reshape: numbers (-1 and 0 as in ONNX) and int64 values of one element. */
export type Sizes = readonly (number | Value)[];

export interface OpOptions {
  readonly attributes?: Readonly<Record<string, Attribute>>;
  readonly domain?: string;
  /** The last part of the address, where the operator's type does not say enough. */
  readonly name?: string;
}

export interface SliceRange {
  readonly axis: number;
  readonly start: number | Value;
  /** One past the last; left out, all to the end. */
  readonly end?: number | Value;
  readonly step?: number;
}

/** Anything beyond the last index of any axis. */
const toTheEnd = 2 ** 31 - 1;

export class GraphBuilder {
  readonly graph: Graph;
  /** The type of all arithmetic; weights of the other float type are cast to it. */
  readonly compute: 'float32' | 'float16';
  readonly #path: string;
  readonly #names: Map<string, number>;

  constructor(
    name: string,
    options: { readonly compute?: 'float32' | 'float16' } = {},
    within?: { readonly graph: Graph; readonly path: string; readonly names: Map<string, number> },
  ) {
    this.compute = options.compute ?? 'float32';
    this.graph = within?.graph ?? {
      name,
      nodes: [],
      inputs: [],
      outputs: [],
      constants: new Map(),
      weights: new Map(),
    };
    this.#path = within?.path ?? '';
    this.#names = within?.names ?? new Map<string, number>();
  }

  /** The same graph seen from inside one of its parts: what is added there is named after it. */
  scope(name: string): GraphBuilder {
    const within = { graph: this.graph, path: `${this.#path}/${name}`, names: this.#names };
    return new GraphBuilder(this.graph.name, { compute: this.compute }, within);
  }

  input(name: string, type: TensorType, dims: readonly Dimension[]): Value {
    this.graph.inputs.push({ name, type, dims });
    return value(name);
  }

  /** Names a value as an output of the graph. */
  output(
    name: string,
    { value: from, type, dims }: { value: Value; type: TensorType; dims: readonly Dimension[] },
  ): void {
    this.graph.outputs.push({ name, type, dims });
    this.graph.nodes.push({
      name: `/outputs/${name}`,
      type: 'Identity',
      domain: '',
      inputs: [from.name],
      outputs: [name],
      attributes: {},
    });
  }

  /**
   * A large constant, written to the external file under its whole name (the scope is not added: a tensor is known by its
   * checkpoint name). Float weights come out in the compute type. The same name twice is the same weight.
   */
  weight(name: string, weight: Weight): Value {
    const known = this.graph.weights.get(name);
    if (known && known !== weight) throw new Error(`two weights are called ${name}`);
    const isFloat = weight.type === 'float32' || weight.type === 'float16';
    const castName = `${name}/${this.compute}`;
    const mustCast = isFloat && weight.type !== this.compute;
    if (!known) {
      this.graph.weights.set(name, weight);
      if (mustCast) this.#addNode('Cast', [value(name)], { to: dataTypeNumber(this.compute) }, castName);
    }
    return value(mustCast ? castName : name);
  }

  /** A small constant, written into the graph; the same values twice are one constant. */
  constant(values: readonly number[], type: TensorType, dims: readonly number[] = [values.length]): Value {
    const shape = dims.length === 0 ? '' : `[${dims.join('x')}]`;
    const name = `/constants/${type}${shape}(${values.join(',')})`;
    if (!this.graph.constants.has(name)) this.graph.constants.set(name, { type, dims, data: dataOf(values, type) });
    return value(name);
  }

  /** One int64 vector. */
  ints(values: readonly number[]): Value {
    return this.constant(values, 'int64');
  }

  /** A scalar of the compute type. */
  scalar(number: number): Value {
    return this.constant([number], this.compute, []);
  }

  /** Any operator with one output. An input left out is `undefined`. */
  op(type: string, inputs: readonly (Operand | undefined)[], options: OpOptions = {}): Value {
    const [only] = this.ops(type, inputs, { ...options, outputs: 1 });
    if (!only) throw new Error(`${type} has no output`);
    return only;
  }

  /** Any operator with several outputs, in its own order. */
  ops(type: string, inputs: readonly (Operand | undefined)[], options: OpOptions & { outputs: number }): Value[] {
    const name = this.#unused(`${this.#path}/${options.name ?? type}`);
    const outputs = Array.from({ length: options.outputs }, (_, index) => `${name}:${index}`);
    this.graph.nodes.push({
      name,
      type,
      domain: options.domain ?? '',
      inputs: inputs.map((input) => (input === undefined ? '' : this.#valueOf(input).name)),
      outputs,
      attributes: options.attributes ?? {},
    });
    return outputs.map(value);
  }

  /** What one of two ways gives; only that one is computed. `condition`: one bool. */
  either(
    condition: Value,
    ways: { readonly then: (g: GraphBuilder) => Value; readonly otherwise: (g: GraphBuilder) => Value },
  ): Value {
    const branch = (name: string, way: (g: GraphBuilder) => Value) => {
      const nodes: Node[] = [];
      const within = { graph: { ...this.graph, nodes }, path: `${this.#path}/${name}`, names: this.#names };
      const { name: output } = way(new GraphBuilder(this.graph.name, { compute: this.compute }, within));
      return { branch: { nodes, output } };
    };
    const attributes = { then_branch: branch('then', ways.then), else_branch: branch('else', ways.otherwise) };
    return this.op('If', [condition], { attributes });
  }

  add(a: Operand, b: Operand): Value {
    return this.op('Add', [a, b]);
  }
  sub(a: Operand, b: Operand): Value {
    return this.op('Sub', [a, b]);
  }
  mul(a: Operand, b: Operand): Value {
    return this.op('Mul', [a, b]);
  }
  div(a: Operand, b: Operand): Value {
    return this.op('Div', [a, b]);
  }
  matMul(a: Value, b: Value): Value {
    return this.op('MatMul', [a, b]);
  }
  sigmoid(x: Value): Value {
    return this.op('Sigmoid', [x]);
  }
  /** The exact GELU (erf), not its tanh approximation. */
  gelu(x: Value): Value {
    return this.op('Gelu', [x]);
  }
  softmax(x: Value, axis: number): Value {
    return this.op('Softmax', [x], { attributes: { axis } });
  }
  /** Normalises the last axis. */
  layerNorm(x: Value, { scale, bias, epsilon }: { scale: Value; bias?: Value; epsilon: number }): Value {
    const attributes = { axis: -1, epsilon: { float: epsilon } };
    return this.op('LayerNormalization', bias ? [x, scale, bias] : [x, scale], { attributes });
  }
  reduceMean(x: Value, axes: readonly number[], { keep }: { keep: boolean }): Value {
    return this.op('ReduceMean', [x, this.ints(axes)], { attributes: { keepdims: keep ? 1 : 0 } });
  }
  reduceSum(x: Value, axes: readonly number[], { keep }: { keep: boolean }): Value {
    return this.op('ReduceSum', [x, this.ints(axes)], { attributes: { keepdims: keep ? 1 : 0 } });
  }
  transpose(x: Value, order: readonly number[]): Value {
    return this.op('Transpose', [x], { attributes: { perm: order } });
  }
  reshape(x: Value, sizes: Sizes): Value {
    return this.op('Reshape', [x, this.sizes(sizes)]);
  }
  expand(x: Value, sizes: Sizes): Value {
    return this.op('Expand', [x, this.sizes(sizes)]);
  }
  unsqueeze(x: Value, axes: readonly number[]): Value {
    return this.op('Unsqueeze', [x, this.ints(axes)]);
  }
  squeeze(x: Value, axes: readonly number[]): Value {
    return this.op('Squeeze', [x, this.ints(axes)]);
  }
  concat(values: readonly Value[], axis: number): Value {
    const [first] = values;
    return first && values.length === 1 ? first : this.op('Concat', values, { attributes: { axis } });
  }
  gather(x: Value, indices: Value, axis: number): Value {
    return this.op('Gather', [x, indices], { attributes: { axis } });
  }
  split(x: Value, { axis, sizes }: { axis: number; sizes: Sizes }): Value[] {
    return this.ops('Split', [x, this.sizes(sizes)], { attributes: { axis }, outputs: sizes.length });
  }
  slice(x: Value, ranges: readonly SliceRange[]): Value {
    return this.op('Slice', [
      x,
      this.sizes(ranges.map(({ start }) => start)),
      this.sizes(ranges.map(({ end }) => end ?? toTheEnd)),
      this.ints(ranges.map(({ axis }) => axis)),
      ...(ranges.some(({ step }) => step !== undefined) ? [this.ints(ranges.map(({ step }) => step ?? 1))] : []),
    ]);
  }
  cast(x: Value, type: TensorType): Value {
    return this.op('Cast', [x], { attributes: { to: dataTypeNumber(type) } });
  }
  /** The sizes of x along `start`..`end` (one past the last) as an int64 vector. */
  shape(x: Value, { start, end }: { start: number; end: number }): Value {
    return this.op('Shape', [x], { attributes: { start, end } });
  }
  /** Numbers and int64 vectors, one after the other, as one int64 vector. */
  sizes(sizes: Sizes): Value {
    const numbers = sizes.filter((size) => typeof size === 'number');
    if (numbers.length === sizes.length) return this.ints(numbers);
    return this.concat(
      sizes.map((size) => (typeof size === 'number' ? this.ints([size]) : size)),
      0,
    );
  }

  #valueOf(operand: Operand): Value {
    return typeof operand === 'number' ? this.scalar(operand) : operand;
  }

  #addNode(type: string, inputs: readonly Value[], attributes: Record<string, Attribute>, output: string): void {
    const names = inputs.map((input) => input.name);
    this.graph.nodes.push({ name: output, type, domain: '', inputs: names, outputs: [output], attributes });
  }

  #unused(name: string): string {
    const times = this.#names.get(name) ?? 0;
    this.#names.set(name, times + 1);
    return times === 0 ? name : `${name}.${times}`;
  }
}

function value(name: string): Value {
  return { kind: 'value', name };
}

function dataOf(values: readonly number[], type: TensorType): Tensor['data'] {
  switch (type) {
    case 'float32':
      return Float32Array.from(values);
    case 'float16':
      return halvesOf(values);
    case 'int64':
      return BigInt64Array.from(values, BigInt);
    case 'int32':
      return Int32Array.from(values);
    case 'int8':
      return Int8Array.from(values);
    case 'uint8':
    case 'bool':
      return Uint8Array.from(values);
  }
}
