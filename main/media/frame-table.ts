/**
 * When each frame of a video is shown: from its packets where one packet is surely one picture, else by decoding all of
 * it. Knows nothing of what the frames look like.
 */
import { ProblemError } from '../document/problem.ts';
import type { Problem } from '../document/problem.ts';
import { causeOf } from './cause.ts';
import { startDecoding } from './decode.ts';
import type { DecodeSource } from './decode.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import type { FileReport, ReadOptions } from './report.ts';
import type { FrameAccess } from './video-info.ts';

export interface FrameTable {
  readonly access: Pick<FrameAccess, 'ticks' | 'keys' | 'reorderTicks' | 'hasOwnTimes' | 'from'>;
  /** How long the last frame is shown; undefined where the file does not say. */
  readonly lastTicks: number | undefined;
  readonly warnings: readonly Problem[];
}

interface Asked extends ReadOptions {
  readonly ffmpeg: Ffmpeg;
  readonly path: string;
  readonly report: FileReport;
  readonly timeBase: readonly [number, number];
  /** Decode even where packets could be trusted. */
  readonly decodeAll: boolean;
}

/** Throws `video-unreadable`, `video-empty`, `ffmpeg-stalled`. */
export async function readFrameTable(asked: Asked): Promise<FrameTable> {
  const { complaints } = asked.report;
  const truncated = truncation(asked);
  const isTrusted = !asked.decodeAll && complaints.length === 0 && truncated === undefined;
  const shown = isTrusted ? framesOfPackets(asked.report) : undefined;
  if (shown !== undefined) return tableOf(shown, asked.report, { from: 'packets', warnings: [] });

  const decoded = await decodeTimes(asked);
  if (decoded.ticks.length === 0) {
    const { path } = asked;
    const words = [...decoded.complaints, ...complaints];
    if (words.length > 0) throw new ProblemError({ code: 'video-unreadable', path, cause: causeOf(words) });
    throw new ProblemError({ code: 'video-empty', path, cause: 'the video stream has no frames' });
  }
  const damaged: Problem[] =
    decoded.complaints.length > 0 && truncated === undefined
      ? [{ code: 'video-damaged', path: asked.path, cause: causeOf(decoded.complaints) }]
      : [];
  return tableOf(decoded.ticks, asked.report, {
    from: 'decode',
    hasOwnTimes: decoded.hasOwnTimes,
    warnings: truncated === undefined ? damaged : [truncated],
  });
}

/** Containers that keep each picture as one packet with its own time. Transport and program streams, AVI and bare streams do not. */
const ONE_PACKET_ONE_TIME = /^(mov,|matroska|gif|flv|nut)/;

/** Codecs without packets that show nothing. VP8 has hidden frames, MPEG-4 part 2 frames that are left out. */
const ONE_PACKET_ONE_PICTURE = new Set(
  [
    'h264',
    'hevc',
    'vp9',
    'av1',
    'mpeg1video',
    'mpeg2video',
    'mjpeg',
    'prores',
    'dnxhd',
    'ffv1',
    'rawvideo',
    'png',
  ].concat(['gif', 'qtrle', 'utvideo', 'huffyuv', 'ffvhuff', 'magicyuv', 'cfhd', 'v210']),
);

/** Presentation times in order, or undefined where packets may not be pictures one to one. */
function framesOfPackets({ container, video, packets }: FileReport): number[] | undefined {
  if (!ONE_PACKET_ONE_TIME.test(container)) return undefined;
  if (!ONE_PACKET_ONE_PICTURE.has(video['codec_name'] ?? '')) return undefined;
  if (packets.pts.length === 0 || packets.pts.some(Number.isNaN)) return undefined;
  // A stream that was cut at an open group of pictures starts with some that cannot be decoded.
  const [first = 0] = packets.pts;
  if (!packets.isKey[0] || packets.pts.some((ticks) => ticks < first)) return undefined;
  const shown = packets.pts.filter((_, i) => !packets.isHidden[i]).sort((a, b) => a - b);
  return shown.length > 0 && isRising(shown) ? shown : undefined;
}

function tableOf(
  ticks: readonly number[],
  { packets }: FileReport,
  { from, hasOwnTimes = true, warnings }: { from: FrameAccess['from']; hasOwnTimes?: boolean; warnings: Problem[] },
): FrameTable {
  const keyTicks = new Set(packets.pts.filter((_, i) => packets.isKey[i]));
  const keys = ticks.flatMap((at, k) => (keyTicks.has(at) ? [k] : []));
  const last = ticks.at(-1);
  const lastTicks = packets.durations[packets.pts.lastIndexOf(last ?? NaN)];
  const reorderTicks = packets.pts.reduce((most, pts, i) => Math.max(most, pts - (packets.dts[i] ?? pts) || 0), 0);
  return {
    access: { ticks, keys, reorderTicks, hasOwnTimes, from },
    lastTicks: lastTicks !== undefined && lastTicks > 0 ? lastTicks : undefined,
    warnings,
  };
}

/** The times of all pictures that decoding gives: the file's own where they rise, else ffmpeg's rising ones. */
async function decodeTimes(
  asked: Asked,
): Promise<{ ticks: number[]; hasOwnTimes: boolean; complaints: readonly string[] }> {
  const { path, timeBase, report } = asked;
  const source: DecodeSource = { path, streamIndex: Number(report.video['index']), timeBase, keepTimes: true };
  const own = await decodeOnce(asked, source);
  if (isRising(own.ticks)) return { ...own, hasOwnTimes: true };
  const guessed = await decodeOnce(asked, { ...source, keepTimes: false });
  return { ...guessed, ticks: rising(guessed.ticks), hasOwnTimes: false };
}

async function decodeOnce(
  { ffmpeg, path, signal, idleMs }: Asked,
  source: DecodeSource,
): Promise<{ ticks: number[]; complaints: readonly string[] }> {
  const ticks: number[] = [];
  const { end } = startDecoding(ffmpeg, source, { onPicture: (at) => ticks.push(at), signal, idleMs });
  const { outcome, complaints, idleS } = await end;
  signal?.throwIfAborted();
  if (outcome === 'silent') throw new ProblemError({ code: 'ffmpeg-stalled', path, idleS });
  return { ticks, complaints };
}

/** What shows that the end of the file is missing: ffmpeg's words, or fewer packets than the header counts. */
function truncation({ report: { video, packets, complaints }, path }: Asked): Problem | undefined {
  const said = complaints.filter((line) => /partial file|ended prematurely|truncat/i.test(line));
  if (said.length > 0) return { code: 'video-truncated', path, cause: causeOf(said) };
  const expected = Number(video['nb_frames']);
  const found = packets.pts.length;
  if (!(found > 0 && found < expected)) return undefined;
  return { code: 'video-truncated', path, cause: `${found} of ${expected} frames are there` };
}

function isRising(ticks: readonly number[]): boolean {
  return ticks.every((at, k) => k === 0 || at > (ticks[k - 1] as number));
}

function rising(ticks: readonly number[]): number[] {
  let last = -Infinity;
  return ticks.map((at) => (last = Math.max(at, last + 1)));
}
