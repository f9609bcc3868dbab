/** For tests: folders that are gone when the tests of their file are over. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Makes a folder with these files in it, by name and content. */
export type MakeFolder = (files?: Readonly<Record<string, string>>) => string;

/** `const makeFolder = foldersUntil(afterAll);` */
export function foldersUntil(after: (cleanUp: () => void) => void): MakeFolder {
  const made: string[] = [];
  after(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return (files = {}) => {
    const folder = mkdtempSync(join(tmpdir(), 'panda-test-'));
    made.push(folder);
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return folder;
  };
}
