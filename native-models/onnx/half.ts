/** Float32 and float16 as bits, both ways. Knows nothing of tensors. Rounds to nearest, ties to even, as IEEE 754 says. */

/** The bits of each value as float16; too large ones become infinity. */
export function halvesOf(values: ArrayLike<number>): Uint16Array<ArrayBuffer> {
  const halves = new Float16Array(values.length);
  halves.set(values);
  return new Uint16Array(halves.buffer);
}

/** The values behind float16 bits: exact. */
export function floatsOf(halves: Uint16Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(new Float16Array(halves.slice().buffer));
}
