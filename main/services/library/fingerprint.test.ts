import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from './test-folder.ts';
import { ProblemError } from '../../document/problem.ts';
import { readFingerprint } from './fingerprint.ts';

const makeFolder = foldersUntil(afterAll);

const folder = makeFolder();

function file(name: string, bytes: Buffer): string {
  writeFileSync(join(folder, name), bytes);
  return join(folder, name);
}

test('a moved file keeps its fingerprint, and a change at the beginning, the middle or the end changes it', async () => {
  const bytes = Buffer.alloc(1_000_000, 7);
  const original = await readFingerprint(file('a', bytes));
  renameSync(join(folder, 'a'), join(folder, 'b'));
  expect(await readFingerprint(join(folder, 'b'))).toBe(original);
  const changed = [0, 500_000, 999_999].map((at) => Buffer.from(bytes).fill(8, at, at + 1));
  const prints = await Promise.all(changed.map((one, index) => readFingerprint(file(`c${index}`, one))));
  expect(new Set([original, ...prints]).size).toBe(4);
  expect(original).toMatch(/^1000000-[0-9a-f]{32}$/);
});

test('what is not there, or is not a file, is a problem', async () => {
  const gone = join(folder, 'gone');
  await expect(readFingerprint(gone)).rejects.toThrow(new ProblemError({ code: 'video-missing', path: gone }));
  const problem = { code: 'video-unreadable', path: folder, cause: 'it is not a file' } as const;
  await expect(readFingerprint(folder)).rejects.toThrow(new ProblemError(problem));
});
