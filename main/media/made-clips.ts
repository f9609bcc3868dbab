/** Small videos for the tests of this room, made by ffmpeg, and what a plain decode of them gives. Not part of the program. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import type { Ffmpeg } from './ffmpeg.ts';

/** Runs the tool and gives its standard output; arguments as on a command line, no path among them needs guarding. */
export function run(path: string, args: readonly string[]): string {
  return execFileSync(path, args, { encoding: 'utf8', maxBuffer: 2 ** 28, stdio: ['ignore', 'pipe', 'pipe'] });
}

/** A moving picture with noise, so that no frame is like another. */
export function testPicture(size: string, frames: number, fps = 25): string[] {
  const source = `testsrc2=size=${size}:rate=${fps},noise=alls=20:allf=t:all_seed=1,trim=end_frame=${frames}`;
  return ['-f', 'lavfi', '-i', source];
}

/** Keeps each frame's own time when a clip is made. */
export function ownTimes(ffmpeg: Ffmpeg): string[] {
  return ffmpeg.codecVersion[0] >= 60 ? ['-fps_mode', 'vfr'] : ['-vsync', 'vfr'];
}

/** Writes a clip. The options are ffmpeg's, without its inputs' guard. */
export function make(ffmpeg: Ffmpeg, path: string, options: readonly string[]): string {
  run(ffmpeg.path, ['-v', 'error', '-y', ...options, path]);
  return path;
}

/** What ffmpeg gives for each frame when it decodes all of them in one go: md5 of the RGB, by the filters stated. */
export function plainDecode(ffmpeg: Ffmpeg, path: string, filters: string): string[] {
  const passThrough = ffmpeg.codecVersion[0] >= 60 ? ['-fps_mode', 'passthrough'] : ['-vsync', 'passthrough'];
  const report = run(ffmpeg.path, [
    ...['-v', 'quiet', '-noautorotate', '-copyts', '-i', path, '-map', '0:V:0', '-vf', filters],
    ...[...passThrough, '-f', 'framemd5', '-'],
  ]);
  return report
    .split('\n')
    .flatMap((line) => (line.startsWith('0,') ? [line.slice(line.lastIndexOf(',') + 1).trim()] : []));
}

/** The presentation times by ffprobe's own decoding, in microseconds from the first frame; `died` where it did of that. */
export function plainTimesUs(ffmpeg: Ffmpeg, path: string): number[] | 'died' {
  const asked = ['-select_streams', 'V:0', '-show_entries', 'frame=best_effort_timestamp_time', '-of', 'compact=p=0'];
  let report: string;
  try {
    report = run(ffmpeg.probePath, ['-v', 'quiet', ...asked, path]);
  } catch (error) {
    if ((error as { readonly signal?: string }).signal === 'SIGSEGV') return 'died';
    throw error;
  }
  const seconds = report.split('\n').flatMap((line) => {
    const time = /best_effort_timestamp_time=(-?[\d.]+)/.exec(line)?.[1];
    return time === undefined ? [] : [Number(time)];
  });
  return seconds.map((time) => Math.round((time - (seconds[0] as number)) * 1_000_000));
}

/** Writes the display matrix of the first track with a picture of an mp4, as a phone does: [a, b, c, d] in {-1, 0, 1}. */
export function turn(path: string, [a, b, c, d]: readonly [number, number, number, number]): string {
  const bytes = readFileSync(path);
  const header = bytes.indexOf('tkhd') + 4;
  const matrix = header + 40; // version 0: flags 4, times 8, track 4, reserved 4, duration 4, reserved 8, layer to volume 8
  [a, b, 0, c, d, 0].forEach((entry, i) => bytes.writeInt32BE(entry * 0x10000, matrix + 4 * i));
  writeFileSync(path, bytes);
  return path;
}
