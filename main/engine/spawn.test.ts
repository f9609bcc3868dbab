import { expect, test } from 'vitest';
import { withHugePages } from './spawn.ts';

test.each([
  ['nothing', undefined, 'glibc.malloc.hugetlb=1'],
  ['something else', 'glibc.malloc.check=1', 'glibc.malloc.check=1:glibc.malloc.hugetlb=1'],
  ['it already', 'glibc.malloc.hugetlb=0', 'glibc.malloc.hugetlb=0'],
])('asks for huge pages where a person set %s', (_, before, after) => {
  expect(withHugePages(before)).toBe(after);
});
