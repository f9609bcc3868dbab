import { expect, test } from 'vitest';
import { doubtfulWords } from './doubtful-words.ts';

const sure = Math.log(0.9);

test('a word is as likely as its pieces together, with no mark and no space', () => {
  const pieces = [
    ['They', sure],
    [' open', sure],
    [' le', Math.log(0.6)],
    ['ft', Math.log(0.7)],
    [',', -5],
    [' up.', sure],
  ] as const;
  expect(doubtfulWords('They open left, up.', pieces)).toEqual([
    { text: 'They open ', doubtful: false },
    { text: 'left', doubtful: true },
    { text: ', up.', doubtful: false },
  ]);
});

test('a word that a person wrote is not doubted', () => {
  expect(
    doubtfulWords('A red ring.', [
      ['A', sure],
      [' blue', -3],
      [' ring', -3],
      ['.', sure],
    ]),
  ).toEqual([
    { text: 'A red ', doubtful: false },
    { text: 'ring', doubtful: true },
    { text: '.', doubtful: false },
  ]);
});
