/** How pictures come out of ffmpeg: by which filters, written how, and where one ends. Knows nothing of which are wanted. */
import type { Readable } from 'node:stream';
import type { Us } from '../document/time.ts';
import { rgbFilter } from './colour.ts';
import { orientationFilter } from './orientation.ts';
import type { VideoInfo } from './video-info.ts';

export interface PictureForm {
  /** From pictures as stored to those wanted. */
  readonly filter: string;
  readonly options: readonly string[];
  /** Ends early, without an error, where the command is stopped. */
  cut(stream: Readable): AsyncGenerator<Uint8Array, undefined, undefined>;
}

export interface Picture {
  readonly index: number;
  /** Presentation time, as in the video's `frameTimesUs`. */
  readonly timeUs: Us;
  /** In the form asked for. */
  readonly bytes: Uint8Array;
  readonly reachedBy: 'seek' | 'decode';
}

/** RGB24 by the one recipe of colour.ts, turned as shown. */
export function rgbForm({ access, colour, width, height }: VideoInfo): PictureForm {
  const size = { width: access.storedWidth, height: access.storedHeight };
  return {
    filter: `${rgbFilter(colour, size)}${orientationFilter(access.orientation)}`,
    options: ['-c:v', 'rawvideo', '-f', 'rawvideo'],
    cut: (stream) => equalParts(stream, width * height * 3),
  };
}

/** Pictures as they are, of which each has so many bytes. */
export async function* equalParts(stream: Readable, bytes: number): AsyncGenerator<Uint8Array, undefined, undefined> {
  let picture = new Uint8Array(bytes);
  let filled = 0;
  for await (const chunk of chunksOf(stream)) {
    for (let from = 0; from < chunk.length;) {
      const part = chunk.subarray(from, from + bytes - filled);
      picture.set(part, filled);
      from += part.length;
      filled += part.length;
      if (filled < bytes) continue;
      yield picture;
      picture = new Uint8Array(bytes);
      filled = 0;
    }
  }
  return undefined;
}

/** What a stopped command was writing is no error of anyone's. */
export async function* chunksOf(stream: Readable): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    yield* stream as AsyncIterable<Uint8Array>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
}
