/** Clips that are not of Panda-Mini's world: real ones, ffmpeg's test pictures, near misses. Knows no model. */
import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { probe } from '../../main/media/index.ts';
import type { Ffmpeg } from '../../main/media/index.ts';
import { NEAR_MISSES, nearMiss } from './near-miss.ts';
import { VIEW_SIZE } from './viewing.ts';
import type { Viewing } from './viewing.ts';

/** One that should be called outside. */
export interface Stranger extends Viewing {
  readonly group: 'real' | 'test picture' | 'near miss';
  /** Of its group. */
  readonly kind: string;
}

const SPANS_A_FILE = 5;

/** Several spans of each video in the folder that can be read; none where there is no such folder. */
export async function realClips(ffmpeg: Ffmpeg, folder: string): Promise<Stranger[]> {
  if (!existsSync(folder)) return [];
  const files = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  const clips = await Promise.all(
    files.map(({ name }) => spansOfFile(ffmpeg, { kind: name, path: join(folder, name) })),
  );
  return clips.flat();
}

async function spansOfFile(ffmpeg: Ffmpeg, { kind, path }: { kind: string; path: string }): Promise<Stranger[]> {
  const video = await probe(ffmpeg, path).catch(() => undefined);
  if (video === undefined || video.frameCount < 8) return [];
  const { framesEndUs } = video;
  const base = { group: 'real', kind, source: { path } } as const;
  const length = Math.min(4_000_000, framesEndUs);
  const starts = Array.from({ length: SPANS_A_FILE - 1 }, (_, index) =>
    Math.floor(((framesEndUs - length) * index) / (SPANS_A_FILE - 1)),
  );
  const spans = [...new Set(starts)].map((fromUs) => ({ fromUs, toUs: fromUs + length - 1 }));
  return [null, ...spans].map((span) => ({ ...base, name: `${kind} ${span?.fromUs ?? 'whole'}`, span }));
}

/** ffmpeg's sources and filters that make pictures out of nothing. */
const testPictures: readonly string[] = [
  ...['testsrc', 'testsrc2', 'rgbtestsrc', 'yuvtestsrc', 'smptebars', 'smptehdbars', 'pal75bars'],
  ...['mandelbrot', 'life=ratio=0.3:mold=20:death_color=#334455', 'cellauto', 'sierpinski', 'gradients=speed=0.03'],
  ...[
    'gradients=c0=orange:c1=teal',
    'color=black',
    'color=white',
    'color=gray',
    'color=red',
    'color=teal',
    'color=pink',
  ],
  ...['color=gray,noise=alls=90:allf=t', 'color=black,noise=alls=60:allf=t+u', 'life=ratio=0.1,scale=224:224'],
  ...['testsrc,hue=s=0', 'testsrc2,boxblur=8', 'mandelbrot,hue=s=0', 'smptebars,rotate=a=0.5*t', 'testsrc2,rotate=a=t'],
];

/** Made in the folder, three seconds each. What this ffmpeg cannot make is left out. */
export async function testClips(ffmpeg: Ffmpeg, folder: string): Promise<Stranger[]> {
  const made: Stranger[] = [];
  for (const [index, kind] of testPictures.entries()) {
    const path = join(folder, `test-${index}.mp4`);
    const [source = '', ...filters] = kind.split(',');
    const sized = `${source}${source.includes('=') ? ':' : '='}size=${VIEW_SIZE}x${VIEW_SIZE}:rate=24`;
    const graph = [sized, ...filters, `scale=${VIEW_SIZE}:${VIEW_SIZE}`, 'format=yuv420p'].join(',');
    const input = ['-v', 'error', '-y', '-f', 'lavfi', '-i', graph, '-t', '3', '-c:v', 'libx264', '-crf', '24', path];
    const isMade = await promisify(execFile)(ffmpeg.path, input).then(
      () => true,
      () => false,
    );
    if (isMade) made.push({ group: 'test picture', kind, name: kind, span: null, source: { path } });
  }
  return made;
}

export function nearMissClips(seed: string, eachKind: number): Stranger[] {
  return NEAR_MISSES.flatMap((kind) =>
    Array.from({ length: eachKind }, (_, index): Stranger => {
      const name = `${seed}/${kind} ${index}`;
      return { group: 'near miss', kind, name, span: null, source: nearMiss(kind, name) };
    }),
  );
}
