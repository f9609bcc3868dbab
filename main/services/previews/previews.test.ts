import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFfmpeg } from '../../media/index.ts';
import type { Ffmpeg, Still } from '../../media/index.ts';
import { readFingerprint } from '../library/fingerprint.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { openPreviews } from './previews.ts';
import type { PreviewSource } from './keys.ts';

const makeFolder = foldersUntil(afterAll);
const found = await findFfmpeg();
const limitBytes = 2 ** 30;

const folder = makeFolder();
const path = join(folder, 'clip.mp4');
execFileSync(found.path, [
  ...['-v', 'error', '-f', 'lavfi', '-i', 'testsrc2=size=160x120:rate=25:duration=2', '-f', 'lavfi', '-i', 'sine=d=2'],
  ...['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p', '-g', '250', '-c:a', 'aac', path],
]);
const clip: PreviewSource = { path, fingerprint: await readFingerprint(path) };

/** An ffmpeg that counts how often it is run. */
function countingFfmpeg(): { ffmpeg: Ffmpeg; runs: () => number } {
  const log = join(makeFolder({ log: '' }), 'log');
  const [tool, prober] = [found.path, found.probePath].map((real, i) => {
    const script = `${log}.${i}`;
    writeFileSync(script, `#!/bin/sh\necho run >> '${log}'\nexec '${real}' "$@"\n`);
    chmodSync(script, 0o755);
    return script;
  }) as [string, string];
  return {
    ffmpeg: { ...found, path: tool, probePath: prober },
    runs: () => readFileSync(log, 'utf8').split('\n').length - 1,
  };
}

const factsOf = ({ jpeg, ...others }: Still) => ({ ...others, isJpeg: jpeg[0] === 0xff && jpeg[1] === 0xd8 });

test('everything of a clip is made once, and is there when the program starts again', async () => {
  const { ffmpeg, runs } = countingFfmpeg();
  const cache = makeFolder();
  const round = async () => {
    await using previews = openPreviews({ ffmpeg, folder: cache, limitBytes });
    const strip = await Array.fromAsync(previews.filmStrip(clip, { count: 4, height: 30 }));
    const proxy = await previews.proxy(clip);
    return {
      thumbnail: factsOf(await previews.thumbnail(clip, { timeUs: 1_000_000, height: 60 })),
      strip: strip.map(factsOf).map(({ timeUs, width, isJpeg }) => [timeUs, width, isJpeg]),
      waveform: await previews.waveform(clip, { bucketsPerSecond: 10 }),
      isThere: existsSync(proxy),
      playability: await previews.playability(clip),
      proxy,
    };
  };
  const first = await round();
  expect(first).toMatchObject({
    thumbnail: { index: 25, timeUs: 1_000_000, width: 80, height: 60, isJpeg: true },
    strip: [240_000, 720_000, 1_240_000, 1_720_000].map((timeUs) => [timeUs, 40, true]),
    isThere: true,
    playability: {
      codec: 'h264',
      audioCodec: 'aac',
      keyframeGapUs: 2_000_000,
      seeksSlowly: true,
      proxyPath: first.proxy,
    },
  });
  expect(first.waveform?.peaks.length).toBeGreaterThan(38);
  // A probe, a still, a strip, a waveform; a copy and the probe that checks it.
  expect(runs()).toBe(6);
  expect(await round()).toEqual(first);
  expect(runs()).toBe(6);
});

test('requests for the same thing at once share one making; one that is given up does not disturb the others', async () => {
  const { ffmpeg, runs } = countingFfmpeg();
  await using previews = openPreviews({ ffmpeg, folder: makeFolder(), limitBytes });
  const stop = new AbortController();
  const asking = { timeUs: 0, height: 60 };
  const given = previews.thumbnail(clip, { ...asking, signal: stop.signal });
  const others = [1, 2, 3].map(() => previews.thumbnail(clip, { ...asking, priority: 'now' }));
  stop.abort(new Error('enough'));
  await expect(given).rejects.toThrow('enough');
  const stills = await Promise.all(others);
  expect(new Set(stills.map(({ timeUs }) => timeUs))).toEqual(new Set([0]));
  expect(runs()).toBe(2);
});

