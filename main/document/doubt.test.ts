import { expect, test } from 'vitest';
import { disagreementOf, doubtOf, ungroundedOf } from './doubt.ts';
import type { ScoredPiece } from './records.ts';

const none = { disagreement: null, ungrounded: null };
const ln = Math.log;

test('a text that was sure is not doubted, and one unsure word is', () => {
  const sure: ScoredPiece[] = [
    ['A', 0],
    [' red', 0],
    ['', 0],
  ];
  const unsure: ScoredPiece[] = [
    ['A', 0],
    [' red', ln(0.25)],
    [' ring', 0],
    ['', 0],
  ];
  expect(doubtOf({ pieces: sure, ...none })).toEqual({ total: 0, logProb: 0, ...none });
  // mean 0.25^(1/4), worst word 0.25
  expect(doubtOf({ pieces: unsure, ...none })?.total).toBeCloseTo(1 - Math.sqrt(0.25 ** 0.25 * 0.25), 5);
});

test('the pieces of a word count together', () => {
  const whole = doubtOf({
    pieces: [
      ['a', 0],
      [' ring', ln(0.25)],
    ],
    ...none,
  });
  const cut = doubtOf({
    pieces: [
      ['a', 0],
      [' ri', ln(0.5)],
      ['ng', ln(0.5)],
    ],
    ...none,
  });
  const apart = doubtOf({
    pieces: [
      ['a', 0],
      [' ri', ln(0.5)],
      [' ng', ln(0.5)],
    ],
    ...none,
  });
  expect(cut?.total).toBeGreaterThan(apart?.total ?? 1);
  expect(cut?.total).toBeLessThan(whole?.total ?? 0); // the mean is over more pieces
});

test('each part raises the total, and none takes it beyond 1', () => {
  const pieces: ScoredPiece[] = [['yes', ln(0.64)]];
  const totals = [
    { disagreement: null, ungrounded: null },
    { disagreement: 0.5, ungrounded: null },
    { disagreement: 0.5, ungrounded: 1 },
    { disagreement: 1, ungrounded: 1 },
  ].map((parts) => doubtOf({ pieces, ...parts })?.total);
  expect(totals).toEqual([0.36, 0.68, 0.84, 1]);
  expect(doubtOf({ pieces: [], ...none })).toBeNull();
});

test('samples of a closed question agree by what they say, of a text by its words', () => {
  const closed = { text: 'Yes.', samples: ['yes, it does', 'no'], form: 'yes-no', choices: [] } as const;
  const open = { text: 'a red ring', samples: ['a red ring', 'a blue cross'], form: null, choices: [] } as const;
  expect([disagreementOf(closed), disagreementOf(open), disagreementOf({ ...open, samples: [] })]).toEqual([
    0.5,
    0.333333,
    null,
  ]);
});

test('an answer as likely without the clip is not grounded in it', () => {
  expect([
    ungroundedOf({ blind: ln(0.9), seen: ln(0.9) }),
    ungroundedOf({ blind: ln(0.95), seen: ln(0.9) }),
    ungroundedOf({ blind: ln(0.3), seen: ln(0.9) }),
    ungroundedOf({ blind: -40, seen: -1 }),
  ]).toEqual([1, 1, 0.333333, 0]);
});
