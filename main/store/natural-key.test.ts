import { expect, test } from 'vitest';
import { naturalKey } from './natural-key.ts';

test('sorts as a person counts', () => {
  const paths = ['clip 2.mp4', 'clip 10.mp4', 'Clip 9.mp4', 'clip 007.mp4', 'a/z.mp4', 'a-b/c.mp4', 'a.mp4', 'b/1.mp4'];
  const long = ['n 999999999.mp4', 'n 1000000000.mp4', 'n 12345678.mp4', `n ${'9'.repeat(30)}.mp4`];
  const sorted = [...paths, ...long].sort((a, b) => (naturalKey(a) < naturalKey(b) ? -1 : 1));
  expect(sorted).toEqual([
    'a/z.mp4',
    'a-b/c.mp4',
    'a.mp4',
    'b/1.mp4',
    'clip 2.mp4',
    'clip 007.mp4',
    'Clip 9.mp4',
    'clip 10.mp4',
    'n 12345678.mp4',
    'n 999999999.mp4',
    'n 1000000000.mp4',
    `n ${'9'.repeat(30)}.mp4`,
  ]);
});
