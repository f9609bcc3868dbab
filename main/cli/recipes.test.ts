import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../services/library/test-folder.ts';
import { panda } from './spawned.ts';

const makeFolder = foldersUntil(afterAll);

test('the recipes that ship are listed and shown', async () => {
  const { code, stdout } = await panda(['recipes']);
  const names = stdout.split('\n').map((line) => line.split(' ')[0]);
  expect([code, names]).toEqual([
    0,
    ['captions', 'dense-segments', 'long-video', 'qa-general', 'qa-temporal', 'shapes-demo', ''],
  ]);
  const shown = await panda(['recipes', 'show', 'captions']);
  const [{ name, segments }] = [JSON.parse(shown.stdout) as { name: string; segments: unknown }];
  expect([shown.code, name, segments]).toEqual([0, 'captions', { by: 'none' }]);
});

test('a copy is written to be changed, is checked, and is never written over', async () => {
  const cwd = makeFolder();
  const made = await panda(['recipes', 'new', 'mine.json', 'from', 'long-video'], { cwd });
  expect([made.code, made.stdout]).toEqual([0, 'mine.json\n']);
  const sound = await panda(['recipes', 'check', 'mine.json'], { cwd });
  expect([sound.code, sound.stdout]).toEqual([0, 'mine.json: mine is sound: 2 captions.\n']);

  const again = await panda(['recipes', 'new', 'mine.json', 'from', 'captions'], { cwd });
  expect([again.code, again.stderr]).toEqual([2, 'mine.json: there is a file already. Choose another name.\n']);

  const path = join(cwd, 'mine.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('{previous}', '{prevous}').replace('"fixed"', '"fixd"'));
  const wrong = await panda(['recipes', 'check', 'mine.json'], { cwd });
  expect([wrong.code, wrong.stdout.split('\n').map((line) => line.replace(/ There are: .*/, ''))]).toEqual([
    2,
    [
      'mine.json:9:11: segments.by: "fixd" cannot stand here; fixed is meant, perhaps. Expected: one of none, existing, shots, fixed.',
      'mine.json:18:17: captions[0].prompt: there is no variable {prevous}; {previous} is meant, perhaps.',
      '',
    ],
  ]);
  const asJson = await panda(['recipes', 'check', 'mine.json', '--json'], { cwd });
  const { faults } = JSON.parse(asJson.stdout) as { faults: { field: string }[] };
  expect(faults.map(({ field }) => field)).toEqual(['segments.by', 'captions[0].prompt']);
});

test('a recipe that is not there is met with the nearest name', async () => {
  const { code, stderr } = await panda(['recipes', 'show', 'shape-demo']);
  expect([code, stderr.replace(/\. These .*/s, '')]).toEqual([
    2,
    'There is no recipe called shape-demo; shapes-demo is meant, perhaps',
  ]);
});
