/** Float32 and float16 as bits, both ways. Knows nothing of tensors. Rounds to nearest, ties to even, as IEEE 754 says. */

/** The bits of each value as float16; too large ones become infinity. */
export function halvesOf(values: ArrayLike<number>): Uint16Array<ArrayBuffer> {
  const halves = new Float16Array(values.length);
  halves.set(values);
  return new Uint16Array(halves.buffer);
}

/** What each of the 65,536 float16 is: a lookup is several times faster than the conversion. */
const everyHalf = new Float32Array(new Float16Array(Uint16Array.from({ length: 1 << 16 }, (_, bits) => bits).buffer));

/** The values behind float16 bits: exact. `into`: where they go, for who has the room already. */
export function floatsOf(halves: Uint16Array, into = new Float32Array(halves.length)): Float32Array<ArrayBuffer> {
  const floats = into.length === halves.length ? into : into.subarray(0, halves.length);
  for (let index = 0; index < floats.length; index++) floats[index] = everyHalf[halves[index] ?? 0] ?? Number.NaN;
  return floats;
}
