import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
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

test('what a desktop of Linux gives as an address is the file that it names', () => {
  const folder = mkdtempSync(join(tmpdir(), 'opened-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const project = join(folder, 'two words 영상.panda');
  writeFileSync(project, '');
  const args = [pathToFileURL(project).href, 'file://elsewhere/a.panda', 'file:///%zz', 'https://example.com/a.panda'];
  expect(openedWith(args, folder)).toEqual({ projects: [project], paths: [] });
});
