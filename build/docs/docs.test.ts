import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { referencePages } from './pages.ts';

test('the documentation of commands, formats and keys is what the program says now', async () => {
  const pages = await referencePages();
  expect(pages.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(pages.map(({ text }) => text));
});
