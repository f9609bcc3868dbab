/**
 * Reads protobuf's wire format from bytes that nobody vouches for: every length is checked before it is believed.
 * Knows nothing of SentencePiece.
 *
 * Source: https://protobuf.dev/programming-guides/encoding/ . Integers are read as int32, which is all that is needed.
 */

/** Why a `tokenizer.model` cannot be used, in words for a person. */
export class TokenizerModelError extends Error {
  readonly code = 'tokenizer-unreadable';

  constructor(reason: string) {
    super(reason);
    this.name = 'TokenizerModelError';
  }
}

export type WireField =
  | { readonly number: number; readonly kind: 'integer'; readonly value: number }
  | { readonly number: number; readonly kind: 'float'; readonly value: number }
  | { readonly number: number; readonly kind: 'bytes'; readonly value: Uint8Array }
  | { readonly number: number; readonly kind: 'skipped' };

/** The fields of one message, in the order of the file. `what` names the message in errors. */
export function* fieldsOf(message: Uint8Array, what: string): Generator<WireField> {
  const view = new DataView(message.buffer, message.byteOffset, message.byteLength);
  let at = 0;

  function varint(): number {
    let value = 0;
    for (let shift = 0; shift < 70; shift += 7) {
      const byte = message[at];
      if (byte === undefined) throw new TokenizerModelError(`${what} ends in the middle of a number`);
      at += 1;
      if (shift < 32) value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
    throw new TokenizerModelError(`${what} holds a number of more than ten bytes`);
  }

  function past(length: number): number {
    const start = at;
    if (length < 0 || length > message.length - start) {
      throw new TokenizerModelError(`${what} ends in the middle of a field of ${length >>> 0} bytes`);
    }
    at += length;
    return start;
  }

  while (at < message.length) {
    const tag = varint();
    const number = tag >>> 3;
    if (number === 0) throw new TokenizerModelError(`${what} holds a field without a number`);
    switch (tag & 7) {
      case 0:
        yield { number, kind: 'integer', value: varint() };
        break;
      case 1:
        past(8);
        yield { number, kind: 'skipped' };
        break;
      case 2: {
        const length = varint();
        const start = past(length);
        yield { number, kind: 'bytes', value: message.subarray(start, start + length) };
        break;
      }
      case 5:
        yield { number, kind: 'float', value: view.getFloat32(past(4), true) };
        break;
      default:
        throw new TokenizerModelError(`${what} holds a field of the unknown wire type ${tag & 7}`);
    }
  }
}

/** Strict UTF-8; a byte order mark is a character like any other. */
export function textOf(bytes: Uint8Array, what: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new TokenizerModelError(`${what} is not UTF-8`);
  }
}
