/**
 * Decodes a stream from its start or from a seek, and says the presentation time of every picture that comes out; of
 * chosen ones it gives the picture too. Knows nothing of which pictures anyone wants, or of what to do where one is missing.
 */
import { availableParallelism } from 'node:os';
import { PICTURES, REPORT, startCommand } from './command.ts';
import type { RunningCommand } from './command.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { SAFE_INPUT, ffmpegName } from './source.ts';

export interface DecodeSource {
  readonly path: string;
  readonly streamIndex: number;
  readonly timeBase: readonly [number, number];
  /** Where to start, in ticks on the file's clock; undefined: at its beginning, without a seek. */
  readonly seekTicks?: number | undefined;
  /** False: ffmpeg makes one rising clock of times that jump (a transport stream put together of several). */
  readonly keepTimes: boolean;
  /** Decode key frames alone, where the decoder can; the others are not reported either. */
  readonly onlyKeys?: boolean | undefined;
}

export interface Decoding {
  /** ffmpeg filters which pick and convert pictures; undefined: only times are wanted. */
  readonly pictureFilter?: string | undefined;
  /** How the picked pictures are written; as they are, one after the other, where not stated. */
  readonly pictureOptions?: readonly string[] | undefined;
  /** The presentation time of each decoded picture, in ticks, as it is decoded. */
  readonly onPicture: (ticks: number) => void;
  readonly isOurTurn?: () => boolean;
  readonly isBackground?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly idleMs?: number | undefined;
}

/** More threads gain little and each holds a picture. */
const MOST_THREADS = 8;

const AS_THEY_ARE = ['-c:v', 'rawvideo', '-f', 'rawvideo'];

/** The picked pictures follow each other in the command's `pictures`. */
export function startDecoding(ffmpeg: Ffmpeg, source: DecodeSource, decoding: Decoding): RunningCommand {
  const { path, streamIndex, timeBase, seekTicks, keepTimes } = source;
  // Every decoded picture shows up in the report, cut to 2 x 2 so that it costs nothing: its time, and a sign of life.
  const report = 'crop=w=min(iw\\,2):h=min(ih\\,2):x=0:y=0[times]';
  const stream = `[0:${streamIndex}]`;
  const { pictureFilter, pictureOptions = AS_THEY_ARE } = decoding;
  const reportOptions = [
    ...['-map', '[times]', ...passThrough(ffmpeg), '-enc_time_base', timeBase.join(':'), '-c:v', 'rawvideo'],
    ...['-flush_packets', '1', '-f', 'framecrc'],
  ];
  // One thread for writing: with more, a picture is held back until as many others have come.
  const common = ['-hide_banner', '-loglevel', 'error', '-nostdin', '-nostats', '-threads', '1'];
  const picked = ['-map', '[pictures]', ...passThrough(ffmpeg), '-flush_packets', '1', ...pictureOptions];
  return startCommand(ffmpeg, {
    input: {
      from: ffmpegName(path),
      options: [
        ...SAFE_INPUT,
        ...['-threads', String(Math.min(availableParallelism(), MOST_THREADS)), '-noautorotate'],
        ...(keepTimes ? ['-copyts'] : []),
        ...(source.onlyKeys === true ? ['-skip_frame', 'nokey'] : []),
        ...(seekTicks === undefined ? [] : seekOptions((seekTicks * timeBase[0]) / timeBase[1])),
      ],
    },
    filter:
      pictureFilter === undefined
        ? `${stream}${report}`
        : `${stream}split[all][some];[all]${report};[some]${pictureFilter}[pictures]`,
    // The report first, as ffmpeg writes to its outputs in this order: a time never waits behind a picture that nobody reads.
    outputs: [
      { to: REPORT, options: [...common, ...reportOptions] },
      ...(pictureFilter === undefined ? [] : [{ to: PICTURES, options: [...common, ...picked] }]),
    ],
    onLine: (line) => {
      if (line.startsWith('#')) return true;
      const ticks = REPORTED.exec(line)?.[1];
      if (ticks !== undefined) decoding.onPicture(Number(ticks));
      return ticks !== undefined;
    },
    isOurTurn: decoding.isOurTurn,
    isBackground: decoding.isBackground,
    signal: decoding.signal,
    idleMs: decoding.idleMs,
  });
}

/**
 * Stream, decode time, presentation time, duration, bytes, checksum. Not bound to the start of the line: it is written at
 * once, but a complaint of another thread is written in parts and can be cut by it.
 */
const REPORTED = /0,\s*-?\d+,\s*(-?\d+),\s*-?\d+,\s*\d+,\s*0x[0-9a-f]{8}/;

/** The time is on the file's own clock, and nothing that decodes before it is thrown away: the filter picks. */
function seekOptions(seconds: number): string[] {
  return ['-seek_timestamp', '1', '-noaccurate_seek', '-ss', seconds.toFixed(6)];
}

/** Every picture goes out once, at its own time. `-vsync` gave way to `-fps_mode` in ffmpeg 5.1. */
export function passThrough({ codecVersion: [major, minor] }: Ffmpeg): string[] {
  return [major > 59 || (major === 59 && minor >= 37) ? '-fps_mode' : '-vsync', 'passthrough'];
}
