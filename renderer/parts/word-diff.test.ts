import { expect, test } from 'vitest';
import { walkedTo } from './walked-to.ts';
import { wordDiff } from './word-diff.ts';

test('what a person changed is shown word by word', () => {
  expect(wordDiff('A greeting, with both hands.', 'The word “book”, with both hands.')).toEqual([
    { text: 'A greeting', change: 'gone' },
    { text: 'The word “book”', change: 'new' },
    { text: ', with both hands.', change: 'kept' },
  ]);
  expect(wordDiff('', 'One.')).toEqual([{ text: 'One.', change: 'new' }]);
});

test('a list is walked by row, page and end, and not beyond', () => {
  const keys = ['ArrowUp', 'ArrowDown', 'PageDown', 'Home', 'End', 'a'];
  expect(keys.map((key) => walkedTo(key, { from: 0, count: 5, page: 9 }))).toEqual([0, 1, 4, 0, 4, undefined]);
});

test('a word that went does not run into the one before it', () => {
  expect(wordDiff('on a black background.', 'on a black.')).toEqual([
    { text: 'on a black', change: 'kept' },
    { text: ' background', change: 'gone' },
    { text: '.', change: 'kept' },
  ]);
});
