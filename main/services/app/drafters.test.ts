import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFfmpeg } from '../../media/index.ts';
import { writeTinyModel } from '../drafting/tiny-model.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { Drafters } from './drafters.ts';
import { homeIn } from './home.ts';

const makeFolder = foldersUntil(afterAll);

test('a model is started once, and the same weights in another folder are another model', async () => {
  const home = homeIn(makeFolder());
  const [one, two] = ['one', 'two'].map((name) => join(home.folder, 'models', name)) as [string, string];
  await writeTinyModel(one);
  cpSync(one, two, { recursive: true });
  const manifest = readFileSync(join(one, 'manifest.json'), 'utf8');
  writeFileSync(join(two, 'manifest.json'), manifest.replace('"id": "tiny"', '"id": "copy"'));
  await using drafters = new Drafters({ home, ffmpeg: await findFfmpeg() });
  const [first, again, copy] = [await drafters.get('tiny'), await drafters.get('tiny'), await drafters.get('copy')];
  expect([first === again, first === copy]).toEqual([true, false]);
  expect(copy.model.weightsHash).toBe(first.model.weightsHash);
});
