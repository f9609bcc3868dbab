/** Finds the cuts of a video by decoding all of it, small. Knows nothing of what becomes of the shots between them. */
import { ProblemError } from '../document/problem.ts';
import type { Us } from '../document/time.ts';
import { causeOf } from './cause.ts';
import { startDecoding } from './decode.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { equalParts } from './picture-form.ts';
import type { ReadOptions } from './report.ts';
import { findShots } from './shot-finder.ts';
import { checkFile } from './source.ts';
import type { VideoInfo } from './video-info.ts';

export interface ShotOptions extends ReadOptions {
  /** How much of the picture has to change, 0 to 1. */
  readonly threshold: number;
  /** Nobody waits for it: whatever else runs on the machine goes first. */
  readonly isBackground?: boolean | undefined;
}

/** Small enough to cost nothing beside decoding; averaging an area takes the noise out. */
const SIDE = { width: 48, height: 27 };
/** Lightning and photographers' flashes are over by then. */
const FLASH_S = 0.25;

/**
 * The times of the pictures that begin another shot, ascending, exact, without the first picture's. Of a damaged video, as
 * far as it decodes. Throws `video-missing`, `video-unreadable`, `ffmpeg-stalled`.
 */
export async function detectShots(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  { idleMs, isBackground, signal, threshold }: ShotOptions,
): Promise<Us[]> {
  const { access, averageFps, frameTimesUs, path } = video;
  await checkFile(path);
  const ticks: number[] = [];
  const command = startDecoding(
    ffmpeg,
    { ...access, path, keepTimes: access.hasOwnTimes },
    {
      pictureFilter: `scale=w=${SIDE.width}:h=${SIDE.height}:flags=area+bitexact,format=rgb24`,
      onPicture: (at) => ticks.push(at),
      isBackground,
      signal,
      idleMs,
    },
  );
  const finder = findShots({ threshold, flash: Math.min(15, Math.max(1, Math.round(FLASH_S * averageFps))) });
  let decoded = 0;
  try {
    for await (const picture of equalParts(command.pictures, SIDE.width * SIDE.height * 3)) {
      finder.add(picture);
      decoded++;
    }
  } finally {
    command.stop();
    await command.end;
  }
  signal?.throwIfAborted();
  const { complaints, idleS, outcome } = await command.end;
  if (outcome === 'silent') throw new ProblemError({ code: 'ffmpeg-stalled', path, idleS });
  if (decoded === 0) throw new ProblemError({ code: 'video-unreadable', path, cause: causeOf(complaints) });
  const timeOf = new Map(access.ticks.map((at, index) => [at, frameTimesUs[index]]));
  return finder.end().flatMap((number) => {
    const time = access.hasOwnTimes ? timeOf.get(ticks[number] ?? NaN) : frameTimesUs[number];
    return time === undefined ? [] : [time];
  });
}
