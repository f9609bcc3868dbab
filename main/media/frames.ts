/** Reads chosen frames of a video as RGB, and gives no other. Knows nothing of which frames a model wants. */
import type { Ffmpeg } from './ffmpeg.ts';
import type { Frame } from './frame.ts';
import { rgbForm } from './picture-form.ts';
import { readPictures } from './pictures.ts';
import type { ReadOptions } from './report.ts';
import type { VideoInfo } from './video-info.ts';

/**
 * Yields each of `indices` once, ascending whatever their order. Rotated as shown; the sample aspect ratio is not applied.
 * Memory holds one picture at a time. Throws what readPictures throws.
 */
export async function* readFrames(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  indices: Iterable<number>,
  options: ReadOptions = {},
): AsyncGenerator<Frame, void, undefined> {
  const { width, height } = video;
  const pictures = readPictures(ffmpeg, video, indices, { ...options, form: rgbForm(video) });
  for await (const { index, timeUs, bytes, reachedBy } of pictures)
    yield { index, timeUs, width, height, rgb: bytes, reachedBy };
}
