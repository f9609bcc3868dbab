/** One small picture of a video at a time. Knows nothing of where it is shown or kept. */
import type { Us } from '../document/time.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { frameShownAt, nearestKey } from './key-frames.ts';
import { readKeyPictures } from './key-pictures.ts';
import type { Picture } from './picture-form.ts';
import { readPictures } from './pictures.ts';
import type { ReadOptions } from './report.ts';
import { jpegForm, stillSize } from './still.ts';
import type { Still } from './still.ts';
import type { VideoInfo } from './video-info.ts';

export interface ThumbnailOptions extends ReadOptions {
  readonly timeUs: Us;
  /** Of the picture as shown, at most. */
  readonly height: number;
  /** `frame`: the very frame that is on the screen at that time. `key`: a key frame near it, which is found much faster. */
  readonly precision?: 'frame' | 'key' | undefined;
}

/** Throws what readPictures throws: `frames-missing`, `ffmpeg-stalled`, `video-missing`, `video-unreadable`. */
export async function makeThumbnail(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  { timeUs, height, precision = 'frame', signal, idleMs }: ThumbnailOptions,
): Promise<Still> {
  const size = stillSize(video, height);
  const options = { form: jpegForm(video, size), signal, idleMs };
  const frame = frameShownAt(video, timeUs);
  const key = precision === 'key' ? nearestKey(video, frame) : undefined;
  const pictures = key === undefined ? readPictures(ffmpeg, video, [frame], options) : keyPictures(key);
  for await (const { index, timeUs: at, bytes } of pictures) return { index, timeUs: at, ...size, jpeg: bytes };
  throw new Error(`${video.path}: no picture came, and no reason`);

  function keyPictures(index: number): AsyncIterable<Picture> {
    if (video.access.canSeek) return readKeyPictures(ffmpeg, video, [index], options);
    return readPictures(ffmpeg, video, [index], { ...options, onlyKeys: video.access.hasOwnTimes });
  }
}
