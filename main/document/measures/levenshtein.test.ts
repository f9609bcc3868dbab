import { expect, test } from 'vitest';
import { lengthOf, levenshtein } from './levenshtein.ts';

test('the distances that textbooks give', () => {
  const pairs: [string, string][] = [
    ['kitten', 'sitting'],
    ['Saturday', 'Sunday'],
    ['intention', 'execution'],
    ['', 'abc'],
    ['abc', ''],
    ['', ''],
    ['same', 'same'],
    ['ab', 'ba'],
  ];
  expect(pairs.map(([a, b]) => levenshtein(a, b))).toEqual([3, 3, 5, 3, 3, 0, 0, 2]);
});

test('a character is a code point, whatever UTF-16 makes of it', () => {
  expect(levenshtein('a 🐼 b', 'a 🐻 b')).toBe(1);
  expect(levenshtein('🐼', '')).toBe(1);
  expect(levenshtein('빨간 자동차', '파란 자동차')).toBe(2);
  expect([lengthOf('a🐼'), lengthOf('빨간'), lengthOf('')]).toEqual([2, 2, 0]);
});

test('the same as the table says, for texts on both sides of a word of bits and of several', () => {
  let seed = 7;
  const next = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  const lengths = [1, 5, 31, 32, 33, 63, 64, 65, 100, 200];
  const differ = [];
  for (let round = 0; round < 400; round++) {
    const [a, b] = [0, 1].map(() =>
      Array.from({ length: lengths[next(lengths.length)] ?? 1 }, () => 'abcd 🐼'[next(5)]).join(''),
    );
    if (levenshtein(a ?? '', b ?? '') !== byTable(a ?? '', b ?? '')) differ.push([a, b]);
  }
  expect(differ).toEqual([]);
});

/** Wagner and Fischer's dynamic programming, as slow as it is plain. */
function byTable(first: string, second: string): number {
  const [a, b] = [[...first], [...second]];
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (const [i, character] of a.entries()) {
    const next = [i + 1];
    for (const [j, other] of b.entries())
      next.push(Math.min((row[j] ?? 0) + (character === other ? 0 : 1), (row[j + 1] ?? 0) + 1, (next.at(-1) ?? 0) + 1));
    row = next;
  }
  return row.at(-1) ?? 0;
}
