import { expect, test } from 'vitest';
import { startPace } from './pace.ts';

test('the rate is of what was worked on, and what took no work only shortens the rest', () => {
  let nowMs = 0;
  const pace = startPace(() => nowMs);
  const steps = [pace.after({ worked: false, left: 9 })];
  nowMs = 2000;
  steps.push(pace.after({ worked: true, left: 8 }), pace.after({ worked: false, left: 7 }));
  expect(steps).toEqual([
    { perMinute: null, secondsLeft: null },
    { perMinute: 30, secondsLeft: 16 },
    { perMinute: 30, secondsLeft: 14 },
  ]);
});
