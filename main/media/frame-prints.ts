/**
 * What a video shows at a few of its moments, small enough to be compared with a hundred thousand others: each as 9 x 8
 * fields of colour. The same pictures at another size, quality or frame rate have nearly the same. Knows nothing of how
 * alike two videos have to be.
 */
import type { Ffmpeg } from './ffmpeg.ts';
import { isSideways, orientationFilter } from './orientation.ts';
import { equalParts } from './picture-form.ts';
import type { PictureForm } from './picture-form.ts';
import { readPictures } from './pictures.ts';
import type { VideoInfo } from './video-info.ts';

/** RGB, 8 bits each, rows from the top: 9 x 8 x 3 bytes. */
export type FramePrint = Uint8Array;

export const [PRINT_COLUMNS, PRINT_ROWS] = [9, 8] as const;
const MOMENTS = 8;

/** At eight moments that lie the same way in every video of the same length. Throws as `readFrames`. */
export async function readFramePrints(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  { signal }: { readonly signal?: AbortSignal } = {},
): Promise<readonly FramePrint[]> {
  const moments = Array.from({ length: MOMENTS }, (_, at) =>
    frameAt(video, ((at + 0.5) / MOMENTS) * video.framesEndUs),
  );
  const byFrame = new Map<number, FramePrint>();
  for await (const { index, bytes } of readPictures(ffmpeg, video, moments, { form: tinyRgb(video), signal }))
    byFrame.set(index, bytes);
  return moments.map((index) => byFrame.get(index) ?? new Uint8Array());
}

function frameAt({ frameTimesUs }: VideoInfo, timeUs: number): number {
  const after = frameTimesUs.findIndex((at) => at > timeUs);
  return after === -1 ? frameTimesUs.length - 1 : Math.max(0, after - 1);
}

function tinyRgb({ access }: VideoInfo): PictureForm {
  const [w, h] = isSideways(access.orientation) ? [PRINT_ROWS, PRINT_COLUMNS] : [PRINT_COLUMNS, PRINT_ROWS];
  return {
    filter: `scale=w=${w}:h=${h}:flags=area,format=yuv444p,scale=flags=area,format=rgb24${orientationFilter(access.orientation)}`,
    options: ['-c:v', 'rawvideo', '-f', 'rawvideo'],
    cut: (stream) => equalParts(stream, PRINT_COLUMNS * PRINT_ROWS * 3),
  };
}
