import { expect, test } from 'vitest';
import { idFrom } from './ids.ts';
import type { ItemId } from './ids.ts';

const none = new Uint8Array(10);

test('an id is ten digits of time and ten of chance', () => {
  const chance = Uint8Array.from({ length: 10 }, (_, at) => at + 0xe0); // the upper three bits do not count
  expect([
    idFrom<ItemId>(0, none),
    idFrom<ItemId>(31, chance),
    idFrom<ItemId>(32, none),
    idFrom<ItemId>(2 ** 50 - 1, none),
  ]).toEqual(['00000000000000000000', '000000000Z0123456789', '00000000100000000000', 'ZZZZZZZZZZ0000000000']);
});

test('ids made later sort later', () => {
  const times = [1, 9, 10, 31, 32, 1023, 1024, 1_700_000_000_000, 1_700_000_000_001, 4_000_000_000_000];
  const ids = times.map((nowMs) => idFrom<ItemId>(nowMs, none));
  expect(ids.toSorted()).toEqual(ids);
});
