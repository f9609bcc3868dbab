import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { noticesOf } from './notices.ts';

const root = resolve(import.meta.dirname, '../..');

it('THIRD_PARTY_NOTICES is what npm run notices makes of what is installed', () => {
  expect(readFileSync(join(root, 'THIRD_PARTY_NOTICES'), 'utf8')).toBe(noticesOf(root));
});

it('names what is built into the program and into the window, with a text for each, and nothing that only builds it', () => {
  const parts = noticesOf(root).split(/\n-{100}\n\n/).slice(1); // prettier-ignore
  const names = parts.map((part) => part.split(' ', 1).join());
  expect(names).toEqual(expect.arrayContaining(['onnxruntime-node', 'zod', 'svelte', 'bits-ui', 'uplot']));
  expect(names.filter((name) => /^(electron|vite|typescript|playwright|node-|@ff)/.test(name))).toEqual([]);
  expect(parts.filter((part) => part.split('\n\n').slice(1).join('').trim() === '')).toEqual([]);
});
