/**
 * Writes pictures as an h264 video, the same bytes for the same pictures and the same ffmpeg. Knows nothing of what the
 * pictures show.
 */
import { rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { ProblemError } from '../document/problem.ts';
import { SWSCALE_FLAGS } from './colour.ts';
import { startCommand } from './command.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { causeOf } from './cause.ts';
import { ffmpegName } from './source.ts';

export interface VideoSettings {
  /** Even, as 4:2:0 needs it. */
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** x264's constant rate factor: 0 is lossless, 23 its default. */
  readonly crf: number;
  /** At most this many frames from one key frame to the next; x264's default is 250. */
  readonly keyFrameEvery?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Frames are RGB24, width x height x 3 bytes each. Throws `video-unwritable`, and leaves no half-written file. */
export async function writeVideo(
  ffmpeg: Ffmpeg,
  path: string,
  settings: VideoSettings,
  frames: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  const { width, height, fps, crf, keyFrameEvery = 250, signal } = settings;
  if (width % 2 !== 0 || height % 2 !== 0) throw new RangeError(`a video of ${width} x ${height} needs even sides`);
  const partial = `${path}.part`;
  let isOurTurn = false;
  let ourFailure: Error | undefined;

  async function* checked(): AsyncGenerator<Uint8Array> {
    isOurTurn = true;
    try {
      for await (const frame of frames) {
        if (frame.length !== width * height * 3)
          throw new RangeError(`a frame of ${width} x ${height} has ${width * height * 3} bytes, not ${frame.length}`);
        isOurTurn = false;
        yield frame;
        isOurTurn = true;
      }
    } catch (error) {
      ourFailure = error instanceof Error ? error : new Error(String(error));
      throw ourFailure;
    } finally {
      isOurTurn = false;
    }
  }

  const { end } = startCommand(ffmpeg, {
    input: {
      from: Readable.from(checked(), { objectMode: true, highWaterMark: 1 }),
      options: ['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-video_size', `${width}x${height}`, '-framerate', `${fps}`],
    },
    filter: `[0:v]scale=flags=${SWSCALE_FLAGS}:in_range=pc:out_range=tv:out_color_matrix=bt709,format=yuv420p[out]`,
    outputs: [
      {
        to: ffmpegName(partial),
        options: [
          ...['-hide_banner', '-loglevel', 'error', '-y', '-map', '[out]', '-f', 'mp4', '-movflags', '+faststart'],
          ...['-c:v', 'libx264', '-preset', 'medium', '-crf', `${crf}`, '-g', `${keyFrameEvery}`, '-threads', '1'],
          ...['-colorspace', 'bt709', '-color_primaries', 'bt709', '-color_trc', 'bt709', '-color_range', 'tv'],
          ...['-fflags', '+bitexact', '-flags:v', '+bitexact', '-map_metadata', '-1'],
        ],
      },
    ],
    isOurTurn: () => isOurTurn,
    signal,
  });
  const { outcome, complaints } = await end;
  if (outcome === 'done' && ourFailure === undefined) return rename(partial, path);
  await rm(partial, { force: true });
  signal?.throwIfAborted();
  if (ourFailure !== undefined) throw ourFailure;
  throw new ProblemError({
    code: 'video-unwritable',
    path,
    cause: outcome === 'silent' ? 'ffmpeg stood still' : causeOf(complaints),
  });
}
