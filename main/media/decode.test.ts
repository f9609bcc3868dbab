import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { startDecoding } from './decode.ts';
import { findFfmpeg } from './ffmpeg.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { readFrames } from './frames.ts';
import { make, run, testPicture } from './made-clips.ts';
import { probe } from './probe.ts';

const folder = mkdtempSync(join(tmpdir(), 'decode-'));
afterAll(() => rmSync(folder, { recursive: true }));
const found = await findFfmpeg();
const npm = await findFfmpeg({ env: {} });
const builds = found.path === npm.path ? [npm] : [found, npm];

const MPEG2 = ['-c:v', 'mpeg2video', '-g', '5'];

test.for(builds)(
  'a picture comes when it is decoded, not when the file ends, with ffmpeg $version',
  async (ffmpeg, context) => {
    if (process.platform === 'win32') context.skip('needs a named pipe, for a file that does not end');
    const whole = make(ffmpeg, join(folder, 'whole.ts'), [...testPicture('96x64', 500), ...MPEG2]);
    const endless = join(folder, `endless-${ffmpeg.codecVersion[0]}.ts`);
    run('mkfifo', [endless]);
    const isRead = Promise.withResolvers<void>();
    const fed = feed(endless, readFileSync(whole), isRead.promise);

    const reported: number[] = [];
    const command = startDecoding(
      ffmpeg,
      { path: endless, streamIndex: 0, timeBase: [1, 90_000], keepTimes: true },
      { pictureFilter: 'select=eq(n\\,3),format=rgb24', onPicture: (ticks) => reported.push(ticks), idleMs: 20_000 },
    );
    let bytes = 0;
    for await (const chunk of command.pictures as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes === 96 * 64 * 3) break;
    }
    command.stop();
    expect(await command.end).toMatchObject({ outcome: 'stopped', complaints: [] });
    expect(reported.slice(1, 4).map((ticks, k) => ticks - (reported[k] as number))).toEqual([3600, 3600, 3600]);
    isRead.resolve();
    await fed;
  },
);

/** Writes, and keeps the pipe open until it was read; the reader may go away before. */
async function feed(pipe: string, bytes: Uint8Array, isRead: Promise<void>): Promise<void> {
  await using writer = await open(pipe, 'w');
  await writer.write(bytes).catch(() => undefined);
  await isRead;
}

test('the system build and the npm build give the same pictures, bit for bit', async (context) => {
  if (builds.length < 2) context.skip('the npm build is the only ffmpeg here');
  const formats = ['yuv420p', 'yuvj420p', 'yuv422p', 'yuv420p10le', 'yuv444p'];
  for (const format of formats) {
    const path = join(folder, `${format}.mkv`);
    make(found, path, [...testPicture('102x66', 12), '-pix_fmt', format, '-c:v', 'libx264', '-preset', 'ultrafast']);
    const [one, two] = await Promise.all(builds.map((ffmpeg) => hashes(ffmpeg, path)));
    expect(one).toHaveLength(3);
    expect(one).toEqual(two);
  }
});

async function hashes(ffmpeg: Ffmpeg, path: string): Promise<string[]> {
  const video = await probe(ffmpeg, path);
  const all: string[] = [];
  for await (const { rgb } of readFrames(ffmpeg, video, [0, 5, 11]))
    all.push(createHash('md5').update(rgb).digest('hex'));
  return all;
}
