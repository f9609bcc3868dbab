/**
 * Levenshtein's distance (1966): the fewest characters put in, taken out or replaced that make one text of another.
 * A character is a Unicode code point. Knows nothing of what is compared.
 *
 * Bit-parallel: Myers, "A fast bit-vector algorithm for approximate string matching based on dynamic programming"
 * (JACM 46(3), 1999), in the form of Hyyro, "A bit-vector algorithm for computing Levenshtein and Damerau edit distances"
 * (2003). A column of the table is held as its differences, 32 rows a word: O(ceil(m / 32) n) instead of O(m n).
 */

const BITS = 32;

export function levenshtein(first: string, second: string): number {
  if (first === second) return 0;
  const [a, b] = withoutCommonEnds(codePoints(first), codePoints(second));
  const [pattern, text] = a.length <= b.length ? [a, b] : [b, a];
  return pattern.length === 0 ? text.length : distance(pattern, text);
}

/** How many code points there are. */
export function lengthOf(text: string): number {
  let pairs = 0;
  for (let at = 0; at < text.length; at++) if ((text.codePointAt(at) ?? 0) > 0xffff) pairs++;
  return text.length - pairs;
}

function codePoints(text: string): Uint32Array {
  const points = new Uint32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length; at++) {
    const point = text.codePointAt(at) ?? 0;
    points[count++] = point;
    if (point > 0xffff) at++;
  }
  return points.subarray(0, count);
}

/** What two texts begin and end with alike costs nothing. */
function withoutCommonEnds(a: Uint32Array, b: Uint32Array): [Uint32Array, Uint32Array] {
  let [from, aTo, bTo] = [0, a.length, b.length];
  while (from < aTo && from < bTo && a[from] === b[from]) from++;
  while (aTo > from && bTo > from && a[aTo - 1] === b[bTo - 1]) {
    aTo--;
    bTo--;
  }
  return [a.subarray(from, aTo), b.subarray(from, bTo)];
}

/** `pattern` is not empty. Names as in the papers: Pv, Mv vertical differences +1, -1; Ph, Mh horizontal; Eq matches. */
function distance(pattern: Uint32Array, text: Uint32Array): number {
  const words = Math.ceil(pattern.length / BITS);
  const matches = matchesOf(pattern, words);
  const none = new Int32Array(words);
  const pv = new Int32Array(words).fill(-1);
  const mv = new Int32Array(words);
  const lastBit = (pattern.length - 1) % BITS;
  let score = pattern.length;
  for (const character of text) {
    const eqs = matches.get(character) ?? none;
    let phIn = 1; // the top row of the table grows by one a column
    let mhIn = 0;
    for (let word = 0; word < words; word++) {
      const vp = pv[word] ?? 0;
      const vn = mv[word] ?? 0;
      const eq = (eqs[word] ?? 0) | mhIn;
      const xv = (eqs[word] ?? 0) | vn;
      const xh = (((eq & vp) + vp) ^ vp) | eq;
      const ph = vn | ~(xh | vp);
      const mh = vp & xh;
      if (word === words - 1) score += ((ph >>> lastBit) & 1) - ((mh >>> lastBit) & 1);
      const phOut = ph >>> (BITS - 1);
      const mhOut = mh >>> (BITS - 1);
      const phShifted = (ph << 1) | phIn;
      const mhShifted = (mh << 1) | mhIn;
      pv[word] = mhShifted | ~(xv | phShifted);
      mv[word] = phShifted & xv;
      phIn = phOut;
      mhIn = mhOut;
    }
  }
  return score;
}

/** For each character of the pattern, a bit where it stands. */
function matchesOf(pattern: Uint32Array, words: number): Map<number, Int32Array> {
  const matches = new Map<number, Int32Array>();
  pattern.forEach((character, at) => {
    let bits = matches.get(character);
    if (bits === undefined) matches.set(character, (bits = new Int32Array(words)));
    const word = Math.floor(at / BITS);
    bits[word] = (bits[word] ?? 0) | (1 << (at % BITS));
  });
  return matches;
}
