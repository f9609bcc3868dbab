import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ProblemError } from '../../document/problem.ts';
import { lockFile } from './lock.ts';

test('a file is written by one at a time, and free again afterwards', () => {
  const path = join(mkdtempSync(join(tmpdir(), 'panda-lock-')), 'out.jsonl');
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
