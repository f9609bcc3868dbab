import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../services/library/test-folder.ts';
import { panda } from './spawned.ts';

const makeFolder = foldersUntil(afterAll);

test('texts beside the videos come in, are looked at first, go out as a data set, and undo takes them back', async () => {
  const folder = makeFolder();
  mkdirSync(join(folder, 'clips'));
  writeFileSync(join(folder, 'clips', 'a.mp4'), '');
  writeFileSync(join(folder, 'clips', 'a.txt'), 'A dog\nruns.');
  const run = async (...args: string[]): Promise<{ code: number | null; says: string }> => {
    const { code, stdout, stderr } = await panda(args, { cwd: folder, home: folder });
    return { code, says: stdout + stderr };
  };
  const project = ['--project', 'p.panda'];
  await run('project', 'new', 'p.panda');
  await run('project', 'add', 'p.panda', 'clips');
  expect((await run('import', ...project, '--dry-run')).says).toBe(
    '1 of 1 text found their video (1 video).\n  1 new, would be added\n' +
      'Nothing was written: the same command without --dry-run does it.\n',
  );
  expect((await run('import', ...project)).says).toContain('`panda undo --project p.panda` takes it back');
  const exported = await run(
    'export',
    ...project,
    '--format',
    'sidecar-txt',
    '--out',
    'out',
    '--set',
    'extension=.caption',
  );
  expect(exported.says).toMatch(
    /^1 caption of 1 video written to out, 1 file\.\n {2}ok {2}a caption has no line break/,
  );
  expect(readFileSync(join(folder, 'out', 'a.caption'), 'utf8')).toBe('A dog runs.');
  const none = await run('export', ...project, '--format', 'videochatgpt-qa', '--out', 'qa');
  expect([none.code, existsSync(join(folder, 'qa'))]).toEqual([1, false]);
  expect((await run('export', ...project, '--format', 'docx', '--out', 'x')).code).toBe(2);
  await run('undo', ...project);
  expect((await run('import', ...project, '--dry-run')).says).toContain('1 new, would be added');
});
