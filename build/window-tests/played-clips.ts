/** Clips that browsers play badly or not at all, made small by ffmpeg, in the project of an open window. Knows no page. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { panda } from '../../main/cli/spawned.ts';
import { findFfmpeg, probe } from '../../main/media/index.ts';
import { make, ownTimes, turn } from '../../main/media/made-clips.ts';

interface Opened {
  readonly home: string;
  readonly project: string;
}

const SOUND = ['-f', 'lavfi', '-i', 'sine=frequency=440:sample_rate=48000'];
const AAC = ['-c:a', 'aac', '-shortest'];

/** The times of each clip's frames, microseconds. */
export async function addClips({ home, project }: Opened): Promise<ReadonlyMap<string, readonly number[]>> {
  const ffmpeg = await findFfmpeg();
  const folder = join(home, 'clips');
  mkdirSync(folder);
  const picture = (size: string, seconds: number): string[] => [
    ...['-f', 'lavfi', '-i', `testsrc2=size=${size}:rate=25:duration=${seconds}`],
  ];
  const x264 = ['-c:v', 'libx264', '-preset', 'ultrafast', '-pix_fmt', 'yuv420p'];

  // Every third frame is left out of the second half; turned by a quarter; one key frame for all.
  make(ffmpeg, join(folder, 'far-keys.mp4'), [
    ...[...picture('320x240', 8), ...SOUND, '-vf', 'select=lt(n\\,100)+mod(n\\,3)', ...ownTimes(ffmpeg)],
    ...[...x264, '-g', '999', ...AAC],
  ]);
  turn(join(folder, 'far-keys.mp4'), [0, 1, -1, 0]);
  // Browsers play its sound, and have no decoder for its pictures.
  make(ffmpeg, join(folder, 'only-heard.mp4'), [...picture('160x120', 2), ...SOUND, '-c:v', 'mpeg4', ...AAC]);
  const whole = make(ffmpeg, join(home, 'whole.mp4'), [
    ...[...picture('320x240', 6), ...SOUND, ...x264, '-g', '12', ...AAC, '-movflags', '+faststart'],
  ]);
  const bytes = readFileSync(whole);
  writeFileSync(join(folder, 'broken-off.mp4'), bytes.subarray(0, Math.round(bytes.length * 0.5)));

  const { code, stderr } = await panda(['project', 'add', project, folder], { home });
  if (code !== 0) throw new Error(`The clips could not be added: ${stderr}`);
  const names = ['far-keys.mp4', 'only-heard.mp4', 'broken-off.mp4'];
  return new Map(
    await Promise.all(
      names.map(async (name) => [name, (await probe(ffmpeg, join(folder, name))).frameTimesUs] as const),
    ),
  );
}
