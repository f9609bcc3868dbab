/**
 * Writes pictures of a video that follow each other as an mp4, each at its own time, with the sound that belongs to them,
 * and looks at what was written before it gets its name. Knows nothing of what copies are for.
 */
import { open, rename, rm } from 'node:fs/promises';
import { ProblemError } from '../document/problem.ts';
import { causeOf } from './cause.ts';
import { startCommand } from './command.ts';
import type { CommandEnd } from './command.ts';
import { passThrough } from './decode.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { orientationFilter } from './orientation.ts';
import { probe } from './probe.ts';
import { ownClock, soundFilter } from './sound.ts';
import { checkFile, ffmpegName } from './source.ts';
import { makeUpright } from './upright-mp4.ts';
import type { VideoInfo } from './video-info.ts';

export interface CopyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly idleMs?: number | undefined;
  /** How much of it is done, 0 to 1, rising. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

export interface CopyPlan {
  /** Frames of the video, the first and the one after the last. */
  readonly frames: readonly [first: number, end: number];
  /** Options before the input, such as a seek. */
  readonly input: readonly string[];
  /** ffmpeg's filters from pictures as stored to those of the copy, before they are turned upright. */
  readonly filter: string;
  /** Of the encoder of the pictures, and of the whole. */
  readonly encoding: readonly string[];
  readonly isBackground: boolean;
  /** What it is when a picture is not as in the video. */
  readonly unfaithful: 'proxy-unfaithful' | 'clip-unfaithful';
}

/**
 * The copy is at `target` when it is whole and checked; until then nothing is. Gives what the copy is. Throws
 * `encoder-missing`, `unfaithful`, `video-unwritable`, `ffmpeg-stalled`, `video-missing`, `video-unreadable`.
 */
export async function writeCopy(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  target: string,
  plan: CopyPlan,
  { signal, idleMs, onProgress }: CopyOptions,
): Promise<VideoInfo> {
  await checkFile(video.path);
  const partial = `${target}.${process.pid}.part`;
  const [first, end] = plan.frames;
  const times = video.frameTimesUs.slice(first, end).map((at) => at - (video.frameTimesUs[first] ?? 0));
  const lengthUs = (video.frameTimesUs[end] ?? video.framesEndUs) - (video.frameTimesUs[first] ?? 0);
  try {
    let share = 0;
    const running = startCommand(ffmpeg, {
      input: { from: ffmpegName(video.path), options: [...ownClock(video), ...plan.input, '-noautorotate'] },
      filter: [pictureFilter(video, plan), ...soundFilters(video, plan)].join(';'),
      outputs: [{ to: ffmpegName(partial), options: outputOptions(ffmpeg, video, plan) }],
      onLine: (line) => {
        const doneUs = /^out_time_us=(\d+)/.exec(line)?.[1];
        if (doneUs !== undefined) {
          share = Math.max(share, Math.min(1, Number(doneUs) / lengthUs));
          onProgress?.(share);
        }
        return PROGRESS.test(line);
      },
      isBackground: plan.isBackground,
      signal,
      idleMs,
    });
    check(ffmpeg, video, target, await running.end, signal);
    await written(target, makeUpright(partial));
    const copy = await probe(ffmpeg, partial, { signal, idleMs });
    checkTimes(video, copy, times, plan);
    await written(target, settle(partial));
    await written(target, rename(partial, target));
    onProgress?.(1);
    return { ...copy, path: target };
  } finally {
    await rm(partial, { force: true });
  }
}

/** x264's names. */
const MATRIX = { bt601: 'smpte170m', bt709: 'bt709', smpte240m: 'smpte240m', fcc: 'fcc', bt2020: 'bt2020nc' } as const;

/** For ffmpeg's scaler and for x264: the colours stay what they are, in the narrow range that players expect. */
export function colourOptions({ colour }: VideoInfo): { readonly scale: string; readonly x264: string } {
  const range = colour.range === 'full' ? 'pc' : 'tv';
  return {
    scale: `in_color_matrix=${colour.matrix}:in_range=${range}:out_color_matrix=${colour.matrix}:out_range=tv`,
    x264: `colormatrix=${MATRIX[colour.matrix]}:range=tv`,
  };
}

/**
 * ffmpeg's AAC encoder puts 1024 samples before the first, which an edit list takes away again: but an edit list of the
 * old ffmpeg takes the last picture as well, and players read them differently. Without one, and with the sound from
 * sample 1024 on, all are at their time.
 */
const SOUND = { rate: 48_000, layout: 'stereo', fromSample: 1024 } as const;

