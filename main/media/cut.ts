/**
 * Cuts a span out of a video, picture by picture: those that are shown in it, each for as long as it was. Encoded anew,
 * since a copy could begin at key frames only. Knows nothing of why.
 */
import { ProblemError } from '../document/problem.ts';
import type { Span, Us } from '../document/time.ts';
import { colourOptions, writeCopy } from './faithful-copy.ts';
import type { CopyOptions } from './faithful-copy.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import type { VideoInfo } from './video-info.ts';

/**
 * An mp4 (h264, AAC) of the same size, turned upright. The same video, span and ffmpeg give the same bytes. Throws
 * `span-outside-video`, and as `writeCopy` with `clip-unfaithful`.
 */
export async function cutVideo(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  span: Span,
  target: string,
  options: CopyOptions = {},
): Promise<VideoInfo> {
  const { scale, x264 } = colourOptions(video);
  const [first, end] = framesIn(video, span);
  const plan = {
    frames: [first, end],
    // 4:2:0 needs even sides: a last column or row may go, and no picture is made another size.
    filter: `crop=w=trunc(iw/2)*2:h=trunc(ih/2)*2:x=0:y=0,scale=${scale},format=yuv420p`,
    encoding: [
      ...['-preset', 'medium', '-crf', `${CRF}`, '-g', '48', '-x264-params', x264, '-threads', `${THREADS}`],
      ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-flags:a', '+bitexact'],
    ],
    isBackground: false,
    unfaithful: 'clip-unfaithful',
  } as const;
  const seek = seekTo(video, first);
  try {
    return await writeCopy(ffmpeg, video, target, { ...plan, input: seek }, options);
  } catch (error) {
    const isLost = error instanceof ProblemError && error.problem.code === 'clip-unfaithful' && seek.length > 0;
    if (!isLost) throw error;
    // This file's seeks are not to be relied on: decoding from the beginning is slow and sure.
    return writeCopy(ffmpeg, video, target, { ...plan, input: [] }, options);
  }
}

/** x264's factor at which hardly anyone sees a difference. */
const CRF = 17;
/** x264 writes other bytes with another number of threads. */
const THREADS = 4;
/** Sound is stored in pieces that begin before what they hold, and may lie elsewhere in the file. */
const SEEK_BEFORE_S = 1;

/** The frame that is shown at the beginning, up to the one that begins where the span ends. A moment is its one frame. */
export function framesIn({ durationUs, frameTimesUs, path }: VideoInfo, span: Span): [first: number, end: number] {
  const after = (us: Us): number => {
    const index = frameTimesUs.findIndex((at) => at > us);
    return index === -1 ? frameTimesUs.length : index;
  };
  const first = after(span.fromUs + 1) - 1; // times are rounded to the microsecond
  const end = Math.max(first + 1, after(span.toUs - 2));
  if (first < 0 || span.fromUs >= durationUs || span.toUs < span.fromUs)
    throw new ProblemError({ code: 'span-outside-video', path, span, durationUs });
  return [first, end];
}

function seekTo({ access }: VideoInfo, first: number): string[] {
  const { canSeek, hasOwnTimes, reorderTicks, ticks, timeBase } = access;
  const [perTick, base] = timeBase;
  const seconds = (((ticks[first] ?? 0) - reorderTicks) * perTick) / base - SEEK_BEFORE_S;
  const startS = ((ticks[0] ?? 0) * perTick) / base;
  if (!canSeek || !hasOwnTimes || seconds <= startS) return [];
  return ['-seek_timestamp', '1', '-noaccurate_seek', '-ss', seconds.toFixed(6)];
}
