/** A small clip of every awkward kind, for the tests of readFrames, with what is known of it. Not part of the program. */
import { appendFileSync, readFileSync } from 'node:fs';
import type { Ffmpeg } from './ffmpeg.ts';
import { make, ownTimes, testPicture, turn } from './made-clips.ts';
import type { VideoInfo } from './video-info.ts';

export interface AwkwardClip {
  readonly name: string;
  /** ffmpeg's options that make it, or what else does. */
  readonly made: readonly string[] | ((path: string) => unknown);
  /** An encoder that not every ffmpeg has. */
  readonly needs?: string;
  readonly expected?: Partial<VideoInfo>;
  /** Where its times come from; `packets` where not stated. */
  readonly timesFrom?: 'packets' | 'decode';
  /** False where ffprobe's own decoding gives other times, for the reason stated. */
  readonly hasPlainTimes?: false;
  /** How stored pictures become what readFrames gives; the recipe for 96 x 64 where not stated. */
  readonly filters?: string;
  /** Which frames are read at once; where not stated: some of all, and single ones at the last key frame and the end. */
  readonly sets?: readonly (readonly number[])[];
  /** How the last frame is reached when it alone is read; `decode` where not stated. */
  readonly last?: 'seek' | 'decode';
}

/** Everything that the recipe in colour.ts says, spelled out again. */
export function recipe(size: string, matrix = 'bt601', range = 'tv'): string {
  return (
    `scale=${size}:flags=bicubic+accurate_rnd+full_chroma_int+full_chroma_inp+bitexact:` +
    `in_color_matrix=${matrix}:in_range=${range}:out_range=pc,format=rgb24`
  );
}

const x264 = (...more: string[]) => ['-c:v', 'libx264', '-preset', 'veryfast', '-pix_fmt', 'yuv420p', ...more];
const picture = (frames: number, fps = 25) => testPicture('96x64', frames, fps);
const openGroups = (...more: string[]) =>
  x264('-bf', '3', '-g', '30', '-x264-params', ['open-gop=1', ...more].join(':'));

