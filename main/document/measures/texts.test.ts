import { expect, test } from 'vitest';
import { commonLength, commonPairs } from './common-subsequence.ts';
import { editEffort } from './edit-effort.ts';
import { keptShare } from './kept-share.ts';
import { rougeL } from './rouge-l.ts';
import { piecesOf, wordsOf } from './words.ts';

test('words are found in scripts with and without spaces', () => {
  expect(wordsOf('A red car, 3.5 m long; it  does not stop!')).toEqual(
    'A red car 3.5 m long it does not stop'.split(' '),
  );
  expect(wordsOf('빨간 자동차가 달린다.')).toEqual(['빨간', '자동차가', '달린다']);
  expect(wordsOf('一辆红色的汽车在路上行驶。')).toEqual(['一', '辆', '红色', '的', '汽车', '在', '路上', '行驶']);
  expect(wordsOf(' ?! ')).toEqual([]);
});

test('what is cut without a dictionary is cut at the same places', () => {
  const segmenter = new Intl.Segmenter('en', { granularity: 'word' });
  const differ = [];
  for (let text = 0; text < 20_000; text++) {
    // Base 15 digits stand for characters, so that all short texts of them come up, and longer ones too.
    const letters = [...(text * 7919).toString(15)]
      .map((digit) => 'ab1 ,.;:-"(!?A0'[Number.parseInt(digit, 15)])
      .join('');
    const words = [...segmenter.segment(letters)].filter((one) => one.isWordLike).map((one) => one.segment);
    if (wordsOf(letters).join('|') !== words.join('|')) differ.push(letters);
  }
  expect(differ).toEqual([]);
});

test('pieces joined are the text', () => {
  expect(piecesOf('  A red  car,\nhere.')).toEqual(['  ', 'A ', 'red  ', 'car', ',\n', 'here', '.']);
});

test('the longest common subsequence, its length and its places', () => {
  const [a, b] = [[...'XMJYAUZ'], [...'MZJAWXU']];
  expect(commonLength(a, b)).toBe(4);
  expect(commonPairs(a, b).map(([i, j]) => [a[i], b[j]])).toEqual([...'MJAU'].map((letter) => [letter, letter]));
  expect(commonPairs([...'abcde'], [...'abXde'])).toEqual([0, 1, 3, 4].map((at) => [at, at]));
  expect([commonLength([], ['a']), commonLength(['a'], ['a'])]).toEqual([0, 1]);
});

test('edit effort is the share of the longer text that changed', () => {
  expect(editEffort('a red car', 'a  red car ')).toBe(0); // white space is nothing
  expect(editEffort('caf\u00e9', 'cafe\u0301')).toBe(0); // nor how Unicode writes it
  expect(editEffort('a red car', 'a blue car')).toBe(0.4); // red -> blue: 4 of 10
  expect(editEffort('abc', '')).toBe(1);
  expect(editEffort('', '')).toBe(0);
  expect(editEffort('빨간 자동차', '파란 자동차')).toBe(2 / 6);
});

test('kept share is what stays of the suggestion in words', () => {
  expect(keptShare('A red car drives along the road.', 'A blue car drives slowly along the road')).toBe(6 / 7);
  expect(keptShare('红色的汽车', '蓝色的汽车')).toBe(2 / 3);
  expect(keptShare('빨간 자동차가 달린다', '파란 자동차가 달린다')).toBe(2 / 3);
  expect(keptShare('...', 'a car')).toBeNull();
});

test("ROUGE-L of Lin's example", () => {
  const reference = 'police killed the gunman';
  expect(rougeL(reference, 'police kill the gunman')).toBe(0.75);
  expect(rougeL(reference, 'the gunman kill police')).toBe(0.5);
  expect(rougeL(reference, 'the gunman police killed')).toBe(0.5);
  expect(rougeL('The car.', 'the car')).toBe(1);
  expect(rougeL('a b c d', 'a b')).toBe(2 / 3); // R 1/2, P 1
  expect(rougeL('a b c d', 'a b', { beta: 2 })).toBeCloseTo(5 / 9, 12); // 5 * 0.5 / (0.5 + 4)
  expect([rougeL('', ''), rougeL('a', '')]).toEqual([1, 0]);
});
