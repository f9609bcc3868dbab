/**
 * Writes protobuf's wire format: varints, floats, strings and nested messages. Knows nothing of ONNX.
 *
 * Source: https://protobuf.dev/programming-guides/encoding/ . Only what ONNX needs is here.
 */

export class WireWriter {
  #bytes = new Uint8Array(1024);
  #length = 0;

  /** A field of type int32, int64 or enum; negative numbers take ten bytes, as in protobuf. */
  integer(field: number, value: number | bigint): this {
    this.#varint(BigInt(field << 3));
    this.#varint(BigInt.asUintN(64, BigInt(value)));
    return this;
  }

  float(field: number, value: number): this {
    this.#varint(BigInt((field << 3) | 5));
    new DataView(this.#room(4).buffer).setFloat32(this.#length, value, true);
    this.#length += 4;
    return this;
  }

  bytes(field: number, value: Uint8Array): this {
    this.#varint(BigInt((field << 3) | 2));
    this.#varint(BigInt(value.length));
    this.#room(value.length).set(value, this.#length);
    this.#length += value.length;
    return this;
  }

  string(field: number, value: string): this {
    return this.bytes(field, new TextEncoder().encode(value));
  }

  message(field: number, value: WireWriter): this {
    return this.bytes(field, value.written());
  }

  /** What was written so far; a view, valid until the next write. */
  written(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  #varint(value: bigint): void {
    let rest = value;
    const bytes = this.#room(10);
    while (rest > 127n) {
      bytes[this.#length++] = Number(rest & 127n) | 128;
      rest >>= 7n;
    }
    bytes[this.#length++] = Number(rest);
  }

  #room(count: number): Uint8Array<ArrayBuffer> {
    if (this.#length + count > this.#bytes.length) {
      const larger = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + count));
      larger.set(this.written());
      this.#bytes = larger;
    }
    return this.#bytes;
  }
}
