/**
 * For tests: good files made bad. Every way in which a reader of untrusted bytes is to be hurt at random: bits turned, numbers
 * replaced by those at the limits, pieces cut, doubled and moved. The same seed gives the same file. Knows no format.
 */

/** Cases of a run; `PANDA_FUZZ_CASES=100000 npm test -- fuzz` for a long one. */
export const fuzzCases = Number(process.env['PANDA_FUZZ_CASES'] ?? 400);

const limits = [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0x80000000, 0xffffffff];

export type Chance = (below: number) => number;

export function chanceOf(seed: number): Chance {
  let state = Math.imul(seed + 1, 0x9e3779b9) >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

export function spoilt(good: Uint8Array, chance: Chance): Buffer<ArrayBuffer> {
  let bytes = Buffer.from(good);
  for (let change = chance(4); change >= 0; change--) {
    const at = chance(Math.max(1, bytes.length));
    const span = 1 + chance(Math.min(64, Math.max(1, bytes.length - at)));
    switch (chance(7)) {
      case 0:
        if (bytes.length > 0) bytes[at] = (bytes[at] ?? 0) ^ (1 << chance(8));
        break;
      case 1:
        if (bytes.length > 0) bytes[at] = chance(256);
        break;
      case 2:
        if (at + 4 <= bytes.length) bytes.writeUInt32LE(limits[chance(limits.length)] ?? 0, at);
        break;
      case 3:
        if (at + 8 <= bytes.length) bytes.writeBigUInt64LE((1n << BigInt(chance(64))) - BigInt(chance(2)), at);
        break;
      case 4:
        bytes = bytes.subarray(0, at);
        break;
      case 5:
        bytes = Buffer.concat([bytes.subarray(0, at + span), bytes.subarray(at)]);
        break;
      default:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + span)]);
    }
  }
  return Buffer.from(bytes);
}
