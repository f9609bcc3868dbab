/** The right word that a wrong one was probably meant to be. */

/** Null where none is near: more than two letters in five differ. A tie goes to the first. */
export function nearestWord(word: string, known: readonly string[]): string | null {
  const wanted = word.toLowerCase();
  const scored = known.map((right) => ({ right, steps: editSteps(wanted, right.toLowerCase()) }));
  const best = scored.reduce<{ right: string; steps: number } | null>(
    (least, one) => (least === null || one.steps < least.steps ? one : least),
    null,
  );
  return best !== null && best.steps <= Math.max(1, Math.floor(0.4 * Math.max(wanted.length, best.right.length)))
    ? best.right
    : null;
}

/** Letters put in, left out or changed, and neighbours swapped. */
function editSteps(a: string, b: string): number {
  let [beforeLast, last] = [[] as number[], Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          (last[j] ?? 0) + 1,
          (row[j - 1] ?? 0) + 1,
          (last[j - 1] ?? 0) + same,
          swapped ? (beforeLast[j - 2] ?? 0) + 1 : Infinity,
        ),
      );
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
