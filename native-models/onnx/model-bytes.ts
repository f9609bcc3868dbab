/**
 * The bytes of a written model (protobuf) as fields, so that a few of them can be replaced and the rest passed on as it lies.
 * Knows the wire format and what a node and a constant look like in it; no operator. Throws a RangeError where the bytes are none.
 */
import type { Tensor } from '../../main/engine/tensor.ts';
import { bytesOf } from './weight.ts';
import { WireWriter } from './wire.ts';
import { nodeMessage, tensorMessage } from './write.ts';

export interface Field {
  readonly number: number;
  readonly isBytes: boolean;
  /** What stands in it; of a field with a length, without that. */
  readonly value: Uint8Array;
  /** With its number and length. */
  readonly whole: Uint8Array;
}

/** The message with each field of that number replaced by any number of them. */
export function mapField(
  message: Uint8Array,
  number: number,
  replaced: (value: Uint8Array) => Uint8Array[],
): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const one of fieldsOf(message)) {
    if (one.number !== number || !one.isBytes) parts.push(one.whole);
    else for (const value of replaced(one.value)) parts.push(new WireWriter().bytes(number, value).written().slice());
  }
  return joined(parts);
}

const fixedBytes: Readonly<Record<number, number>> = { 1: 8, 5: 4 };

/** The fields of a message in their order. */
export function* fieldsOf(message: Uint8Array): Generator<Field> {
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

export function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

interface PlainNode {
  readonly inputs: readonly string[];
  readonly output: string;
  readonly integers?: Readonly<Record<string, number | readonly number[]>>;
}

/** A node of ONNX's own operators with one output. */
export function nodeOf(type: string, { inputs, integers = {}, output }: PlainNode): Uint8Array {
  const named = { name: `${output}/${type}`, type, domain: '', inputs, outputs: [output], attributes: integers };
  return nodeMessage(named).written().slice();
}

export function constantOf(name: string, tensor: Tensor): Uint8Array {
  return tensorMessage(name, tensor).bytes(9, bytesOf(tensor.data)).written().slice();
}
