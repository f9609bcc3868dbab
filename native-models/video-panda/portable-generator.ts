/**
 * The portable generator of the goldens: weights and inputs that any language can make again, bit for bit (FNV-1a-64 of
 * a name seeds a splitmix64). For tests and benchmarks; knows no model and no tensor names.
 *
 * Rules: README.md beside the STAB goldens. 64-bit integers are pairs of 32-bit halves: ten million values a second.
 */

/** Calls `use(i, u)` for i = 0 .. count - 1, where u is the top 24 bits of the i-th number that `name` seeds. */
export function eachPortableBits(name: string, count: number, use: (index: number, bits24: number) => void): void {
  let [high, low] = fnv1a64(name);
  for (let index = 0; index < count; index++) {
    const sum = low + 0x7f4a7c15; // + 0x9e3779b97f4a7c15
    high = (high + 0x9e3779b9 + (sum > 0xffffffff ? 1 : 0)) >>> 0;
    low = sum >>> 0;
    let zHigh = (high ^ (high >>> 30)) >>> 0;
    let zLow = (low ^ ((low >>> 30) | (high << 2))) >>> 0;
    let product = (highProduct(zLow, 0x1ce4e5b9) + Math.imul(zHigh, 0x1ce4e5b9) + Math.imul(zLow, 0xbf58476d)) | 0;
    zLow = Math.imul(zLow, 0x1ce4e5b9) >>> 0; // * 0xbf58476d1ce4e5b9
    zHigh = product >>> 0;
    const xHigh = (zHigh ^ (zHigh >>> 27)) >>> 0;
    const xLow = (zLow ^ ((zLow >>> 27) | (zHigh << 5))) >>> 0;
    product = (highProduct(xLow, 0x133111eb) + Math.imul(xHigh, 0x133111eb) + Math.imul(xLow, 0x94d049bb)) | 0;
    zHigh = product >>> 0; // * 0x94d049bb133111eb, its high half is enough
    use(index, (zHigh ^ (zHigh >>> 31)) >>> 8);
  }
}

/** Calls `use(i, r)` with r exact in the open interval (-1, 1). */
export function eachPortable(name: string, count: number, use: (index: number, r: number) => void): void {
  eachPortableBits(name, count, (index, bits) => {
    use(index, (2 * bits + 1) / 16777216 - 1);
  });
}

/** `count` values fround(offset + a r), the goldens' form of a weight. */
export function portableValues(
  name: string,
  count: number,
  { offset, a }: { offset: number; a: number },
): Float32Array {
  const values = new Float32Array(count);
  eachPortable(name, count, (index, r) => {
    values[index] = offset + a * r;
  });
  return values;
}

function fnv1a64(text: string): [high: number, low: number] {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = BigInt.asUintN(64, (hash ^ BigInt(byte)) * 0x100000001b3n);
  return [Number(hash >> 32n), Number(hash & 0xffffffffn)];
}

/** The high 32 bits of the unsigned 64-bit product. */
function highProduct(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  const middle = aHigh * bLow + Math.floor((aLow * bLow) / 65536);
  const other = aLow * bHigh + (middle % 65536);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(other / 65536)) >>> 0;
}
