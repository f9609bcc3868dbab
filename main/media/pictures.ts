/**
 * Reads chosen pictures of a video in whatever form, and gives no other: each is checked by its presentation time. Memory
 * holds one picture at a time. Knows nothing of what they are for.
 */
import { ProblemError } from '../document/problem.ts';
import { causeOf } from './cause.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import type { Picture } from './picture-form.ts';
import { planRuns } from './plan.ts';
import { readRun } from './read-run.ts';
import type { RunOptions } from './read-run.ts';
import { checkFile } from './source.ts';
import type { VideoInfo } from './video-info.ts';

/**
 * Yields each of `indices` once, ascending whatever their order. Throws a ProblemError: `frames-missing` (probe with
 * `decodeAll` then says which frames there are), `ffmpeg-stalled`, `video-missing`, `video-unreadable`; a RangeError for a
 * frame the video does not have.
 */
export async function* readPictures(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  indices: Iterable<number>,
  options: RunOptions,
): AsyncGenerator<Picture, void, undefined> {
  const wanted = [...new Set(indices)].sort((a, b) => a - b);
  for (const index of wanted)
    if (!Number.isInteger(index) || index < 0 || index >= video.frameCount)
      throw new RangeError(`frame ${index} of a video of ${video.frameCount} frames`);

  await checkFile(video.path);
  const sureAccess = { ...video.access, canSeek: false };
  const { onlyKeys = false } = options;
  let done = 0;
  for (const run of planRuns(onlyKeys ? sureAccess : video.access, wanted)) {
    const end = yield* readRun(ffmpeg, video, run, options);
    done += end.read;
    if (end.read === run.indices.length) continue;
    const isSure = run.seekTicks === undefined && !onlyKeys;
    if (isSure) throw missing(video, run.indices.slice(end.read, end.read + 1), end.complaints);
    // This file's seeks (or its decoder's choice of key frames) are not to be relied on: the rest by decoding from the
    // beginning, which is slow and sure.
    for (const sure of planRuns(sureAccess, wanted.slice(done))) {
      const sureEnd = yield* readRun(ffmpeg, video, sure, { ...options, onlyKeys: false });
      if (sureEnd.read < sure.indices.length)
        throw missing(video, sure.indices.slice(sureEnd.read, sureEnd.read + 1), sureEnd.complaints);
    }
    return;
  }
}

function missing(video: VideoInfo, indices: readonly number[], complaints: readonly string[]): ProblemError {
  return new ProblemError({
    code: 'frames-missing',
    path: video.path,
    timesUs: indices.map((index) => video.frameTimesUs[index] as number),
    cause: complaints.length === 0 ? 'decoding does not give them' : causeOf(complaints),
  });
}
