/**
 * A graph whose softmaxes may be given nothing: WebGPU's refuses a tensor without elements (onnxruntime 1.30: "Invalid dispatch
 * group size (0, 1, 1)"), and STAB has one for the frames of padding, of which most clips have none. A row of zeros goes in
 * behind, and comes off again. Knows the bytes of a model; the softmax must not run over the first axis.
 *
 *   Softmax(x) -> Slice(Softmax(Concat(x, zeros [1, ...])), rows of x)
 *
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto .
 */
import { constantOf, fieldsOf, joined, mapField, nodeOf, textOf } from './model-bytes.ts';
import { WireWriter } from './wire.ts';

const field = { modelGraph: 7, graphNode: 1, graphInitializer: 5 } as const;
const node = { input: 1, output: 2, type: 4, attribute: 5 } as const;
const place = {
  nought: '/softmax-of-nothing/nought',
  one: '/softmax-of-nothing/one',
  zero: '/softmax-of-nothing/zero',
};

/** Throws a RangeError where the bytes are no model. */
export function withSoftmaxOfNothing(model: Uint8Array): Uint8Array {
  return mapField(model, field.modelGraph, (graph) => {
    const nodes = mapField(graph, field.graphNode, (bytes) => (isSoftmax(bytes) ? padded(bytes) : [bytes]));
    const constants = new WireWriter()
      .bytes(field.graphInitializer, constantOf(place.nought, { type: 'int64', dims: [1], data: BigInt64Array.of(0n) }))
      .bytes(field.graphInitializer, constantOf(place.one, { type: 'int64', dims: [1], data: BigInt64Array.of(1n) }))
      .bytes(field.graphInitializer, constantOf(place.zero, { type: 'float32', dims: [1], data: new Float32Array(1) }));
    return [joined([nodes, constants.written()])];
  });
}

function isSoftmax(bytes: Uint8Array): boolean {
  return [...fieldsOf(bytes)].some(({ number, value }) => number === node.type && textOf(value) === 'Softmax');
}

/** The node keeps its name and attributes, and is given other names for what goes in and comes out. */
function padded(bytes: Uint8Array): Uint8Array[] {
  const [x, y] = [node.input, node.output].map((number) =>
    textOf([...fieldsOf(bytes)].find((one) => one.number === number)?.value),
  );
  if (!x || !y) throw new RangeError('a softmax of nothing else');
  const at = (what: string) => `${y}/${what}`;
  const named = (text: string) => () => [new TextEncoder().encode(text)];
  const softmax = mapField(mapField(bytes, node.input, named(at('longer'))), node.output, named(at('shares')));
  return [
    nodeOf('Shape', { inputs: [x], output: at('rows'), integers: { start: 0, end: 1 } }),
    nodeOf('Shape', { inputs: [x], output: at('row'), integers: { start: 1 } }),
    nodeOf('Concat', { inputs: [place.one, at('row')], output: at('one-row'), integers: { axis: 0 } }),
    nodeOf('Expand', { inputs: [place.zero, at('one-row')], output: at('zeros') }),
    nodeOf('Concat', { inputs: [x, at('zeros')], output: at('longer'), integers: { axis: 0 } }),
    softmax,
    nodeOf('Slice', { inputs: [at('shares'), place.nought, at('rows'), place.nought], output: y }),
  ];
}