/** `-progress` writes `name=value` lines. */
const PROGRESS =
  /^(frame|fps|stream_\d+_\d+_\w+|bitrate|total_size|out_time\w*|dup_frames|drop_frames|speed|progress)=/;

function pictureFilter({ access }: VideoInfo, { filter, frames: [first, end] }: CopyPlan): string {
  const { streamIndex, ticks, orientation } = access;
  const [from = 0, to] = [ticks[first], ticks[end]];
  const isAll = first === 0 && to === undefined;
  const trim = isAll ? '' : `trim=start_pts=${from}${to === undefined ? '' : `:end_pts=${to}`},`;
  return `[0:${streamIndex}]${trim}setpts=PTS-(${from}),${filter}${orientationFilter(orientation)}[picture]`;
}

function soundFilters(video: VideoInfo, { frames: [first, end] }: CopyPlan): string[] {
  if (!hasSound(video)) return [];
  const { access, frameTimesUs } = video;
  const from = soundFilter({ ...video, access: { ...access, ticks: access.ticks.slice(first, first + 1) } }, SOUND);
  const [fromUs = 0, toUs] = [frameTimesUs[first], frameTimesUs[end]];
  if (toUs === undefined) return [`${from}[sound]`];
  const samples = Math.round(((toUs - fromUs) * SOUND.rate) / 1_000_000);
  return [`${from},atrim=end_pts=${SOUND.fromSample + samples}[sound]`];
}

function outputOptions(ffmpeg: Ffmpeg, video: VideoInfo, { encoding }: CopyPlan): string[] {
  const { timeBase } = video.access;
  const container = ['-f', 'mp4', '-movflags', '+faststart', '-use_editlist', '0'];
  return [
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-nostats', '-progress', 'pipe:2', '-y'],
    ...['-map', '[picture]', ...passThrough(ffmpeg), '-enc_time_base:v', timeBase.join(':')],
    ...['-c:v', 'libx264', '-bf', '0', ...encoding],
    ...(hasSound(video) ? ['-map', '[sound]', '-c:a', 'aac', '-b:a', '128k'] : []),
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-max_muxing_queue_size', '9999'],
    ...[...container, '-video_track_timescale', `${timescale(timeBase)}`],
  ];
}

/** Ticks of the copy a second, so that each tick of the video is a whole number of them; the microsecond is fine enough. */
function timescale([, perSecond]: readonly [number, number]): number {
  if (perSecond > 1_000_000) return 1_000_000;
  return perSecond * Math.ceil(1000 / perSecond);
}

function hasSound({ audio }: VideoInfo): boolean {
  return audio !== null && audio.codec !== 'unknown' && audio.sampleRate > 0;
}

function check(
  ffmpeg: Ffmpeg,
  { path }: VideoInfo,
  target: string,
  { outcome, complaints, idleS }: CommandEnd,
  signal: AbortSignal | undefined,
): void {
  signal?.throwIfAborted();
  if (outcome === 'done') return;
  if (outcome === 'silent') throw new ProblemError({ code: 'ffmpeg-stalled', path, idleS });
  const encoder = /Unknown encoder '(\w+)'/.exec(complaints.join('\n'))?.[1];
  if (encoder !== undefined)
    throw new ProblemError({ code: 'encoder-missing', path, encoder, ffmpeg: ffmpeg.path, version: ffmpeg.version });
  throw new ProblemError({ code: 'video-unwritable', path: target, cause: causeOf(complaints) });
}

/** Whoever works with the copy works with the video: its pictures have to be the same ones, at the same times. */
function checkTimes({ path }: VideoInfo, copy: VideoInfo, times: readonly number[], { unfaithful }: CopyPlan): void {
  const problem = (cause: string) => new ProblemError({ code: unfaithful, path, cause });
  if (copy.frameCount !== times.length) throw problem(`it has ${copy.frameCount} pictures, the video ${times.length}`);
  const moved = copy.frameTimesUs.findIndex((at, k) => Math.abs(at - (times[k] as number)) > 1);
  if (moved !== -1) throw problem(`picture ${moved} is at ${copy.frameTimesUs[moved]} µs instead of ${times[moved]}`);
  if (copy.rotation !== 0 || copy.access.ticks[0] !== 0) throw problem('its first picture is turned, or not at 0');
}

/** What the system says when a folder goes away or a drive fails. */
async function written(path: string, work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    throw new ProblemError({ code: 'video-unwritable', path, cause: message });
  }
}

/** On the drive before it gets its name: after a power cut a file is whole or not there. */
async function settle(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
