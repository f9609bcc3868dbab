import { copyFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { VideoFile } from '../../document/observations.ts';
import { findFfmpeg } from '../../media/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { writeTinyClip } from '../drafting/tiny-clip.ts';
import { newProject } from '../project/new-project.ts';
import { actorIn } from '../project/people.ts';
import { addVideos } from './add-videos.ts';
import { observeVideo, observeVideos } from './observe.ts';
import { foldersUntil } from './test-folder.ts';

const makeFolder = foldersUntil(afterAll);
const { signal } = new AbortController();
const real = fileURLToPath(new URL('../../../../shared/data/videos', import.meta.url));

let store: ProjectStore;
let folder: string;

beforeEach(() => {
  process.env['PANDA_HOME'] = makeFolder();
  store = newProject(join(makeFolder(), 'a.panda'));
  folder = makeFolder();
  return () => store[Symbol.dispose]();
});

async function add(): Promise<void> {
  await addVideos(store, { named: [folder], actor: actorIn(store) });
}

function files(): Record<string, VideoFile> {
  return Object.fromEntries([...store.all('video')].map(({ id, path }) => [path, store.file(id)]));
}

test('what is in a video is found out when it is looked at, once, and what is no video is said to be none', async () => {
  await writeTinyClip(join(folder, 'clip.mp4'), 1);
  writeFileSync(join(folder, 'empty.mp4'), '');
  await add();
  expect(Object.values(files()).map(({ state }) => state)).toEqual(['unseen', 'unseen']);
  const ffmpeg = await findFfmpeg();
  const look = () => observeVideos(store, { videos: store.all('video'), ffmpeg, signal });
  const states = { unseen: 0, present: 2, missing: 0, changed: 0 };
  expect(await look()).toEqual({ looked: 2, states, unusable: 1 });
  const seen = files();
  expect(seen['clip.mp4']).toMatchObject({
    state: 'present',
    facts: { durationUs: 2_000_000, frameCount: 10, variableFrameRate: false, hasAudio: false },
    problem: null,
  });
  expect(seen['empty.mp4']).toMatchObject({ state: 'present', facts: null, problem: { code: 'video-empty' } });
  const before = store.changeCount();
  await look();
  expect(store.changeCount()).toBe(before);
});

test('a video whose content has changed is found out anew, and still known by what was annotated', async () => {
  const path = await writeTinyClip(join(folder, 'clip.mp4'), 1);
  await add();
  const [video] = [...store.all('video')];
  if (video === undefined) throw new Error('there is one');
  const ffmpeg = await findFfmpeg();
  const before = await observeVideo(store, video, { ffmpeg });
  copyFileSync(await writeTinyClip(join(makeFolder(), 'other.mp4'), 2), path);
  const after = await observeVideo(store, video, { ffmpeg });
  expect([before.state, after.state, after.fingerprint, after.facts !== null]).toEqual([
    'present',
    'changed',
    before.fingerprint,
    true,
  ]);
});

test('stopped, it keeps what it has seen', async () => {
  for (let index = 0; index < 40; index++) writeFileSync(join(folder, `${index}.mp4`), String(index));
  await add();
  const stop = new AbortController();
  const observed = await observeVideos(store, {
    videos: store.all('video'),
    ffmpeg: null,
    signal: stop.signal,
    onProgress: ({ looked }) => looked === 10 && stop.abort(),
  });
  const kept = Object.values(files()).filter(({ state }) => state === 'present').length;
  expect([observed.looked, kept]).toEqual([kept, kept]);
  expect(kept).toBeLessThan(40);
});

test.skipIf(!existsSync(real))(
  'real videos are looked at (skipped where ../shared/data/videos is missing)',
  async () => {
    for (const name of ['flower_timelapse.webm', 'zero_bytes.webm', 'count_english_audio_only.mp4']) {
      copyFileSync(join(real, name), join(folder, name));
    }
    await add();
    const states = { unseen: 0, present: 3, missing: 0, changed: 0 };
    const ffmpeg = await findFfmpeg();
    const observed = await observeVideos(store, { videos: store.all('video'), ffmpeg, signal });
    expect(observed).toEqual({ looked: 3, states, unusable: 2 });
    expect(Object.entries(files()).map(([name, { facts, problem }]) => [name, facts?.codec ?? problem?.code])).toEqual([
      ['count_english_audio_only.mp4', 'no-video-stream'],
      ['flower_timelapse.webm', 'vp8'],
      ['zero_bytes.webm', 'video-empty'],
    ]);
  },
);
