/** Finds out what is in a video file: its frames' times, its size as shown, its rate, its sound, and what is wrong with it. */
import { US_PER_SECOND } from '../document/time.ts';
import type { Us } from '../document/time.ts';
import { colourOf } from './colour.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { readFrameTable } from './frame-table.ts';
import { fractionOf, readReport } from './report.ts';
import type { ReadOptions, StreamReport } from './report.ts';
import { UPRIGHT, isSideways, orientationOf } from './orientation.ts';
import type { Orientation } from './orientation.ts';
import { checkFile } from './source.ts';
import type { AudioInfo, VideoInfo } from './video-info.ts';

export interface ProbeOptions extends ReadOptions {
  /** Decode the whole video for its times even where its packets seem to say them. Slow, and right for damaged files. */
  readonly decodeAll?: boolean | undefined;
}

/**
 * Throws a ProblemError: `video-missing`, `video-empty`, `video-unreadable`, `no-video-stream`, `ffmpeg-stalled`.
 * Reads the whole file once; decodes it only where packets do not say when pictures are shown.
 */
export async function probe(
  ffmpeg: Ffmpeg,
  path: string,
  { decodeAll = false, signal, idleMs }: ProbeOptions = {},
): Promise<VideoInfo> {
  const { bytes } = await checkFile(path);
  const report = await readReport(ffmpeg, path, { signal, idleMs });
  const { video } = report;
  const timeBase = fractionOf(video['time_base']) ?? [1, US_PER_SECOND];
  const table = await readFrameTable({ ffmpeg, path, report, timeBase, decodeAll, signal, idleMs });

  const { ticks } = table.access;
  const usOf = (span: number): Us => Math.round((span * timeBase[0] * US_PER_SECOND) / timeBase[1]);
  const [first = 0] = ticks;
  const frameTimesUs = ticks.map((at) => usOf(at - first));
  const lastTimeUs = frameTimesUs.at(-1) ?? 0;
  const rate = rateOf(video, ticks, timeBase, table.lastTicks);
  const framesEndUs = lastTimeUs + (table.lastTicks === undefined ? usPerFrame(rate) : usOf(table.lastTicks));
  const isTruncated = table.warnings.some(({ code }) => code === 'video-truncated');
  const headerEndUs =
    report.durationS === undefined || isTruncated || !table.access.hasOwnTimes
      ? 0
      : Math.round(((report.startS ?? 0) + report.durationS) * US_PER_SECOND) - usOf(first);
  const orientation = orientationOfStream(video);
  const [width, height] = [Number(video['width']), Number(video['height'])];
  const sideways = isSideways(orientation);
  const [across, down] = fractionOf(video['sample_aspect_ratio']) ?? [1, 1];
  return {
    path,
    bytes,
    container: report.container,
    durationUs: Math.max(headerEndUs, framesEndUs),
    framesEndUs,
    frameCount: ticks.length,
    frameTimesUs,
    averageFps: rate,
    variableFrameRate: isVariable(ticks),
    width: sideways ? height : width,
    height: sideways ? width : height,
    rotation: orientation.rotation,
    sampleAspectRatio: sideways ? [down, across] : [across, down],
    codec: video['codec_name'] ?? 'unknown',
    pixelFormat: video['pix_fmt'] ?? 'unknown',
    colour: colourOf({ matrix: video['color_space'], range: video['color_range'], pixelFormat: video['pix_fmt'] }),
    audio: audioOf(report.audio),
    warnings: table.warnings,
    access: {
      ...table.access,
      streamIndex: Number(video['index']),
      timeBase,
      storedWidth: width,
      storedHeight: height,
      orientation,
      canSeek: table.access.hasOwnTimes && SEEKS_RIGHT.test(report.container),
    },
  };
}

/** Containers with an index by time. In transport streams and AVI a seek lands elsewhere, or times are counted anew after it. */
const SEEKS_RIGHT = /^(mov,|matroska)/;

/** Frame gaps that differ by more than this part are no mere unsteadiness of a camera's clock. */
const STEADY = 1.2;

/** One tick of rounding at each end of a gap is no variation. */
function isVariable(ticks: readonly number[]): boolean {
  const gaps = ticks.slice(1).map((at, k) => at - (ticks[k] as number));
  const [shortest, longest] = gaps.reduce(
    ([low, high], gap) => [Math.min(low, gap), Math.max(high, gap)],
    [Infinity, 0],
  );
  return longest - 1 > STEADY * (shortest + 1);
}

/** What the header states, unless the frames' own times contradict it by more than 1 %. */
function rateOf(
  video: StreamReport,
  ticks: readonly number[],
  timeBase: readonly [number, number],
  lastTicks: number | undefined,
): number {
  const stated = fractionOf(video['avg_frame_rate']) ?? fractionOf(video['r_frame_rate']);
  const statedFps = stated === undefined ? undefined : stated[0] / stated[1];
  const span = ((ticks.at(-1) ?? 0) - (ticks[0] ?? 0)) * (timeBase[0] / timeBase[1]);
  if (ticks.length < 2 || span <= 0) {
    return statedFps ?? (lastTicks === undefined ? 1 : timeBase[1] / (timeBase[0] * lastTicks));
  }
  const counted = (ticks.length - 1) / span;
  return statedFps !== undefined && Math.abs(statedFps / counted - 1) < 0.01 ? statedFps : counted;
}

function usPerFrame(fps: number): Us {
  return Math.round(US_PER_SECOND / fps);
}

/** Old ffprobes and some writers give the clockwise angle as a tag instead of a matrix. */
function orientationOfStream(video: StreamReport): Orientation {
  const matrix = video['displaymatrix'];
  if (matrix !== undefined) return orientationOf(matrix);
  const turn = (((Number(video['tag:rotate'] ?? 0) % 360) + 360) % 360) as Orientation['rotation'];
  return [90, 180, 270].includes(turn) ? { rotation: turn, mirrored: false } : UPRIGHT;
}

function audioOf(stream: StreamReport | undefined): AudioInfo | null {
  if (stream === undefined) return null;
  return {
    codec: stream['codec_name'] ?? 'unknown',
    channels: Number(stream['channels'] ?? 0),
    sampleRate: Number(stream['sample_rate'] ?? 0),
  };
}
