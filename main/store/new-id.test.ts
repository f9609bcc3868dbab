import { expect, test } from 'vitest';
import { makeIds } from './new-id.ts';

test('ids sort in the order in which they were made, whatever the clock does', () => {
  const clock = [5000, 5000, 5001, 4000, 4000, 5002];
  const newId = makeIds(() => clock.shift() ?? 5002);
  const ids = Array.from({ length: 1000 }, () => newId());
  expect(ids).toEqual([...new Set(ids)].sort());
  expect(ids.every((id) => /^[0-9A-HJKMNP-TV-Z]{20}$/.test(id))).toBe(true);
});
