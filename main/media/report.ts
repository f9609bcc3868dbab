/** What a file says of itself: its streams and their packets as they stand in it, by ffprobe; nothing is decoded. */
import { ProblemError } from '../document/problem.ts';
import { causeOf } from './cause.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { runProgram } from './process.ts';
import { SAFE_INPUT, ffmpegName } from './source.ts';

export interface FileReport {
  readonly container: string;
  /** Seconds on the file's own clock; undefined where the file does not say. */
  readonly startS: number | undefined;
  readonly durationS: number | undefined;
  /** The first video stream that is no cover picture. */
  readonly video: StreamReport;
  readonly packets: Packets;
  readonly audio: StreamReport | undefined;
  readonly complaints: readonly string[];
}

/** ffprobe's words for a stream, of which each can be absent or `N/A`. */
export type StreamReport = Readonly<Partial<Record<string, string>>>;

/** One entry a packet, in the order of the file. Times in ticks; NaN where the file states none. */
export interface Packets {
  readonly pts: number[];
  readonly dts: number[];
  readonly durations: number[];
  readonly isKey: boolean[];
  /** Needed for decoding but never shown (an edit list cuts it off). */
  readonly isHidden: boolean[];
}

export interface ReadOptions {
  readonly signal?: AbortSignal | undefined;
  readonly idleMs?: number | undefined;
}

const ASKED =
  'packet=stream_index,pts,dts,duration,flags' +
  ':stream=index,codec_name,codec_type,width,height,pix_fmt,color_space,color_range,sample_aspect_ratio,time_base,' +
  'avg_frame_rate,r_frame_rate,has_b_frames,nb_frames,channels,sample_rate' +
  ':stream_disposition=attached_pic,timed_thumbnails:stream_tags=rotate:stream_side_data=displaymatrix' +
  ':format=format_name,start_time,duration';

/** Throws `video-unreadable`, `no-video-stream`, `ffmpeg-stalled`. */
export async function readReport(ffmpeg: Ffmpeg, path: string, options: ReadOptions): Promise<FileReport> {
  const packetsOf = new Map<string, Packets>();
  const streams: StreamReport[] = [];
  let format: StreamReport = {};
  const { complaints, failure } = await runProgram({
    path: ffmpeg.probePath,
    args: ['-v', 'error', ...SAFE_INPUT, '-show_entries', ASKED, '-of', 'compact', ffmpegName(path)],
    env: ffmpeg.probeOrigin === 'npm' ? { ...process.env, ...WITHOUT_GCONV } : process.env,
    onLine: (line) => {
      if (line.startsWith('packet|')) addPacket(packetsOf, line);
      else if (line.startsWith('stream|')) streams.push(wordsOf(line));
      else if (line.startsWith('format|')) format = wordsOf(line);
    },
    ...options,
  });
  if (failure?.kind === 'silent') throw new ProblemError({ code: 'ffmpeg-stalled', path, idleS: failure.idleS });
  if (failure !== undefined && streams.length === 0) {
    const cause = complaints.length === 0 ? failure.cause : causeOf(complaints);
    throw new ProblemError({ code: 'video-unreadable', path, cause });
  }
  const video = videoAmong(streams, path);
  if (!isKnown(video)) {
    const cause = complaints.length === 0 ? `ffmpeg ${ffmpeg.version} does not know its codec` : causeOf(complaints);
    throw new ProblemError({ code: 'video-unreadable', path, cause });
  }
  return {
    container: format['format_name'] ?? 'unknown',
    startS: numberOf(format['start_time']),
    durationS: numberOf(format['duration']),
    video,
    packets: packetsOf.get(video['index'] ?? '') ?? noPackets(),
    audio: streams.find((stream) => stream['codec_type'] === 'audio'),
    complaints,
  };
}

/** The npm build is static, and dies where it loads the converters of the system's C library for a name in a transport stream. */
const WITHOUT_GCONV = { GCONV_PATH: '/nowhere' };

function videoAmong(streams: readonly StreamReport[], path: string): StreamReport {
  const video = streams.find((stream) => stream['codec_type'] === 'video' && !isStill(stream));
  if (video !== undefined) return video;
  const others = streams.map((stream) =>
    isStill(stream) ? 'a cover picture' : `${stream['codec_type'] ?? 'unknown'} ${stream['codec_name'] ?? ''}`.trim(),
  );
  const cause = others.length === 0 ? 'no streams at all' : `only ${others.join(', ')}`;
  throw new ProblemError({ code: 'no-video-stream', path, cause });
}

/** Cover pictures and chapter thumbnails stand in files as video streams. */
function isStill(stream: StreamReport): boolean {
  return stream['disposition:attached_pic'] === '1' || stream['disposition:timed_thumbnails'] === '1';
}

function isKnown(video: StreamReport): boolean {
  const codec = video['codec_name'];
  return codec !== undefined && codec !== 'unknown' && Number(video['width']) > 0 && Number(video['height']) > 0;
}

/** `stream|index=0|codec_name=h264`; of what comes twice the last stays. */
function wordsOf(line: string): StreamReport {
  const pairs = line.split('|').map((part) => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]);
  return Object.fromEntries(pairs) as StreamReport;
}

const PACKET = /^packet\|stream_index=(\d+)\|pts=([^|]*)\|dts=([^|]*)\|duration=([^|]*)\|flags=([^|]*)/;

function addPacket(packetsOf: Map<string, Packets>, line: string): void {
  const [, stream, pts, dts, duration, flags] = PACKET.exec(line) ?? [];
  if (stream === undefined) return;
  const packets = packetsOf.get(stream) ?? noPackets();
  packetsOf.set(stream, packets);
  packets.pts.push(Number.parseInt(pts ?? '', 10));
  packets.dts.push(Number.parseInt(dts ?? '', 10));
  packets.durations.push(Number.parseInt(duration ?? '', 10));
  packets.isKey.push(flags?.includes('K') ?? false);
  packets.isHidden.push(flags?.includes('D') ?? false);
}

function noPackets(): Packets {
  return { pts: [], dts: [], durations: [], isKey: [], isHidden: [] };
}

/** A fraction as ffprobe writes it: `30000/1001`, `64:45`; undefined for `0/0`, `N/A` and the like. */
export function fractionOf(text: string | undefined): readonly [number, number] | undefined {
  const match = /^(\d+)[/:](\d+)$/.exec(text ?? '');
  const [above, below] = [Number(match?.[1]), Number(match?.[2])];
  return above > 0 && below > 0 ? [above, below] : undefined;
}

function numberOf(text: string | undefined): number | undefined {
  const number = Number.parseFloat(text ?? '');
  return Number.isFinite(number) ? number : undefined;
}
