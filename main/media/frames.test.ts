import { createHash } from 'node:crypto';
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { findFfmpeg } from './ffmpeg.ts';
import { readFrames } from './frames.ts';
import { make, ownTimes, plainDecode, plainTimesUs, run, testPicture, turn } from './made-clips.ts';
import { probe } from './probe.ts';

const folder = mkdtempSync(join(tmpdir(), 'frames-'));
afterAll(() => rmSync(folder, { recursive: true }));
const ffmpeg = await findFfmpeg();
const encoders = run(ffmpeg.path, ['-v', 'quiet', '-encoders']);
const h264 = ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p'];

/** Everything the recipe in colour.ts says, spelled out again. */
function recipe(size: string, matrix = 'bt601', range = 'tv'): string {
  return (
    `scale=${size}:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact:` +
    `in_color_matrix=${matrix}:in_range=${range}:out_range=pc,format=rgb24`
  );
}

interface Case {
  readonly name: string;
  readonly needs?: string;
  readonly make: (path: string) => unknown;
  readonly expected: Partial<Record<'frameCount' | 'width' | 'height' | 'rotation' | 'variableFrameRate', unknown>>;
  readonly timesFrom: 'packets' | 'decode';
  /** By ffprobe's decoding; not where it differs for good reason. */
  readonly hasPlainTimes?: false;
  readonly filters: string;
  /** Which frames are read at once; where not stated: some of all, and single ones at the last key frame and the end. */
  readonly sets?: readonly (readonly number[])[];
  /** How single frames near the end are reached. */
  readonly far: 'seek' | 'decode';
}

