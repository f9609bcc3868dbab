import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openedWith } from './opened-with.ts';

test('projects are told from videos and folders, and what is not there and switches are left aside', () => {
  const folder = mkdtempSync(join(tmpdir(), 'opened-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  mkdirSync(join(folder, 'videos'));
  for (const name of ['a.panda', 'B.PANDA', 'clip.mp4']) writeFileSync(join(folder, name), '');
  const args = ['--no-sandbox', 'a.panda', join(folder, 'B.PANDA'), 'clip.mp4', 'videos', 'gone.panda', ''];
  expect(openedWith(args, folder)).toEqual({
    projects: [join(folder, 'a.panda'), join(folder, 'B.PANDA')],
    paths: [join(folder, 'clip.mp4'), join(folder, 'videos')],
  });
});
