/**
 * How a path is handed to ffmpeg so that it is a file and nothing else: no protocol, no pattern, no option, no network.
 * Knows nothing of what is in the file.
 */
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { ProblemError } from '../document/problem.ts';

/** What ffmpeg may open at all. Play lists, image sequences, scripts and devices, which lead to other files, are not among them. */
const CONTAINERS = (
  'mov matroska webm avi mpegts mpeg mpegvideo flv asf ogg gif apng mxf nut ivf obu av1 h264 hevc m4v mjpeg vc1 h263 ' +
  'dirac dv rm wtv gxf swf amv yuv4mpegpipe mp3 aac flac wav w64 aiff ac3 eac3 amr au caf ape tta wv'
).replaceAll(' ', ',');

/** The path as ffmpeg takes it: the prefix ends any guessing about `http:`, `%d`, or a leading dash. */
export function ffmpegName(path: string): string {
  return `file:${resolve(path)}`;
}

/** Options of ffprobe, or before `-i` of ffmpeg. */
export const SAFE_INPUT: readonly string[] = ['-protocol_whitelist', 'file,pipe', '-format_whitelist', CONTAINERS];

/** Throws what can be said without ffmpeg: `video-missing`, `video-empty`, `video-unreadable`. */
export async function checkFile(path: string): Promise<{ readonly bytes: number }> {
  const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
  if (found instanceof Error) {
    if (found.code === 'ENOENT' || found.code === 'ENOTDIR') throw new ProblemError({ code: 'video-missing', path });
    throw new ProblemError({ code: 'video-unreadable', path, cause: found.message });
  }
  if (found.isDirectory()) throw new ProblemError({ code: 'video-unreadable', path, cause: 'it is a folder' });
  if (!found.isFile()) throw new ProblemError({ code: 'video-unreadable', path, cause: 'it is not a regular file' });
  if (found.size === 0) throw new ProblemError({ code: 'video-empty', path, cause: 'the file has no bytes' });
  return { bytes: found.size };
}
