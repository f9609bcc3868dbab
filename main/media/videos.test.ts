import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { findFfmpeg } from './ffmpeg.ts';
import { readFrames } from './frames.ts';
import { probe } from './probe.ts';

/** Real clips, whole and broken, which are not part of the project. */
const folder = resolve(import.meta.dirname, '../../../shared/data/videos');

interface Clip {
  readonly file: string;
  readonly duration_s: number | null;
  readonly codec?: string;
  readonly pix_fmt: string;
  readonly sar: string | null;
  readonly rotation: number;
  readonly display: [number, number];
  readonly avg_fps: number;
  readonly frames_decoded: number;
  readonly variable_frame_rate: boolean;
  readonly streams: readonly string[];
}

/** What the list of clips does not say, or says of the packets and not of the frames. */
const exceptions: Record<string, { problem?: string; warning?: string; rate?: number; isVariable?: boolean }> = {
  'count_english_audio_only.mp4': { problem: 'no-video-stream' },
  'zero_bytes.webm': { problem: 'video-empty' },
  'car_detection_TRUNCATED.mp4': { warning: 'video-truncated' },
  // One picture in the middle cannot be decoded: 49 in the time of 50.
  'testsrc_corrupted.mp4': { warning: 'video-damaged', rate: 9.7959, isVariable: true },
  // The frames that its edit list hides are the ones with other gaps.
  'rgb_circles.mov': { rate: 60, isVariable: false },
  // Its first gap is three frames long, and the stated rate leaves that out.
  'bbb_fade_in_mpeg2.ts': { rate: 23.1864 },
  // It states 24 frames a second and has five.
  "te[s]t_ video ' _ .flv": { rate: 5.0223 },
};

const list = resolve(folder, 'manifest.json');
const clips = existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as { clips: Clip[] }).clips : [];
const ffmpeg = await findFfmpeg();

test('the shared clips are there', (context) => {
  if (clips.length === 0) context.skip(`no ${list}: the real clips, whole and broken, were not read`);
  expect(clips.length).toBeGreaterThan(20);
});

test.each(clips)('$file works, or is one clear problem', async (clip) => {
  const exception = exceptions[clip.file] ?? {};
  const path = resolve(folder, clip.file);
  if (exception.problem !== undefined) {
    await expect(probe(ffmpeg, path)).rejects.toMatchObject({ problem: { code: exception.problem, path } });
    return;
  }
  const video = await probe(ffmpeg, path);
  const [across, down] = (clip.sar ?? '1:1').split(':').map(Number);
  expect({
    frames: video.frameCount,
    codec: video.codec,
    pixelFormat: video.pixelFormat,
    size: [video.width, video.height],
    rotation: video.rotation,
    sampleAspectRatio: video.sampleAspectRatio,
    rate: Math.round(video.averageFps * 1e4) / 1e4,
    isVariable: video.variableFrameRate,
    hasSound: video.audio !== null,
    warnings: video.warnings.map((warning) => warning.code),
    times: [video.frameTimesUs[0], video.frameTimesUs.length, video.frameTimesUs.every(Number.isInteger)],
  }).toEqual({
    frames: clip.frames_decoded,
    codec: clip.codec,
    pixelFormat: clip.pix_fmt,
    size: clip.display,
    rotation: (360 - clip.rotation) % 360,
    sampleAspectRatio: [across, down],
    rate: exception.rate ?? clip.avg_fps,
    isVariable: exception.isVariable ?? clip.variable_frame_rate,
    hasSound: clip.streams.some((stream) => stream.startsWith('audio')),
    warnings: exception.warning === undefined ? [] : [exception.warning],
    times: [0, clip.frames_decoded, true],
  });
  // Newer ffprobes leave the sound out of a file's duration, and it counts from the file's start, not from the first frame.
  const stated = video.warnings.length > 0 || clip.duration_s === null ? [] : [clip.duration_s];
  const nearest = Math.min(...[...stated, video.framesEndUs / 1e6].map((s) => Math.abs(s - video.durationUs / 1e6)));
  expect(nearest).toBeLessThan(0.06);

  const ends = [];
  for await (const frame of readFrames(ffmpeg, video, [0, video.frameCount - 1])) {
    ends.push([frame.index, frame.timeUs, frame.rgb.length]);
  }
  const bytes = video.width * video.height * 3;
  expect(ends).toEqual([
    [0, 0, bytes],
    [video.frameCount - 1, video.frameTimesUs.at(-1), bytes],
  ]);
});
