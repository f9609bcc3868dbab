import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeVideo } from './encode.ts';
import { findFfmpeg } from './ffmpeg.ts';

const folder = mkdtempSync(join(tmpdir(), 'encode-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const settings = { width: 32, height: 24, fps: 10, crf: 18 };

function* pictures(count: number): Generator<Uint8Array> {
  for (let i = 0; i < count; i++) yield new Uint8Array(32 * 24 * 3).fill(i * 20);
}

test('writes the same bytes for the same pictures, whatever the name of the file', async () => {
  const names = ['plain.mp4', "- a 'b' [c] 100%d é 動画.mp4"];
  for (const name of names) await writeVideo(ffmpeg, join(folder, name), settings, pictures(5));
  const [one, two] = names.map((name) => readFileSync(join(folder, name)));
  expect(one?.length).toBeGreaterThan(500);
  expect(one).toEqual(two);
});

test('says why a video cannot be written', async () => {
  const path = join(folder, 'no such folder', 'a.mp4');
  await expect(writeVideo(ffmpeg, path, settings, pictures(2))).rejects.toMatchObject({
    problem: { code: 'video-unwritable', path, cause: expect.stringContaining('No such file or directory') as string },
  });
});

test('passes on what its caller throws, and leaves nothing half-written', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield* pictures(3);
    throw new Error('out of pictures');
  }
  await expect(writeVideo(ffmpeg, join(folder, 'half.mp4'), settings, failing())).rejects.toThrow('out of pictures');
  const wrongSize = writeVideo(ffmpeg, join(folder, 'half.mp4'), { ...settings, width: 30 }, pictures(3));
  await expect(wrongSize).rejects.toThrow('a frame of 30 x 24 has 2160 bytes, not 2304');
  const stopped = new AbortController();
  async function* endless(): AsyncGenerator<Uint8Array> {
    for (;;) {
      yield* pictures(3);
      stopped.abort(new Error('enough'));
    }
  }
  const aborted = writeVideo(ffmpeg, join(folder, 'half.mp4'), { ...settings, signal: stopped.signal }, endless());
  await expect(aborted).rejects.toThrow('enough');
  expect(readdirSync(folder).filter((name) => name.startsWith('half'))).toEqual([]);
});

test('refuses sides that 4:2:0 cannot hold', async () => {
  const odd = writeVideo(ffmpeg, join(folder, 'odd.mp4'), { ...settings, width: 33 }, pictures(1));
  await expect(odd).rejects.toThrow('a video of 33 x 24 needs even sides');
});
