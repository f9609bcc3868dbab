/** Pictures evenly over a video, as they are made. Knows nothing of where they are shown or kept. */
import type { Ffmpeg } from './ffmpeg.ts';
import { frameShownAt, nearestKey } from './key-frames.ts';
import { readKeyPictures } from './key-pictures.ts';
import { readPictures } from './pictures.ts';
import type { ReadOptions } from './report.ts';
import { jpegForm, stillSize } from './still.ts';
import type { Still } from './still.ts';
import type { VideoInfo } from './video-info.ts';

export interface FilmStripOptions extends ReadOptions {
  /** At most so many pictures: fewer of a video with fewer frames, or with too few key frames to be read in a short time. */
  readonly count: number;
  readonly height: number;
  /** Key frames wherever reading all of the video would be slow, also where there are but a few. */
  readonly isQuick?: boolean | undefined;
}

/**
 * Yields in the order of time, each picture with its real time: of a short video the frames in the middle of `count` equal
 * parts, of a long one the key frames nearest to them. Throws what readPictures throws.
 */
export async function* makeFilmStrip(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  { count, height, isQuick = false, signal, idleMs }: FilmStripOptions,
): AsyncGenerator<Still, void, undefined> {
  const size = stillSize(video, height);
  const options = { form: jpegForm(video, size), signal, idleMs };
  const frames = middles(video, count);
  const keys = keysInstead(video, { frames, isQuick });
  const pictures =
    keys === undefined
      ? readPictures(ffmpeg, video, frames, options)
      : video.access.canSeek
        ? readKeyPictures(ffmpeg, video, keys, options)
        : readPictures(ffmpeg, video, keys, { ...options, onlyKeys: true });
  for await (const { index, timeUs, bytes } of pictures) yield { index, timeUs, ...size, jpeg: bytes };
}

/** The frames on the screen in the middle of each of `count` equal parts; each once. */
function middles(video: VideoInfo, count: number): number[] {
  const times = Array.from({ length: count }, (_, i) => ((i + 0.5) * video.framesEndUs) / count);
  return [...new Set(times.map((timeUs) => frameShownAt(video, timeUs)))];
}

/** Decoding so many samples takes about a second on two cores: 300 frames of 1280 x 720. */
const QUICK_SAMPLES = 300 * 1280 * 720;
/** And so many more than anyone waits for the exact pictures, if there are enough others. */
const SLOW_SAMPLES = 10 * QUICK_SAMPLES;
const ENOUGH = 8;

interface WantedFrames {
  readonly frames: readonly number[];
  readonly isQuick: boolean;
}

/** The key frames nearest to the frames, each once, where reading all of the video would be slow and these are enough. */
function keysInstead(video: VideoInfo, { frames, isQuick }: WantedFrames): number[] | undefined {
  const { access, frameCount } = video;
  const samples = frameCount * access.storedWidth * access.storedHeight;
  if (samples <= QUICK_SAMPLES || !access.hasOwnTimes) return undefined;
  const keys = new Set(frames.flatMap((frame) => nearestKey(video, frame) ?? []));
  if (isQuick) return keys.size > 0 ? [...keys] : undefined;
  const needed = samples > SLOW_SAMPLES ? Math.min(ENOUGH, frames.length) : frames.length / 2;
  return keys.size >= needed ? [...keys] : undefined;
}
