/**
 * The longest common subsequence of two sequences: what stays, in order, where one was made of the other. By dynamic
 * programming, after what both begin and end with alike is set aside: O(n m) time. Knows nothing of words.
 */

type Sequence = readonly string[];

/** Its length, with one row of the table. */
export function commonLength(a: Sequence, b: Sequence): number {
  const { start, aEnd, bEnd } = middleOf(a, b);
  const outside = start + (a.length - aEnd);
  const width = bEnd - start;
  const row = new Uint32Array(width + 1);
  for (let i = start; i < aEnd; i++) {
    let diagonal = 0;
    for (let j = 1; j <= width; j++) {
      const above = row[j] ?? 0;
      row[j] = a[i] === b[start + j - 1] ? diagonal + 1 : Math.max(above, row[j - 1] ?? 0);
      diagonal = above;
    }
  }
  return outside + (row[width] ?? 0);
}

/** Where it stands in both, in order; of several as long, one that matches as early as it can in `a`. */
export function commonPairs(a: Sequence, b: Sequence): [inA: number, inB: number][] {
  const { start, aEnd, bEnd } = middleOf(a, b);
  const pairs: [number, number][] = [];
  for (let i = 0; i < start; i++) pairs.push([i, i]);
  const width = bEnd - start + 1;
  const rest = restLengths(a.slice(start, aEnd), b.slice(start, bEnd));
  for (let i = start, j = start; i < aEnd && j < bEnd;) {
    const below = rest[(i - start + 1) * width + (j - start)] ?? 0;
    const right = rest[(i - start) * width + (j - start) + 1] ?? 0;
    if (a[i] === b[j]) pairs.push([i++, j++]);
    else if (right >= below) j++;
    else i++;
  }
  for (let i = aEnd, j = bEnd; i < a.length;) pairs.push([i++, j++]);
  return pairs;
}

/** The length for what is left of `a` from i and of `b` from j, for each i and j. */
function restLengths(a: Sequence, b: Sequence): Uint32Array {
  const width = b.length + 1;
  const table = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const here = i * width + j;
      table[here] =
        a[i] === b[j] ? 1 + (table[here + width + 1] ?? 0) : Math.max(table[here + width] ?? 0, table[here + 1] ?? 0);
    }
  }
  return table;
}

function middleOf(a: Sequence, b: Sequence): { start: number; aEnd: number; bEnd: number } {
  let [start, aEnd, bEnd] = [0, a.length, b.length];
  while (start < aEnd && start < bEnd && a[start] === b[start]) start++;
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--;
    bEnd--;
  }
  return { start, aEnd, bEnd };
}
