import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../library/test-folder.ts';
import { Sidecars } from './sidecar.ts';

const makeFolder = foldersUntil(afterAll);

const clip = (folder: string, name: string) => ({
  path: join(folder, name),
  relativePath: name,
  span: null,
  prompt: 'p',
  questions: [],
});

test('a caption is one line beside its video, and two videos of one name keep apart', async () => {
  const folder = makeFolder();
  const sidecars = new Sidecars(null);
  await sidecars.write(clip(folder, '영상 1.mp4'), ' A cat\n sleeps. ');
  await sidecars.write(clip(folder, '영상 1.mov'), 'A dog.');
  const span = { fromUs: 500_000, toUs: 2_000_000 };
  await sidecars.write({ ...clip(folder, '영상 1.mp4'), span }, 'A span.');
  const files = readdirSync(folder).sort();
  expect(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')])).toEqual([
    ['영상 1.mov.txt', 'A dog.'],
    ['영상 1.txt', 'A cat sleeps.'],
    ['영상 1_0.5-2.txt', 'A span.'],
  ]);
});

test("a folder of captions mirrors the videos' own", async () => {
  const folder = makeFolder();
  const sidecars = new Sidecars(folder);
  await sidecars.write(clip('/videos', 'day 1/a.mp4'), 'One.');
  expect([sidecars.has(clip('/videos', 'day 1/a.mp4')), readFileSync(join(folder, 'day 1', 'a.txt'), 'utf8')]).toEqual([
    true,
    'One.',
  ]);
});
