/** Bytes that look like anything and are made quickly: weights whose values nobody reads. Knows no format. */

const poolBytes = 1 << 22;
let pool: Uint8Array | null = null;

/** `bytes` of them, in parts; the same each time. */
export function* anyBytes(bytes: number): Generator<Uint8Array> {
  pool ??= madePool();
  for (let at = 0; at < bytes; at += pool.length) yield pool.subarray(0, Math.min(pool.length, bytes - at));
}

function madePool(): Uint8Array {
  const made = new Uint8Array(poolBytes);
  let state = 1;
  for (let at = 0; at < made.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    made[at] = state >>> 24;
  }
  return made;
}
