import { expect, test } from 'vitest';
import { parseCsv } from './csv.ts';

test('quotes keep commas, line breaks and doubled quotes, and rows know their line', () => {
  expect(parseCsv('path,prompt\r\n"a, b.mp4","say ""hi""\nnow"\r\n\r\nc.mp4,\n')).toEqual([
    { line: 1, fields: ['path', 'prompt'], source: 'path,prompt' },
    { line: 2, fields: ['a, b.mp4', 'say "hi"\nnow'], source: '"a, b.mp4","say ""hi""\nnow"' },
    { line: 5, fields: ['c.mp4', ''], source: 'c.mp4,' },
  ]);
});