const cases: Case[] = [
  {
    name: 'long-gop.mp4',
    make: (path) => make(ffmpeg, path, [...testPicture('320x240', 600), ...h264, '-bf', '3', '-g', '250']),
    expected: { frameCount: 600, width: 320, height: 240, rotation: 0, variableFrameRate: false },
    timesFrom: 'packets',
    filters: recipe('320:240'),
    far: 'seek',
  },
  {
    name: 'short-gop.mp4',
    make: (path) => make(ffmpeg, path, [...testPicture('320x240', 700), ...h264, '-bf', '3', '-g', '12']),
    expected: { frameCount: 700 },
    timesFrom: 'packets',
    filters: recipe('320:240'),
    far: 'seek',
  },
  {
    name: 'open-gop.mkv',
    make: (path) =>
      make(ffmpeg, path, [
        ...testPicture('320x240', 700),
        ...h264,
        '-bf',
        '3',
        '-g',
        '30',
        '-x264-params',
        'open-gop=1',
      ]),
    expected: { frameCount: 700, variableFrameRate: false },
    timesFrom: 'packets',
    filters: recipe('320:240'),
    far: 'decode',
  },
  {
    name: 'slow-open-gop.mp4',
    make: (path) =>
      make(ffmpeg, path, [
        ...testPicture('320x240', 700, 4),
        ...h264,
        '-bf',
        '6',
        '-g',
        '30',
        '-x264-params',
        'open-gop=1:b-pyramid=normal:b-adapt=0',
      ]),
    expected: { frameCount: 700 },
    timesFrom: 'packets',
    filters: recipe('320:240'),
    far: 'decode',
  },
  {
    name: 'intra-refresh.mp4',
    make: (path) =>
      make(ffmpeg, path, [...testPicture('320x240', 700), ...h264, '-g', '50', '-x264-params', 'intra-refresh=1']),
    expected: { frameCount: 700 },
    timesFrom: 'packets',
    filters: recipe('320:240'),
    far: 'decode',
  },
  {
    name: 'hevc-open-gop.mp4',
    needs: 'libx265',
    make: (path) =>
      make(ffmpeg, path, [
        ...testPicture('320x240', 700),
        '-c:v',
        'libx265',
        '-preset',
        'ultrafast',
        '-x265-params',
        'log-level=none:keyint=25:open-gop=1',
      ]),
    expected: { frameCount: 700 },
    timesFrom: 'packets',
    filters: recipe('320:240'),
    far: 'seek',
  },
  {
    name: 'cut-without-decoding.mp4',
    make: (path) => {
      const whole = make(ffmpeg, join(folder, 'to-cut.mp4'), [
        ...testPicture('96x64', 300),
        ...h264,
        '-bf',
        '3',
        '-g',
        '50',
      ]);
      make(ffmpeg, path, ['-ss', '3.1', '-i', whole, '-t', '5', '-c', 'copy']);
    },
    expected: {},
    timesFrom: 'packets',
    filters: recipe('96:64'),
    far: 'seek',
  },
  {
    name: 'sound-first.mp4',
    make: (path) =>
      make(ffmpeg, path, [
        ...testPicture('96x64', 50),
        '-f',
        'lavfi',
        '-i',
        'sine=d=2.7',
        '-vf',
        'setpts=PTS+0.7/TB',
        ...ownTimes(ffmpeg),
        ...h264,
        '-c:a',
        'aac',
      ]),
    expected: { frameCount: 50 },
    timesFrom: 'packets',
    filters: recipe('96:64'),
    far: 'decode',
  },
  {
    name: 'fragmented.mp4',
    make: (path) =>
      make(ffmpeg, path, [
        ...testPicture('320x240', 700),
        ...h264,
        '-g',
        '12',
        '-movflags',
        'frag_keyframe+empty_moov',
      ]),
    expected: { frameCount: 700 },
    timesFrom: 'packets',
    filters: recipe('320:240'),
    far: 'seek',
  },
  {
    name: 'variable-rate.mkv',
    make: (path) =>
      make(ffmpeg, path, [
        ...testPicture('320x240', 700),
        '-vf',
        'select=not(mod(n\\,3))+lt(mod(n\\,100)\\,20)',
        ...ownTimes(ffmpeg),
        ...h264,
        '-g',
        '12',
      ]),
    expected: { variableFrameRate: true },
    timesFrom: 'packets',
    filters: recipe('320:240'),
    far: 'seek',
  },
  {
    name: 'h264.ts',
    make: (path) =>
      make(ffmpeg, path, [...testPicture('320x240', 700), ...h264, '-bf', '3', '-g', '12', '-f', 'mpegts']),
    expected: { frameCount: 700, variableFrameRate: false },
    timesFrom: 'decode',
    filters: recipe('320:240'),
    far: 'decode',
  },
  {
    name: 'mpeg2.ts',
    make: (path) =>
      make(ffmpeg, path, [...testPicture('96x64', 200), '-c:v', 'mpeg2video', '-bf', '2', '-g', '12', '-f', 'mpegts']),
    expected: { frameCount: 200, variableFrameRate: false },
    timesFrom: 'decode',
    filters: recipe('96:64'),
    far: 'decode',
  },
  {
    name: 'two-recordings-in-one.ts',
    make: (path) => {
      make(ffmpeg, path, [...testPicture('96x64', 100), ...h264, '-f', 'mpegts']);
      appendFileSync(path, readFileSync(path));
    },
    expected: { frameCount: 200 },
    timesFrom: 'decode',
    hasPlainTimes: false,
    filters: recipe('96:64'),
    far: 'decode',
  },
  {
    name: 'mpeg4-with-b-frames.avi',
    make: (path) => make(ffmpeg, path, [...testPicture('96x64', 200), '-c:v', 'mpeg4', '-bf', '2', '-g', '12']),
    expected: { frameCount: 200 },
    timesFrom: 'decode',
    hasPlainTimes: false,
    filters: recipe('96:64'),
    far: 'decode',
  },
  {
    name: 'hidden-frames.webm',
    needs: 'libvpx ',
    make: (path) =>
      make(ffmpeg, path, [
        ...testPicture('96x64', 200),
        '-c:v',
        'libvpx',
        '-auto-alt-ref',
        '1',
        '-lag-in-frames',
        '16',
        '-arnr-maxframes',
        '5',
        '-g',
        '60',
        '-b:v',
        '200k',
      ]),
    expected: { frameCount: 200 },
    timesFrom: 'decode',
    filters: recipe('96:64'),
    far: 'seek',
  },
  {
    name: 'odd-size.webm',
    needs: 'libvpx-vp9',
    make: (path) =>
      make(ffmpeg, path, [
        ...testPicture('128x96', 60),
        '-vf',
        'format=gbrp,crop=101:67:1:1,format=yuv420p',
        '-c:v',
        'libvpx-vp9',
        '-deadline',
        'realtime',
        '-cpu-used',
        '8',
        '-pix_fmt',
        'yuv420p',
      ]),
    expected: { frameCount: 60, width: 101, height: 67 },
    timesFrom: 'packets',
    filters: recipe('101:67'),
    sets: [Array.from({ length: 60 }, (_, i) => i), [59]],
    far: 'decode',
  },
  {
    name: 'ten-bit.mp4',
    make: (path) =>
      make(ffmpeg, path, [
        ...testPicture('96x64', 60),
        '-c:v',
        'libx264',
        '-pix_fmt',
        'yuv420p10le',
        '-colorspace',
        'bt709',
        '-color_range',
        'pc',
      ]),
    expected: { frameCount: 60 },
    timesFrom: 'packets',
    filters: recipe('96:64', 'bt709', 'pc'),
    sets: [Array.from({ length: 60 }, (_, i) => i), [59]],
    far: 'decode',
  },
  {
    name: 'one-frame.mp4',
    make: (path) => make(ffmpeg, path, [...testPicture('96x64', 1), ...h264]),
    expected: { frameCount: 1, variableFrameRate: false },
    timesFrom: 'packets',
    filters: recipe('96:64'),
    sets: [[0]],
    far: 'decode',
  },
  {
    name: 'one-pixel.gif',
    make: (path) => make(ffmpeg, path, [...testPicture('16x16', 3, 10), '-vf', 'format=rgb24,crop=1:1:3:3']),
    expected: { width: 1, height: 1 },
    timesFrom: 'packets',
    filters: recipe('1:1'),
    sets: [[0]],
    far: 'decode',
  },
  ...(
    [
      ['turned-90.mp4', [0, 1, -1, 0], 90, ',transpose=clock'],
      ['turned-180.mp4', [-1, 0, 0, -1], 180, ',hflip,vflip'],
      ['turned-270.mp4', [0, -1, 1, 0], 270, ',transpose=cclock'],
      ['mirrored.mp4', [-1, 0, 0, 1], 0, ',hflip'],
      ['upside-down.mp4', [1, 0, 0, -1], 180, ',vflip'],
      ['transposed.mp4', [0, 1, 1, 0], 90, ',transpose=cclock_flip'],
      ['transposed-the-other-way.mp4', [0, -1, -1, 0], 270, ',transpose=clock_flip'],
    ] as const
  ).map(([name, matrix, rotation, filter]): Case => ({
    name,
    make: (path) => turn(make(ffmpeg, path, [...testPicture('96x64', 10), ...h264]), matrix),
    expected: { rotation, width: rotation % 180 === 0 ? 96 : 64, height: rotation % 180 === 0 ? 64 : 96 },
    timesFrom: 'packets',
    filters: recipe('96:64') + filter,
    sets: [[0]],
    far: 'decode',
  })),
  {
    name: '8k.mp4',
    make: (path) =>
      make(ffmpeg, path, ['-f', 'lavfi', '-i', 'color=teal:size=7680x4320:rate=25,trim=end_frame=2', ...h264]),
    expected: { frameCount: 2, width: 7680, height: 4320 },
    timesFrom: 'packets',
    filters: recipe('7680:4320'),
    sets: [[1]],
    far: 'decode',
  },
];

