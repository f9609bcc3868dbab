import { expect, test } from 'vitest';
import { spanOfAnswer } from './time-answer.ts';

test('the time that an answer names is a span of the video', () => {
  const second = 1_000_000;
  const spans = [
    'At 3 seconds.',
    'It begins at 0:07.',
    'from 2 to 5 s',
    'Between 1:02:03 and 1:02:10.5',
    '2 to 3 minutes',
    '12초',
    'at 500 ms',
    'at the beginning',
    'At 99999 seconds.',
  ].map((answer) => spanOfAnswer(answer, 4000 * second));
  const span = (from: number, to: number) => ({ fromUs: from * second, toUs: to * second });
  expect(spans).toEqual([
    span(3, 3),
    span(7, 7),
    span(2, 5),
    span(3723, 3730.5),
    span(120, 180),
    span(12, 12),
    span(0.5, 0.5),
    null,
    null,
  ]);
});
