/**
 * Makes a small copy of a video that every browser engine plays and seeks in fast, with every picture at its own time.
 * Knows nothing of who needs one, or of where copies are kept.
 */
import { open, rename, rm } from 'node:fs/promises';
import { ProblemError } from '../document/problem.ts';
import { causeOf } from './cause.ts';
import { startCommand } from './command.ts';
import type { CommandEnd } from './command.ts';
import { passThrough } from './decode.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { isSideways, orientationFilter } from './orientation.ts';
import { probe } from './probe.ts';
import { ownClock, soundFilter } from './sound.ts';
import { checkFile, ffmpegName } from './source.ts';
import type { Size } from './still.ts';
import { makeUpright } from './upright-mp4.ts';
import type { VideoInfo } from './video-info.ts';

export interface ProxyOptions {
  readonly signal?: AbortSignal | undefined;
  readonly idleMs?: number | undefined;
  /** How much of the video is done, 0 to 1, rising. */
  readonly onProgress?: ((share: number) => void) | undefined;
}

/**
 * The copy is at `target` when it is whole and checked; until then nothing is. Gives what the copy is. Throws
 * `encoder-missing`, `proxy-unfaithful`, `video-unwritable`, `ffmpeg-stalled`, `video-missing`, `video-unreadable`.
 */
export async function makeProxy(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  target: string,
  { signal, idleMs, onProgress }: ProxyOptions = {},
): Promise<VideoInfo> {
  await checkFile(video.path);
  const partial = `${target}.${process.pid}.part`;
  try {
    let share = 0;
    const { end } = startCommand(ffmpeg, {
      input: { from: ffmpegName(video.path), options: [...ownClock(video), '-noautorotate'] },
      filter: [pictureFilter(video), ...(hasSound(video) ? [`${soundFilter(video, SOUND)}[sound]`] : [])].join(';'),
      outputs: [{ to: ffmpegName(partial), options: outputOptions(ffmpeg, video) }],
      onLine: (line) => {
        const doneUs = /^out_time_us=(\d+)/.exec(line)?.[1];
        if (doneUs !== undefined) {
          share = Math.max(share, Math.min(1, Number(doneUs) / video.durationUs));
          onProgress?.(share);
        }
        return PROGRESS.test(line);
      },
      isBackground: true,
      signal,
      idleMs,
    });
    check(ffmpeg, video, target, await end, signal);
    await written(target, makeUpright(partial));
    const copy = await probe(ffmpeg, partial, { signal, idleMs });
    checkTimes(video, copy);
    await written(target, settle(partial));
    await written(target, rename(partial, target));
    onProgress?.(1);
    return { ...copy, path: target };
  } finally {
    await rm(partial, { force: true });
  }
}

/** The longer way from one key frame to the next makes a smaller file and a slower click: 12 frames give 9 ms, rarely 45. */
const KEY_FRAME_EVERY = 12;

/** Of the shorter side. */
const PROXY_SIDE = 480;

/**
 * ffmpeg's AAC encoder puts 1024 samples before the first, which an edit list takes away again: but an edit list of the
 * old ffmpeg takes the last picture as well, and players read them differently. Without one, and with the sound from
 * sample 1024 on, all are at their time.
 */
const SOUND = { rate: 48_000, layout: 'stereo', fromSample: 1024 } as const;

/** `-progress` writes `name=value` lines. */
const PROGRESS =
  /^(frame|fps|stream_\d+_\d+_\w+|bitrate|total_size|out_time\w*|dup_frames|drop_frames|speed|progress)=/;

function outputOptions(ffmpeg: Ffmpeg, video: VideoInfo): string[] {
  const { timeBase } = video.access;
  return [
    ...['-hide_banner', '-loglevel', 'error', '-nostdin', '-nostats', '-progress', 'pipe:2', '-y'],
    ...['-map', '[picture]', ...passThrough(ffmpeg), '-enc_time_base:v', timeBase.join(':')],
    ...['-c:v', 'libx264', '-preset', 'superfast', '-tune', 'fastdecode', '-crf', '23', '-bf', '0'],
    ...['-g', `${KEY_FRAME_EVERY}`, '-x264-params', `colormatrix=${MATRIX[video.colour.matrix]}:range=tv`],
    ...(hasSound(video) ? ['-map', '[sound]', '-c:a', 'aac', '-b:a', '128k'] : []),
    ...['-map_metadata', '-1', '-map_chapters', '-1', '-max_muxing_queue_size', '9999'],
    ...[
      '-f',
      'mp4',
      '-movflags',
      '+faststart',
      '-use_editlist',
      '0',
      '-video_track_timescale',
      `${timescale(timeBase)}`,
    ],
  ];
}

/** x264's names. */
const MATRIX = { bt601: 'smpte170m', bt709: 'bt709', smpte240m: 'smpte240m', fcc: 'fcc', bt2020: 'bt2020nc' } as const;

/** Ticks of the copy a second, so that each tick of the video is a whole number of them; the microsecond is fine enough. */
function timescale([, perSecond]: readonly [number, number]): number {
  if (perSecond > 1_000_000) return 1_000_000;
  return perSecond * Math.ceil(1000 / perSecond);
}

function pictureFilter(video: VideoInfo): string {
  const { access, colour } = video;
  const [first = 0] = access.ticks;
  const { width, height } = proxySize(video);
  const [w, h] = isSideways(access.orientation) ? [height, width] : [width, height];
  const range = colour.range === 'full' ? 'pc' : 'tv';
  const scale =
    `scale=w=${w}:h=${h}:flags=bilinear:in_color_matrix=${colour.matrix}:in_range=${range}:` +
    `out_color_matrix=${colour.matrix}:out_range=tv,format=yuv420p`;
  return (
    `[0:${access.streamIndex}]setpts=PTS-(${first}),${scale}${orientationFilter(access.orientation)},` +
    `setsar=1[picture]`
  );
}

/** As shown, with square samples, even sides (4:2:0 needs them), never larger than the video. */
function proxySize({ width, height, sampleAspectRatio: [across, down] }: VideoInfo): Size {
  const shownWidth = (width * across) / down;
  const scale = Math.min(1, PROXY_SIDE / Math.min(shownWidth, height));
  return { width: even(shownWidth * scale), height: even(height * scale) };
}

function even(side: number): number {
  return Math.max(2, 2 * Math.round(side / 2));
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

/** Whoever annotates on the copy annotates the video: its pictures have to be the same ones, at the same times. */
function checkTimes(video: VideoInfo, copy: VideoInfo): void {
  const unfaithful = (cause: string) => new ProblemError({ code: 'proxy-unfaithful', path: video.path, cause });
  if (copy.frameCount !== video.frameCount)
    throw unfaithful(`it has ${copy.frameCount} pictures, the video ${video.frameCount}`);
  const moved = copy.frameTimesUs.findIndex((at, k) => Math.abs(at - (video.frameTimesUs[k] as number)) > 1);
  if (moved !== -1)
    throw unfaithful(`picture ${moved} is at ${copy.frameTimesUs[moved]} µs instead of ${video.frameTimesUs[moved]}`);
  if (copy.rotation !== 0 || copy.access.ticks[0] !== 0) throw unfaithful('its first picture is turned, or not at 0');
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
