import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { KeptFile, NOTHING_KEPT } from './kept.ts';

const WINDOW = {
  ...{ project: '/videos/clips.panda', place: { screen: 'review', videoId: null } },
  ...{ bounds: { x: 1, y: 2, width: 1000, height: 700 }, isMaximized: false, isFullScreen: true },
};

const ASKED = { isOn: true, askedAtMs: 4, answer: { version: '0.2.0', page: null }, version: '0.1.0' };

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'kept-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('what was changed is there at the next start', () => {
  const path = join(newFolder(), 'home', 'desktop.json');
  const kept = new KeptFile(path);
  kept.change({ windows: [WINDOW], resumes: { '/videos/clips.panda': 'RUN' } });
  kept.change({ ffmpeg: '/bin/ffmpeg', theme: 'light', updates: ASKED });
  kept.write();
  expect(new KeptFile(path).now).toEqual({
    windows: [WINDOW],
    resumes: { '/videos/clips.panda': 'RUN' },
    ffmpeg: '/bin/ffmpeg',
    theme: 'light',
    updates: ASKED,
  });
  expect(readdirSync(join(path, '..'))).toEqual(['desktop.json']);
});

test('what cannot be read is as if it were not there, each part by itself', () => {
  const path = join(newFolder(), 'desktop.json');
  writeFileSync(path, '{"windows": [');
  expect(new KeptFile(path).now).toEqual(NOTHING_KEPT);
  const wrong = [{ ...WINDOW, bounds: { x: 1 } }, { ...WINDOW, place: { screen: 4 } }, null, WINDOW];
  const updates = { ...ASKED, answer: { version: 2 } };
  writeFileSync(path, JSON.stringify({ windows: wrong, resumes: { a: 1 }, ffmpeg: 4, theme: 'pink', updates }));
  expect(new KeptFile(path).now).toEqual({ ...NOTHING_KEPT, windows: [WINDOW] });
});
