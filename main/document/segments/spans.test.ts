import { describe, expect, it } from 'vitest';
import { shotSpans, windowSpans } from './spans.ts';

const S = 1_000_000;
const seconds = (spans: readonly { fromUs: number; toUs: number }[]) =>
  spans.map(({ fromUs, toUs }) => [fromUs / S, toUs / S]);

describe('shots', () => {
  it('meet at the cuts and cover the video', () => {
    expect(shotSpans({ cutsUs: [2 * S, 5.5 * S], endUs: 9 * S, minSeconds: 1 })).toEqual([
      { fromUs: 0, toUs: 2 * S },
      { fromUs: 2 * S, toUs: 5.5 * S },
      { fromUs: 5.5 * S, toUs: 9 * S },
    ]);
    expect(seconds(shotSpans({ cutsUs: [], endUs: 9 * S, minSeconds: 1 }))).toEqual([[0, 9]]);
  });

  it('that are too short are joined to the one before, the first to the next', () => {
    const cutsUs = [0.5, 2, 2.4, 2.8, 5, 8.7].map((at) => at * S);
    expect(seconds(shotSpans({ cutsUs, endUs: 9 * S, minSeconds: 1 }))).toEqual([
      [0, 2],
      [2, 5],
      [5, 9],
    ]);
    expect(seconds(shotSpans({ cutsUs: [0.2 * S], endUs: 0.5 * S, minSeconds: 1 }))).toEqual([[0, 0.5]]);
  });
});

describe('windows', () => {
  it.each([
    [
      { seconds: 10, overlapSeconds: 0 },
      30,
      [
        [0, 10],
        [10, 20],
        [20, 30],
      ],
    ],
    [
      { seconds: 10, overlapSeconds: 0 },
      27,
      [
        [0, 10],
        [10, 20],
        [20, 27],
      ],
    ],
    [
      { seconds: 10, overlapSeconds: 0 },
      22,
      [
        [0, 10],
        [10, 22],
      ],
    ],
    [
      { seconds: 10, overlapSeconds: 4 },
      22,
      [
        [0, 10],
        [6, 16],
        [12, 22],
      ],
    ],
    [{ seconds: 10, overlapSeconds: 0 }, 4, [[0, 4]]],
    [{ seconds: 10, overlapSeconds: 5 }, 0, [[0, 0]]],
  ])('of %j in %i seconds', (how, end, spans) => {
    expect(seconds(windowSpans({ ...how, endUs: end * S }))).toEqual(spans);
  });
});
