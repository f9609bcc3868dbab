import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { KeptFile } from './kept.ts';
import { dueIn, feedOf, UpdateCheck } from './updates.ts';

const HOUR_MS = 3_600_000;

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'updates-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('it is due once a day, and where the clock was set back', () => {
  const now = 1_800_000_000_000;
  expect([null, now, now - HOUR_MS, now - 25 * HOUR_MS, now + HOUR_MS].map((at) => dueIn(at, now))).toEqual([
    0,
    24 * HOUR_MS,
    23 * HOUR_MS,
    0,
    0,
  ]);
});

test('the place to ask is named for this machine, else by who packed the app, else there is none', () => {
  const folder = newFolder();
  writeFileSync(join(folder, 'package.json'), '{"name": "panda"}');
  const none = feedOf(folder, {});
  writeFileSync(join(folder, 'package.json'), '{"releaseFeed": "https://example.com/a"}');
  expect([none, feedOf(folder, {}), feedOf(folder, { PANDA_RELEASE_FEED: 'https://example.com/b' })]).toEqual([
    null,
    'https://example.com/a',
    'https://example.com/b',
  ]);
});

test('what was newer than an older version of the app is not said of this one', () => {
  const kept = new KeptFile(join(newFolder(), 'desktop.json'));
  const answer = { version: '0.2.0', page: null };
  const plan = { kept, feed: null, onChange: () => undefined };
  kept.change({ updates: { isOn: true, askedAtMs: Date.now(), answer, version: '0.1.0' } });
  expect(new UpdateCheck({ ...plan, version: '0.1.0' }).now.answer).toEqual(answer);
  expect(new UpdateCheck({ ...plan, version: '0.2.0' }).now).toEqual({
    ...{ feed: null, isOn: true, askedAtMs: null, answer: null },
  });
});