test.each(cases)('reads of $name the frames that a plain decode gives', async (clip) => {
  const path = join(folder, clip.name);
  clip.make(path);
  const video = await probe(ffmpeg, path);
  const plain = plainDecode(ffmpeg, path, clip.filters);
  expect(video).toMatchObject(clip.expected);
  expect({ frames: video.frameCount, from: video.access.from, warnings: video.warnings }).toEqual({
    frames: plain.length,
    from: clip.timesFrom,
    warnings: [],
  });
  if (clip.hasPlainTimes !== false) expect(video.frameTimesUs).toEqual(plainTimesUs(ffmpeg, path));

  const count = video.frameCount;
  const spread = Array.from({ length: 8 }, (_, i) => Math.floor(((i + 0.5) * count) / 8));
  const lastKey = video.access.keys.at(-1) ?? 0;
  const sets = clip.sets ?? [[...spread, count - 3, count - 2, count - 1], [lastKey - 1], [lastKey], [count - 1]];
  for (const set of sets) {
    const wanted = set.filter((index) => index >= 0 && index < count);
    const frames = [];
    for await (const frame of readFrames(ffmpeg, video, wanted)) {
      frames.push([
        frame.index,
        frame.timeUs,
        frame.width,
        frame.height,
        createHash('md5').update(frame.rgb).digest('hex'),
      ]);
      if (wanted.length === 1 && frame.index === count - 1) expect(frame.reachedBy).toBe(clip.far);
    }
    const ascending = [...new Set(wanted)].sort((a, b) => a - b);
    const expected = ascending.map((index) => [
      index,
      video.frameTimesUs[index],
      video.width,
      video.height,
      plain[index],
    ]);
    expect(frames).toEqual(expected);
  }
});
