import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../library/test-folder.ts';
import { ProblemError } from '../../document/problem.ts';
import { lockFile } from './lock.ts';

const makeFolder = foldersUntil(afterAll);

test('a file is written by one at a time, and free again afterwards', () => {
  const path = join(makeFolder(), 'out.jsonl');
  const first = lockFile(path);
  expect(() => lockFile(path, { patienceMs: 10 })).toThrow(new ProblemError({ code: 'output-in-use', path }));
  first[Symbol.dispose]();
  lockFile(path, { patienceMs: 10 })[Symbol.dispose]();
  expect(existsSync(`${path}.lock`)).toBe(false);
});

test('where no lock can be made, nothing can be written', () => {
  const path = '/dev/null/out.jsonl';
  expect(() => lockFile(path)).toThrow(ProblemError);
});
