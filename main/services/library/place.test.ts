import { expect, test } from 'vitest';
import { absolutePath, nameOf, pathBelow, placeIn } from './place.ts';

test('a video has one path below its root, whichever system the root is of', () => {
  expect(absolutePath({ path: '/data/videos' }, 'day 1/a.mp4')).toBe('/data/videos/day 1/a.mp4');
  expect(absolutePath({ path: 'D:\\videos' }, 'day 1/a.mp4')).toBe('D:\\videos\\day 1\\a.mp4');
  expect(absolutePath({ path: '\\\\server\\share' }, 'a.mp4')).toBe('\\\\server\\share\\a.mp4');
  expect(pathBelow('D:\\videos', 'D:\\videos\\day 1\\a.mp4')).toBe('day 1/a.mp4');
  expect(pathBelow('/data/videos', '/data/videos/day 1/a.mp4')).toBe('day 1/a.mp4');
});

test('a backslash in a name is not a folder where names may have one', () => {
  expect(pathBelow('/data', '/data/a\\b.mp4')).toBe('a\\b.mp4');
  expect(absolutePath({ path: '/data' }, 'a\\b.mp4')).toBe('/data/a\\b.mp4');
});

test('what only begins with the name of a folder is not in it', () => {
  expect(pathBelow('/data', '/data')).toBe('');
  expect(pathBelow('/data', '/data2/a.mp4')).toBeUndefined();
  expect(pathBelow('/data', '/')).toBeUndefined();
  expect(pathBelow('/data', '/data/..a.mp4')).toBe('..a.mp4');
  expect(pathBelow('D:\\videos', 'E:\\videos\\a.mp4')).toBeUndefined();
});

test('of roots that lie in one another the deepest has a video', () => {
  const [outer, inner, other] = [{ path: '/data' }, { path: '/data/day 1' }, { path: 'D:\\data' }];
  expect(placeIn([inner, outer, other], '/data/day 1/a.mp4')).toEqual({ root: inner, path: 'a.mp4' });
  expect(placeIn([inner, outer, other], '/data/day 2/a.mp4')).toEqual({ root: outer, path: 'day 2/a.mp4' });
  expect(placeIn([inner], '/elsewhere/a.mp4')).toBeUndefined();
});

test('a folder is named by its last part, the top by itself', () => {
  expect(['/data/영상', 'D:\\videos\\day 1', '/'].map(nameOf)).toEqual(['영상', 'day 1', '/']);
});
