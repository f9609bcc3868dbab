/**
 * What a video shows at a few of its moments, small enough to be compared with a hundred thousand others: a difference hash
 * (Krawetz's dHash) of each. The same pictures at another size, quality or frame rate give the same bits but for a few.
 * Knows nothing of how alike two videos have to be.
 */
import type { Ffmpeg } from './ffmpeg.ts';
import { orientationFilter, isSideways } from './orientation.ts';
import { equalParts } from './picture-form.ts';
import type { PictureForm } from './picture-form.ts';
import { readPictures } from './pictures.ts';
import type { VideoInfo } from './video-info.ts';

/** 64 bits: whether each of 8 x 8 places is darker than the one to its right. Null: the picture is flat, so its bits are noise. */
export type FrameHash = bigint | null;

const MOMENTS = 8;
const [COLUMNS, ROWS] = [9, 8] as const;
/** Of 255: what is left of noise when a picture is averaged to 9 x 8. */
const FLAT_RANGE = 8;

/** At eight moments that lie the same way in every video of the same length. Throws as `readFrames`. */
export async function readFrameHashes(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<readonly FrameHash[]> {
  const moments = Array.from({ length: MOMENTS }, (_, at) =>
    frameAt(video, ((at + 0.5) / MOMENTS) * video.framesEndUs),
  );
  const byFrame = new Map<number, FrameHash>();
  for await (const { index, bytes } of readPictures(ffmpeg, video, moments, { form: tinyGrey(video), signal }))
    byFrame.set(index, hashOf(bytes));
  return moments.map((index) => byFrame.get(index) ?? null);
}

function frameAt({ frameTimesUs }: VideoInfo, timeUs: number): number {
  const after = frameTimesUs.findIndex((at) => at > timeUs);
  return after === -1 ? frameTimesUs.length - 1 : Math.max(0, after - 1);
}

function tinyGrey({ access }: VideoInfo): PictureForm {
  const [w, h] = isSideways(access.orientation) ? [ROWS, COLUMNS] : [COLUMNS, ROWS];
  return {
    filter: `scale=w=${w}:h=${h}:flags=area,format=gray${orientationFilter(access.orientation)}`,
    options: ['-c:v', 'rawvideo', '-f', 'rawvideo'],
    cut: (stream) => equalParts(stream, COLUMNS * ROWS),
  };
}

function hashOf(grey: Uint8Array): FrameHash {
  let [darkest, brightest] = [255, 0];
  for (const value of grey) [darkest, brightest] = [Math.min(darkest, value), Math.max(brightest, value)];
  if (brightest - darkest < FLAT_RANGE) return null;
  let bits = 0n;
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column + 1 < COLUMNS; column++) {
      const at = row * COLUMNS + column;
      bits = (bits << 1n) | ((grey[at] as number) < (grey[at + 1] as number) ? 1n : 0n);
    }
  }
  return bits;
}
