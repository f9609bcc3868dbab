import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { formatted } from './formatted.ts';
import { pages } from './pages.ts';

const docs = resolve(import.meta.dirname, '../../docs');

it('the pages of keys, commands and formats say what the code knows; npm run docs writes them anew', async () => {
  const made = await pages();
  const wanted = await Promise.all(Object.entries(made).map(async ([name, text]) => [name, await formatted(text)]));
  const found = Object.keys(made).map((name) => [name, readFileSync(join(docs, name), 'utf8')]);
  expect(found).toEqual(wanted);
});