test('a copy says how far it is, and one that is given up leaves nothing', async () => {
  const cache = makeFolder();
  await using previews = openPreviews({ ffmpeg: found, folder: cache, limitBytes });
  const stop = new AbortController();
  const given = previews.proxy(clip, { signal: stop.signal });
  await previews.playability(clip);
  stop.abort(new Error('enough'));
  await expect(given).rejects.toThrow('enough');
  const shares: number[] = [];
  const proxy = await previews.proxy(clip, { onProgress: (share) => shares.push(share) });
  expect([shares.at(-1), existsSync(proxy)]).toEqual([1, true]);
  const files = readdirSync(cache, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  expect(files.map(({ name }) => name.replace(/^.*\./, '')).sort()).toEqual(['json', 'json', 'mp4']);
  expect(await previews.sizeBytes()).toBeGreaterThan(1000);
  await previews.clear();
  expect([await previews.sizeBytes(), existsSync(proxy)]).toEqual([0, false]);
});

test('a file in the cache that is not whole is made again', async () => {
  const cache = makeFolder();
  const asking = { timeUs: 0, height: 60 };
  const make = async () => {
    await using previews = openPreviews({ ffmpeg: found, folder: cache, limitBytes });
    return await previews.thumbnail(clip, asking);
  };
  const whole = await make();
  for (const entry of readdirSync(cache, { recursive: true, withFileTypes: true }))
    if (entry.isFile()) truncateSync(join(entry.parentPath, entry.name), 20);
  expect(await make()).toEqual(whole);
});

test('where a copy stands, pictures are read from it', async () => {
  await using previews = openPreviews({ ffmpeg: found, folder: makeFolder(), limitBytes });
  const moved: PreviewSource = { path: join(makeFolder(), 'away.mp4'), fingerprint: clip.fingerprint };
  await previews.proxy(clip);
  const strip = previews.filmStrip(moved, { count: 4, height: 30, isQuick: true });
  expect((await Array.fromAsync(strip)).map(({ timeUs }) => timeUs)).toEqual([240_000, 720_000, 1_240_000, 1_720_000]);
  const still = await previews.thumbnail(moved, { timeUs: 1_000_000, height: 60 });
  expect(factsOf(still)).toEqual({ index: 25, timeUs: 1_000_000, width: 80, height: 60, isJpeg: true });
  await expect(previews.thumbnail(moved, { timeUs: 0, height: 400 })).rejects.toThrow('no such file');
});

test('a moved video has its previews still, and a missing one is a problem that is not tried again at once', async () => {
  const { ffmpeg, runs } = countingFfmpeg();
  await using previews = openPreviews({ ffmpeg, folder: makeFolder(), limitBytes });
  const there = join(folder, 'there.mp4');
  execFileSync('cp', [path, there]);
  const asking = { timeUs: 0, height: 60 };
  const still = await previews.thumbnail({ ...clip, path: there }, asking);
  const moved = join(folder, 'moved.mp4');
  renameSync(there, moved);
  expect(await previews.thumbnail({ ...clip, path: moved }, asking)).toEqual(still);
  const other = await previews.thumbnail({ ...clip, path: moved }, { ...asking, height: 40 });
  expect([other.height, runs()]).toEqual([40, 3]);
  for (let i = 0; i < 2; i++)
    await expect(previews.waveform({ ...clip, path: there }, { bucketsPerSecond: 10 })).rejects.toMatchObject({
      problem: { code: 'video-missing', path: there },
    });
  rmSync(moved);
  expect(runs()).toBe(3);
});

test('closing ends every process', async () => {
  const previews = openPreviews({ ffmpeg: found, folder: makeFolder(), limitBytes });
  const failed = expect(previews.proxy(clip)).rejects.toThrow('closed');
  await previews.playability(clip);
  await previews[Symbol.asyncDispose]();
  await failed;
});

test('a real clip that browsers do not play gets a copy', async (context) => {
  const real = resolve(import.meta.dirname, '../../../../shared/data/videos/bbb_fade_in_mpeg2.ts');
  if (!existsSync(real)) return context.skip(`no ${real}: no real clip was copied`);
  await using previews = openPreviews({ ffmpeg: found, folder: makeFolder(), limitBytes });
  const source = { path: real, fingerprint: await readFingerprint(real) };
  expect(await previews.playability(source)).toMatchObject({
    container: 'mpegts',
    codec: 'mpeg2video',
    proxyPath: null,
  });
  const proxy = await previews.proxy(source);
  expect(await previews.playability(source)).toMatchObject({ proxyPath: proxy });
});
