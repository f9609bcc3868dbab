/**
 * Writes a graph as an ONNX model (protobuf): ir version 10, ai.onnx opset 21, com.microsoft 1. Knows the messages of
 * onnx.proto; knows no operator.
 *
 * Field numbers: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto .
 */
import type { TensorType } from '../../main/engine/tensor.ts';
import type { Attribute, Branch, Graph, Node, Port } from './graph.ts';
import { bytesOf, type Place, type Weight, type WeightFile } from './weight.ts';
import { WireWriter } from './wire.ts';

const irVersion = 10;
const opsets = { '': 21, 'com.microsoft': 1 };

/** onnx.TensorProto.DataType */
const dataTypes: Readonly<Record<TensorType, number>> = {
  float32: 1,
  uint8: 2,
  int8: 3,
  int32: 6,
  int64: 7,
  bool: 9,
  float16: 10,
};

/** The model's bytes. Its weights get their places in `file`, whose chunks are to be written beside it. */
export function writeOnnx(graph: Graph, file: WeightFile): Uint8Array {
  const model = new WireWriter().integer(1, irVersion).string(2, 'panda-annotator');
  model.message(7, graphMessage(graph, file));
  for (const [domain, version] of Object.entries(opsets)) {
    model.message(8, new WireWriter().string(1, domain).integer(2, version));
  }
  return model.written().slice();
}

export function dataTypeNumber(type: TensorType): number {
  return dataTypes[type];
}

function graphMessage(graph: Graph, file: WeightFile): WireWriter {
  const message = new WireWriter();
  for (const node of graph.nodes) message.message(1, nodeMessage(node));
  message.string(2, graph.name);
  const used = new Set(inputsOf(graph.nodes)); // a tap of a kernel may reach into no frame at all
  for (const [name, tensor] of graph.constants) {
    if (!used.has(name)) continue;
    message.message(5, tensorMessage(name, tensor).bytes(9, bytesOf(tensor.data)));
  }
  for (const [name, weight] of graph.weights) {
    if (!used.has(name)) continue;
    message.message(5, externalTensorMessage({ name, weight, file: file.name, place: file.place(weight) }));
  }
  for (const input of graph.inputs) message.message(11, portMessage(input));
  for (const output of graph.outputs) message.message(12, portMessage(output));
  return message;
}

function inputsOf(nodes: readonly Node[]): string[] {
  return nodes.flatMap(({ attributes, inputs }) => [
    ...inputs,
    ...Object.values(attributes).flatMap((one) =>
      typeof one === 'object' && 'branch' in one ? inputsOf(one.branch.nodes) : [],
    ),
  ]);
}

export function nodeMessage(node: Node): WireWriter {
  const message = new WireWriter();
  for (const input of node.inputs) message.string(1, input);
  for (const output of node.outputs) message.string(2, output);
  message.string(3, node.name).string(4, node.type);
  for (const [name, value] of Object.entries(node.attributes)) message.message(5, attributeMessage(name, value));
  return message.string(7, node.domain);
}

function attributeMessage(name: string, value: Attribute): WireWriter {
  const message = new WireWriter().string(1, name);
  if (typeof value === 'number') {
    if (!Number.isInteger(value)) throw new Error(`attribute ${name}: write { float: ${value} }`);
    return message.integer(3, value).integer(20, 2);
  }
  if (typeof value === 'string') return message.string(4, value).integer(20, 3);
  if ('float' in value) return message.float(2, value.float).integer(20, 1);
  if ('floats' in value) {
    for (const one of value.floats) message.float(7, one);
    return message.integer(20, 6);
  }
  if ('branch' in value) return message.message(6, branchMessage(name, value.branch)).integer(20, 5);
  for (const one of value) message.integer(8, one);
  return message.integer(20, 7);
}

/** The runtime finds out what type it gives. */
function branchMessage(name: string, { nodes, output }: Branch): WireWriter {
  const message = new WireWriter();
  for (const node of nodes) message.message(1, nodeMessage(node));
  return message.string(2, name).message(12, new WireWriter().string(1, output));
}

export function tensorMessage(name: string, { dims, type }: { dims: readonly number[]; type: TensorType }): WireWriter {
  const message = new WireWriter();
  for (const dim of dims) message.integer(1, dim);
  return message.integer(2, dataTypes[type]).string(8, name);
}

interface ExternalTensor {
  readonly name: string;
  readonly weight: Weight;
  readonly file: string;
  readonly place: Place;
}

function externalTensorMessage({ name, weight, file, place }: ExternalTensor): WireWriter {
  const message = tensorMessage(name, weight);
  for (const [key, value] of [
    ['location', file],
    ['offset', `${place.offset}`],
    ['length', `${place.length}`],
  ] as const) {
    message.message(13, new WireWriter().string(1, key).string(2, value));
  }
  return message.integer(14, 1);
}

function portMessage({ name, type, dims }: Port): WireWriter {
  const shape = new WireWriter();
  for (const dim of dims) {
    shape.message(1, typeof dim === 'number' ? new WireWriter().integer(1, dim) : new WireWriter().string(2, dim));
  }
  const tensorType = new WireWriter().integer(1, dataTypes[type]).message(2, shape);
  return new WireWriter().string(1, name).message(2, new WireWriter().message(1, tensorType));
}