export function awkwardClips(ffmpeg: Ffmpeg): AwkwardClip[] {
  const plainClip = (path: string, frames: number, ...more: string[]) =>
    make(ffmpeg, path, [...picture(frames), ...x264(), ...more]);
  return [
    {
      name: 'key-frames-far-apart.mp4',
      made: [...picture(300), ...x264('-bf', '3', '-g', '250')],
      expected: {
        frameCount: 300,
        width: 96,
        height: 64,
        rotation: 0,
        variableFrameRate: false,
        durationUs: 12_000_000,
      },
      last: 'seek',
    },
    {
      name: 'long-with-near-key-frames.mp4',
      made: [...picture(2600), ...x264('-bf', '3', '-g', '12')],
      expected: { frameCount: 2600 },
      sets: [[0, 1, 1298, 1299, 1300, 2599], [2591], [2592], [2599]],
      last: 'seek',
    },
    {
      name: 'bare-index.mp4',
      made: [...picture(150), ...x264('-g', '12', '-movflags', 'frag_keyframe+empty_moov')],
      expected: { frameCount: 150 },
      last: 'seek',
    },
    // After a seek into an open group the decoder complains of pictures that nobody wants, so it is not believed.
    { name: 'open-groups.mkv', made: [...picture(150), ...openGroups()], expected: { frameCount: 150 } },
    {
      name: 'open-groups-at-four-frames-a-second.mp4',
      made: [...picture(150, 4), ...openGroups('b-pyramid=normal', 'b-adapt=0')],
      expected: { frameCount: 150, averageFps: 4 },
    },
    {
      name: 'no-key-frames-but-the-first.mp4',
      made: [...picture(150), ...x264('-g', '50', '-x264-params', 'intra-refresh=1')],
      expected: { frameCount: 150 },
    },
    {
      name: 'hevc-with-open-groups.mp4',
      needs: 'libx265',
      made: [
        ...[...picture(150), '-pix_fmt', 'yuv420p', '-c:v', 'libx265', '-preset', 'ultrafast'],
        ...['-x265-params', 'log-level=none:keyint=25:open-gop=1'],
      ],
      expected: { frameCount: 150 },
      last: 'seek',
    },
    {
      name: 'cut-by-an-edit-list.mp4',
      made: (path) => {
        const whole = make(ffmpeg, `${path}.whole.mp4`, [...picture(300), ...x264('-bf', '3', '-g', '50')]);
        make(ffmpeg, path, ['-ss', '3.1', '-i', whole, '-t', '5', '-c', 'copy']);
      },
      last: 'seek',
    },
    {
      name: 'sound-comes-first.mp4',
      made: [
        ...[...picture(50), '-f', 'lavfi', '-i', 'sine=d=2.7', '-vf', 'setpts=PTS+0.7/TB', ...ownTimes(ffmpeg)],
        ...[...x264(), '-c:a', 'aac'],
      ],
      expected: { frameCount: 50, framesEndUs: 2_000_000, averageFps: 25 },
    },
    {
      name: 'variable-rate.mkv',
      made: [
        ...[...picture(150), '-vf', 'select=not(mod(n\\,3))+lt(mod(n\\,100)\\,20)', ...ownTimes(ffmpeg)],
        ...x264('-g', '12'),
      ],
      expected: { variableFrameRate: true },
      last: 'seek',
    },
    {
      name: 'h264.ts',
      made: [...picture(150), ...x264('-bf', '3', '-g', '12')],
      expected: { frameCount: 150, variableFrameRate: false },
      timesFrom: 'decode',
    },
    {
      name: 'mpeg2.ts',
      made: [...picture(100), '-c:v', 'mpeg2video', '-bf', '2', '-g', '12'],
      expected: { frameCount: 100, variableFrameRate: false },
      timesFrom: 'decode',
    },
    {
      name: 'two-recordings-in-one.ts',
      made: (path) => {
        plainClip(path, 60);
        appendFileSync(path, readFileSync(path));
      },
      expected: { frameCount: 120 },
      timesFrom: 'decode',
      hasPlainTimes: false, // they begin anew in the middle
    },
    {
      name: 'mpeg4-with-b-frames.avi',
      made: [...picture(100), '-c:v', 'mpeg4', '-bf', '2', '-g', '12'],
      expected: { frameCount: 100 },
      timesFrom: 'decode',
      hasPlainTimes: false, // ffprobe loses the last frame
    },
    {
      name: 'hidden-frames.webm',
      needs: 'libvpx',
      made: [
        ...[...picture(100), '-c:v', 'libvpx', '-deadline', 'good', '-cpu-used', '5', '-auto-alt-ref', '1'],
        ...['-lag-in-frames', '16', '-arnr-maxframes', '5', '-g', '60', '-b:v', '200k'],
      ],
      expected: { frameCount: 100 },
      timesFrom: 'decode',
      last: 'seek',
    },
    {
      name: 'odd-size.webm',
      needs: 'libvpx-vp9',
      made: [
        ...[...testPicture('128x96', 20), '-vf', 'format=gbrp,crop=101:67:1:1,format=yuv420p'],
        ...['-c:v', 'libvpx-vp9', '-deadline', 'realtime', '-cpu-used', '8'],
      ],
      expected: { frameCount: 20, width: 101, height: 67 },
      filters: recipe('101:67'),
      sets: [Array.from({ length: 20 }, (_, k) => k)],
    },
    {
      name: 'ten-bit.mp4',
      made: [...picture(20), ...x264('-pix_fmt', 'yuv420p10le', '-colorspace', 'bt709', '-color_range', 'pc')],
      expected: { frameCount: 20, pixelFormat: 'yuv420p10le', colour: { matrix: 'bt709', range: 'full' } },
      filters: recipe('96:64', 'bt709', 'pc'),
      sets: [Array.from({ length: 20 }, (_, k) => k)],
    },
    {
      name: 'one-frame.mp4',
      made: [...picture(1), ...x264()],
      expected: { frameCount: 1, variableFrameRate: false, durationUs: 40_000 },
      sets: [[0]],
    },
    {
      name: 'one-pixel.gif',
      made: [...testPicture('16x16', 2, 10), '-vf', 'format=rgb24,crop=1:1:3:3'],
      expected: { width: 1, height: 1 },
      filters: recipe('1:1'),
      sets: [[0]],
    },
    {
      name: '8k.mp4',
      made: [
        '-f',
        'lavfi',
        '-i',
        'color=teal:size=7680x4320:rate=25,trim=end_frame=2',
        ...x264('-preset', 'ultrafast'),
      ],
      expected: { frameCount: 2, width: 7680, height: 4320 },
      filters: recipe('7680:4320'),
      sets: [[1]],
    },
    ...turned.map(([name, matrix, rotation, filter]): AwkwardClip => ({
      name,
      made: (path) => turn(plainClip(path, 10), matrix),
      expected: { rotation, width: rotation % 180 === 0 ? 96 : 64, height: rotation % 180 === 0 ? 64 : 96 },
      filters: recipe('96:64') + filter,
      sets: [[0, 9]],
    })),
  ];
}

const turned = [
  ['turned-right.mp4', [0, 1, -1, 0], 90, ',transpose=clock'],
  ['turned-round.mp4', [-1, 0, 0, -1], 180, ',hflip,vflip'],
  ['turned-left.mp4', [0, -1, 1, 0], 270, ',transpose=cclock'],
  ['mirrored.mp4', [-1, 0, 0, 1], 0, ',hflip'],
  ['upside-down.mp4', [1, 0, 0, -1], 180, ',vflip'],
  ['along-its-diagonal.mp4', [0, 1, 1, 0], 90, ',transpose=cclock_flip'],
  ['along-its-other-diagonal.mp4', [0, -1, -1, 0], 270, ',transpose=clock_flip'],
] as const;
