/**
 * A graph without FusedMatMul, which is onnxruntime's own operator and runs only where a provider has it: WebGPU has not, and
 * would fetch keys and weights back to the processor for every product. Knows the forms that llama.ts writes, in the
 * bytes of a model; everything else is passed on as it lies.
 *
 *   weights   x W^T              a, W     -> MatMul(a, Transpose(W)): a constant, transposed when it is loaded
 *   values    alpha p v^T        p, v     -> Transpose(MatMul(v, Transpose(alpha p))): the long side is not turned
 *   If                                    -> the nodes of its first way
 *
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto .
 */
import { constantOf, fieldsOf, joined, mapField, nodeOf, textOf } from './model-bytes.ts';
import { WireWriter } from './wire.ts';

const field = { modelGraph: 7, graphNode: 1, graphInitializer: 5, graphOutput: 12 } as const;
const node = { input: 1, output: 2, name: 3, type: 4, attribute: 5 } as const;
const attribute = { name: 1, float: 2, graph: 6 } as const;

/** Throws a RangeError where the bytes are no model, or where a FusedMatMul is of another form. */
export function withPlainProducts(model: Uint8Array): Uint8Array {
  return mapField(model, field.modelGraph, (graph) => {
    const alphas = new Set<number>();
    const nodes = mapField(graph, field.graphNode, (whole) =>
      firstWayOf(whole).flatMap((bytes) => {
        const fused = fusedIn(bytes);
        if (!fused) return [bytes];
        if (fused.alpha !== null) alphas.add(fused.alpha);
        return fused.alpha === null ? timesWeights(fused) : timesCached(fused, fused.alpha);
      }),
    );
    const constants = new WireWriter();
    for (const alpha of alphas) {
      constants.bytes(
        field.graphInitializer,
        constantOf(scalarName(alpha), { type: 'float32', dims: [], data: Float32Array.of(alpha) }),
      );
    }
    return [joined([nodes, constants.written()])];
  });
}

/** Of an If, the nodes of its first way: which one is quicker is a matter of the processor's. Of any other node, itself. */
function firstWayOf(bytes: Uint8Array): Uint8Array[] {
  const fields = [...fieldsOf(bytes)];
  const the = (number: number) => fields.filter((one) => one.number === number).map(({ value }) => value);
  if (textOf(the(node.type)[0]) !== 'If') return [bytes];
  const ways = the(node.attribute).map((one) => [...fieldsOf(one)]);
  const first = ways.find((one) =>
    one.some((part) => part.number === attribute.name && textOf(part.value) === 'then_branch'),
  );
  const graph = [...fieldsOf(first?.find(({ number }) => number === attribute.graph)?.value ?? new Uint8Array())];
  const output = graph.find(({ number }) => number === field.graphOutput)?.value;
  const [inner, outer] = [[...fieldsOf(output ?? new Uint8Array())][0]?.value, the(node.output)[0]];
  if (!inner || !outer) throw new RangeError('an If of another form');
  return [
    ...graph.filter(({ number }) => number === field.graphNode).map(({ value }) => value),
    nodeOf('Identity', { inputs: [textOf(inner)], output: textOf(outer) }),
  ];
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
    nodeOf('Transpose', { inputs: [b], output: turned, integers: { perm: [1, 0] } }),
    nodeOf('MatMul', { inputs: [a, turned], output }),
  ];
}

function timesCached({ a, b, name, output }: Fused, alpha: number): Uint8Array[] {
  const [scaled, turned, product] = [`${name}/scaled`, `${name}/turned`, `${name}/product`];
  return [
    nodeOf('Mul', { inputs: [a, scalarName(alpha)], output: scaled }),
    nodeOf('Transpose', { inputs: [scaled], output: turned, integers: { perm: [0, 1, 3, 2] } }),
    nodeOf('MatMul', { inputs: [b, turned], output: product }),
    nodeOf('Transpose', { inputs: [product], output, integers: { perm: [0, 1, 3, 2] } }),
  ];
}

function scalarName(value: number): string {
  return `/plain-products/${value}`;
}
