/** A picture of a video for a person's eye: a small JPEG as a player would show it. Knows nothing of where it is shown. */
import type { Readable } from 'node:stream';
import type { Us } from '../document/time.ts';
import { isSideways, orientationFilter } from './orientation.ts';
import { chunksOf } from './picture-form.ts';
import type { PictureForm } from './picture-form.ts';
import type { VideoInfo } from './video-info.ts';

export interface Still {
  /** Which frame of the video it is, and when that is shown: the real one, where another was asked for. */
  readonly index: number;
  readonly timeUs: Us;
  readonly width: number;
  readonly height: number;
  readonly jpeg: Uint8Array;
}

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Turned, and with square samples; never larger than the video itself. */
export function stillSize({ width, height, sampleAspectRatio: [across, down] }: VideoInfo, asked: number): Size {
  const shown = Math.max(1, Math.min(Math.round(asked), height));
  return { width: Math.max(1, Math.round((width * shown * across) / (down * height))), height: shown };
}

/**
 * JPEG is BT.601 in full range by its standard, whatever the video is. No tone mapping: a still looks like the frame that
 * a model sees.
 */
export function jpegForm({ access, colour }: VideoInfo, { width, height }: Size): PictureForm {
  const [w, h] = isSideways(access.orientation) ? [height, width] : [width, height];
  const range = colour.range === 'full' ? 'pc' : 'tv';
  const scale =
    `scale=w=${w}:h=${h}:flags=bicubic:in_color_matrix=${colour.matrix}:in_range=${range}:` +
    `out_color_matrix=bt601:out_range=pc,format=yuvj420p`;
  return {
    filter: `${scale}${orientationFilter(access.orientation)},setsar=1`,
    options: ['-c:v', 'mjpeg', '-q:v', '4', '-f', 'mpjpeg'],
    cut: eachPart,
  };
}

/** `--ffmpeg`, `Content-type: image/jpeg`, `Content-length: 1234`, an empty line, and so many bytes. */
const HEAD_END = Buffer.from('\r\n\r\n');

async function* eachPart(stream: Readable): AsyncGenerator<Uint8Array, undefined, undefined> {
  let rest = Buffer.alloc(0);
  for await (const chunk of chunksOf(stream)) {
    rest = rest.length === 0 ? Buffer.from(chunk) : Buffer.concat([rest, chunk]);
    for (;;) {
      const headEnd = rest.indexOf(HEAD_END);
      if (headEnd === -1) break;
      const bytes = Number(/Content-length: (\d+)/i.exec(rest.toString('latin1', 0, headEnd))?.[1]);
      const [from, to] = [headEnd + HEAD_END.length, headEnd + HEAD_END.length + bytes];
      if (!(rest.length >= to)) break;
      yield new Uint8Array(rest.subarray(from, to));
      rest = rest.subarray(to);
    }
  }
  return undefined;
}
