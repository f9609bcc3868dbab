/** Bytes that look like anything and are made quickly: weights whose values nobody reads. Knows no format. */

const poolBytes = 1 << 22;
/** Parts are whole lines of a weight. */
const line = 64;
let pool: Uint8Array | null = null;

/** `bytes` of them, in parts; the same each time, others for another name: a runtime keeps one copy of weights that are alike. */
export function* anyBytes(bytes: number, name: string): Generator<Uint8Array> {
  pool ??= madePool();
  let start = line * [...name].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % (poolBytes / line), 7);
  for (let done = 0; done < bytes; start = 0) {
    const part = pool.subarray(start, Math.min(poolBytes, start + bytes - done));
    done += part.length;
    yield part;
  }
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
