/**
 * A graph without FusedMatMul, which is onnxruntime's own operator and runs only where a provider has it: WebGPU has not, and
 * would fetch keys and weights back to the processor for every product. Knows the two forms that llama.ts writes, in the
 * bytes of a model; everything else is passed on as it lies.
 *
 *   weights   x W^T              a, W     -> MatMul(a, Transpose(W)): a constant, transposed when it is loaded
 *   scores    alpha q keys^T     q, keys  -> Transpose(MatMul(keys, Transpose(alpha q))): the long side is not turned
 *
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto .
 */
import { WireWriter } from './wire.ts';

const field = { modelGraph: 7, graphNode: 1, graphInitializer: 5 } as const;
const node = { input: 1, output: 2, name: 3, type: 4, attribute: 5 } as const;
const attribute = { name: 1, float: 2 } as const;

/** Throws a RangeError where the bytes are no model, or where a FusedMatMul is of another form. */
export function withPlainProducts(model: Uint8Array): Uint8Array {
  return mapField(model, field.modelGraph, (graph) => {
    const alphas = new Set<number>();
    const nodes = mapField(graph, field.graphNode, (bytes) => {
      const fused = fusedIn(bytes);
      if (!fused) return [bytes];
      if (fused.alpha !== null) alphas.add(fused.alpha);
      return fused.alpha === null ? timesWeights(fused) : scores(fused, fused.alpha);
    });
    const constants = new WireWriter();
    for (const alpha of alphas) constants.bytes(field.graphInitializer, scalar(alpha));
    return [joined([nodes, constants.written()])];
  });
}

interface Fused {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly output: string;
  /** Null: 1. */
  readonly alpha: number | null;
}

function fusedIn(bytes: Uint8Array): Fused | null {
  const fields = [...fieldsOf(bytes)];
  const texts = (number: number) => fields.filter((one) => one.number === number).map(({ value }) => textOf(value));
  if (texts(node.type)[0] !== 'FusedMatMul') return null;
  const attributes = fields.filter(({ number }) => number === node.attribute).map(({ value }) => [...fieldsOf(value)]);
  const names = attributes.map((one) => textOf(one.find(({ number }) => number === attribute.name)?.value));
  const [a, b] = texts(node.input);
  const [output] = texts(node.output);
  if (a === undefined || b === undefined || output === undefined || !names.includes('transB')) {
    throw new RangeError('a FusedMatMul of another form');
  }
  const scale = attributes[names.indexOf('alpha')]?.find(({ number }) => number === attribute.float)?.value;
  const alpha = scale ? new DataView(scale.buffer, scale.byteOffset, 4).getFloat32(0, true) : null;
  return { name: texts(node.name)[0] ?? output, a, b, output, alpha };
}

function timesWeights({ a, b, name, output }: Fused): Uint8Array[] {
  const turned = `${name}/turned`;
  return [
    nodeOf('Transpose', { inputs: [b], output: turned, order: [1, 0] }),
    nodeOf('MatMul', { inputs: [a, turned], output }),
  ];
}

function scores({ a, b, name, output }: Fused, alpha: number): Uint8Array[] {
  const [scaled, turned, product] = [`${name}/scaled`, `${name}/turned`, `${name}/product`];
  return [
    nodeOf('Mul', { inputs: [a, scalarName(alpha)], output: scaled }),
    nodeOf('Transpose', { inputs: [scaled], output: turned, order: [0, 1, 3, 2] }),
    nodeOf('MatMul', { inputs: [b, turned], output: product }),
    nodeOf('Transpose', { inputs: [product], output, order: [0, 1, 3, 2] }),
  ];
}

interface PlainNode {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly order?: readonly number[];
}

function nodeOf(type: string, { inputs, order, output }: PlainNode): Uint8Array {
  const message = new WireWriter();
  for (const input of inputs) message.string(node.input, input);
  message.string(node.output, output).string(node.name, `${output}/${type}`).string(node.type, type);
  if (order) {
    const perm = new WireWriter().string(attribute.name, 'perm');
    for (const axis of order) perm.integer(8, axis);
    message.message(node.attribute, perm.integer(20, 7));
  }
  return message.written().slice();
}

function scalarName(value: number): string {
  return `/plain-products/${value}`;
}

function scalar(value: number): Uint8Array {
  const raw = new Uint8Array(Float32Array.of(value).buffer);
  return new WireWriter().integer(2, 1).string(8, scalarName(value)).bytes(9, raw).written().slice();
}

interface Field {
  readonly number: number;
  readonly isBytes: boolean;
  /** What stands in it; of a field with a length, without that. */
  readonly value: Uint8Array;
  /** With its number and length. */
  readonly whole: Uint8Array;
}

/** The message with each field of that number replaced by any number of them. */
function mapField(message: Uint8Array, number: number, replaced: (value: Uint8Array) => Uint8Array[]): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const one of fieldsOf(message)) {
    if (one.number !== number || !one.isBytes) parts.push(one.whole);
    else for (const value of replaced(one.value)) parts.push(new WireWriter().bytes(number, value).written().slice());
  }
  return joined(parts);
}

const fixedBytes: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

function* fieldsOf(message: Uint8Array): Generator<Field> {
  let at = 0;
  const varint = (): number => {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = message[at++];
      if (byte === undefined) break;
      if (shift < 49) value += (byte & 127) * 2 ** shift;
      if (byte < 128) return value;
    }
    throw new RangeError('the model ends in the middle of a number');
  };
  while (at < message.length) {
    const start = at;
    const tag = varint();
    const type = tag & 7;
    const isBytes = type === 2;
    const length = isBytes ? varint() : fixedBytes[type];
    const from = at;
    if (length === undefined) varint();
    else at += length;
    if (at > message.length) throw new RangeError('the model ends in the middle of a field');
    const value = message.subarray(from, at);
    yield { number: Math.floor(tag / 8), isBytes, value, whole: message.subarray(start, at) };
  }
}

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}
