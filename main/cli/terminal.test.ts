import { expect, test } from 'vitest';
import { openProgress, printable, printableLines } from './terminal.ts';

function makeStream(isTTY: boolean) {
  const written: string[] = [];
  const stream = { isTTY, columns: 20, write: (text: string) => written.push(text) } as unknown as NodeJS.WriteStream;
  return { written, stream };
}

test('what a terminal would obey is shown instead', () => {
  const hostile = 'a\u001b[2Jb\r\nc';
  expect([printable(hostile), printableLines(hostile)]).toEqual(['a\uFFFD[2Jb c', 'a\uFFFD[2Jb\uFFFD\nc']);
});

test('a log gets a line now and then, and the last one', () => {
  let now = 0;
  const { written, stream } = makeStream(false);
  const progress = openProgress(stream, () => now);
  for (const line of ['1/4', '2/4']) progress.show(line);
  progress.note('failed: x');
  now = 6000;
  for (const line of ['3/4', '4/4']) progress.show(line);
  progress[Symbol.dispose]();
  expect(written).toEqual(['1/4\n', 'failed: x\n', '3/4\n', '4/4\n']);
});

test('a terminal has one line that moves, and what stays above it', () => {
  const { written, stream } = makeStream(true);
  const progress = openProgress(stream);
  progress.show('1/4, a long line of progress');
  progress.note('failed: x');
  progress[Symbol.dispose]();
  expect(written.join('')).toBe('\r1/4, a long line of\u001b[K\r\u001b[Kfailed: x\n\r1/4, a long line of\u001b[K\n');
});
