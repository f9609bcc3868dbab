import { expect, test } from 'vitest';
import { tiersOf } from './rows.ts';

const segment = (tier: string, fromUs: number, toUs: number) => ({ tier, fromUs, toUs });

test('tiers have rows of their own, and what overlaps lies below each other', () => {
  const [a, b, c, d, e] = [
    segment('shots', 0, 10),
    segment('shots', 10, 20),
    segment('shots', 5, 15),
    segment('actions', 3, 4),
    segment('shots', 15, 18),
  ] as const;
  expect(tiersOf([b, e, a, d, c])).toEqual([
    { name: 'actions', rows: [[d]] },
    {
      name: 'shots',
      rows: [
        [a, b],
        [c, e],
      ],
    },
  ]);
});
