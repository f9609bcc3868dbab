/** The frames that a model sees of a short and of a long clip, against decoding all of it. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { probe, readFrames } from '../../main/media/index.ts';
import type { Ffmpeg } from '../../main/media/index.ts';
import { framePositions } from '../../native-models/video-panda/frames/index.ts';
import type { Benchmark, Size } from './benchmark.ts';
import { makeTestClip, type TestClip } from './clips.ts';
import { measureInTurns } from './measure.ts';
import { readCpuSOfEnded } from './processes.ts';
import type { Row } from './table.ts';

const run = promisify(execFile);

interface Sampled extends TestClip {
  readonly name: string;
  readonly runs: number;
}

const large = { width: 1280, height: 720, fps: 25, keyFrameEvery: 250 };
const small = { width: 64, height: 36, fps: 10, keyFrameEvery: 10 };

const plans: Readonly<Record<Size, readonly Sampled[]>> = {
  full: [
    { name: 'a clip of 10 s', ...large, seconds: 10, runs: 9 },
    { name: 'a clip of 10 min', ...large, seconds: 600, runs: 3 },
  ],
  tiny: [{ name: 'a clip of 2 s', ...small, seconds: 2, runs: 1 }],
};

export const sampling: Benchmark = {
  name: 'sampling',
  measure: async ({ size, folder, ffmpeg, patience }) => {
    const rows: Row[] = [];
    for (const { name, runs, ...clip } of plans[size]) {
      const path = await makeTestClip(ffmpeg, folder, clip);
      const measured = await measureInTurns(
        { runs, patience },
        {
          sampled: { work: () => sample(ffmpeg, path), readCpuS: readCpuSOfEnded },
          probed: { work: () => probe(ffmpeg, path), readCpuS: readCpuSOfEnded },
          decoded: { work: () => decodeAll(ffmpeg, path), readCpuS: readCpuSOfEnded },
        },
      );
      const { sampled, probed, decoded } = measured;
      const cpu = [sampled.cpuS, decoded.cpuS].map((seconds) => seconds?.toFixed(2) ?? '?').join(' against ');
      rows.push(
        {
          name: `8 frames of ${name}, ${clip.width} x ${clip.height}`,
          ours: { value: sampled.wallS, unit: 's' },
          other: { is: 'all decoded', value: decoded.wallS },
          runs: sampled,
          note: `ffmpeg's CPU: ${cpu} s`,
        },
        { name: `of this finding out what is in ${name}`, ours: { value: probed.wallS, unit: 's' }, runs: probed },
      );
    }
    return rows;
  },
};

async function sample(ffmpeg: Ffmpeg, path: string): Promise<void> {
  const video = await probe(ffmpeg, path);
  const positions = framePositions({ fps: video.averageFps, frames: video.frameCount, wanted: 8 });
  let count = 0;
  for await (const frame of readFrames(ffmpeg, video, positions)) count += frame.rgb.length > 0 ? 1 : 0;
  if (count !== positions.length) throw new Error(`${count} frames of ${path} came, not ${positions.length}`);
}

/** Nothing is kept, nothing becomes RGB: less than anyone who wants the frames can do. */
async function decodeAll(ffmpeg: Ffmpeg, path: string): Promise<void> {
  await run(ffmpeg.path, ['-v', 'error', '-nostdin', '-i', path, '-map', '0:V:0', '-f', 'null', '-']);
}
