import { expect, test } from 'vitest';
import { progressOf, stripOf } from './progress-of.ts';

test.each([
  [{}, 0, { texts: 0, left: 0 }, 'empty empty empty empty empty'],
  [{ accepted: 2, edited: 1 }, 1, { texts: 3, left: 0 }, 'decided decided decided decided decided'],
  [{ suggested: 3 }, 1, { texts: 3, left: 3 }, 'suggested suggested suggested suggested suggested'],
  [{ accepted: 1, suggested: 1 }, 0.8, { texts: 2, left: 1 }, 'decided decided suggested suggested empty'],
  [{ accepted: 99, suggested: 1 }, 1, { texts: 100, left: 1 }, 'decided decided decided decided suggested'],
  [{ todo: 4 }, 0, { texts: 4, left: 4 }, 'empty empty empty empty empty'],
  [{ rejected: 1 }, null, { texts: 1, left: 0 }, 'decided decided decided decided decided'],
])('%j of which %d is covered', (counts, coverage, expected, strip) => {
  expect([progressOf({ counts, coverage }), stripOf({ counts, coverage }).join(' ')]).toEqual([
    { ...expected, coverage },
    strip,
  ]);
});
