import { expect, test } from 'vitest';
import { Balance } from './balance.ts';
import { Calibration } from './calibration.ts';
import { coverage } from './coverage.ts';
import { Spread } from './spread.ts';
import { temporalIou } from './temporal-iou.ts';

test('percentiles are between the values that they fall between', () => {
  const spread = new Spread();
  const summary = () => [spread.n, ...spread.quantiles([0.1, 0.5, 0.9])];
  const summaries = [summary()];
  for (const value of [10, 0]) spread.add(value);
  summaries.push(summary());
  for (let value = 100; value >= 1; value--) if (value !== 10) spread.add(value);
  summaries.push(summary());
  for (let times = 0; times < 1000; times++) spread.add(7);
  summaries.push(summary());
  expect(summaries).toEqual([
    [0, null, null, null],
    [2, 1, 5, 9],
    [101, 10, 50, 90],
    [1101, 7, 7, 7],
  ]);
});

test('temporal IoU of spans that overlap, touch, are one in the other, or are moments', () => {
  const span = (fromUs: number, toUs: number) => ({ fromUs, toUs });
  expect([
    temporalIou(span(0, 10), span(5, 15)),
    temporalIou(span(0, 10), span(10, 20)),
    temporalIou(span(0, 10), span(2, 7)),
    temporalIou(span(3, 3), span(3, 3)),
    temporalIou(span(3, 3), span(4, 4)),
    temporalIou(span(0, 10), span(0, 10)),
  ]).toEqual([1 / 3, 0, 0.5, 1, 0, 1]);
});

test('coverage counts what several spans cover once, and nothing outside the video', () => {
  const spans = [
    { fromUs: 50, toUs: 70 },
    { fromUs: 0, toUs: 20 },
    { fromUs: 10, toUs: 30 },
    { fromUs: 90, toUs: 140 },
  ];
  expect([coverage(spans, 100), coverage([], 100), coverage(spans, 0)]).toEqual([0.6, 0, 0]);
});

test('calibration by hand: 0.05 too sure in one bucket, 0.1 not sure enough in the other', () => {
  const calibration = new Calibration(2);
  for (const right of [true, false, false, false]) calibration.add({ confidence: 0.3, right });
  for (const right of [true, true, true, true, false, true]) calibration.add({ confidence: 0.75, right });
  const { n, ece, buckets } = calibration.summary();
  expect({ n, buckets }).toEqual({
    n: 10,
    buckets: [
      { from: 0, to: 0.5, n: 4, confidence: 0.3, right: 0.25 },
      { from: 0.5, to: 1, n: 6, confidence: 0.75, right: 5 / 6 },
    ],
  });
  expect(ece).toBeCloseTo(0.4 * 0.05 + (0.6 * 1) / 12, 12);
});

test('a bucket ends below its upper end, and the last holds 1', () => {
  const calibration = new Calibration(4);
  for (const confidence of [0, 0.25, 0.5, 1]) calibration.add({ confidence, right: true });
  expect(calibration.summary().buckets.map(({ n }) => n)).toEqual([1, 1, 1, 1]);
  expect(new Calibration().summary()).toMatchObject({ n: 0, ece: null });
  expect(() => new Calibration().add({ confidence: Number.NaN, right: true })).toThrow(RangeError);
});

test('evenness is 1 where all kinds are alike, and counts kinds that nothing fell into', () => {
  const balance = new Balance(['yes', 'no']);
  const summaries = [balance.summary()];
  balance.add('no');
  summaries.push(balance.summary());
  balance.add('yes');
  summaries.push(balance.summary());
  expect(summaries).toEqual([
    {
      n: 0,
      evenness: null,
      counts: [
        { value: 'yes', n: 0 },
        { value: 'no', n: 0 },
      ],
    },
    {
      n: 1,
      evenness: 0,
      counts: [
        { value: 'no', n: 1 },
        { value: 'yes', n: 0 },
      ],
    },
    {
      n: 2,
      evenness: 1,
      counts: [
        { value: 'yes', n: 1 },
        { value: 'no', n: 1 },
      ],
    },
  ]);
});
