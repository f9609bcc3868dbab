/**
 * A run of scale: thousands of clips through `panda caption --project`, how many a minute and whether memory stays flat.
 * The clips are few, each many times over with another fingerprint, because drawing ten thousand takes longer than the run.
 */
import { spawn } from 'node:child_process';
import { once as nextOf } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Ffmpeg } from '../../main/media/index.ts';
import { SHIPPED_MODEL } from '../../main/services/models/home.ts';
import type { Benchmark, Size } from './benchmark.ts';
import { makeWorldClips } from './clips.ts';
import { temporaryFolder } from './graph-files.ts';
import { watchTree } from './processes.ts';
import { once, type Row } from './table.ts';

const BIN = fileURLToPath(new URL('../../main/cli/bin.js', import.meta.url));

export interface Scale {
  readonly clips: number;
  readonly distinct: number;
  /** When the memory is looked at that the rest is compared with. */
  readonly early: number;
}

const plans: Readonly<Record<Size, Scale>> = {
  full: { clips: 10_000, distinct: 100, early: 1000 },
  tiny: { clips: 4, distinct: 2, early: 2 },
};

/** Looking takes time too, and a run of hours has no short peaks that matter. */
const LOOK_EVERY_MS = 1000;

export const runs: Benchmark = {
  name: 'runs',
  measure: ({ size, folder, ffmpeg }) => measureRun({ ffmpeg, folder }, plans[size]),
};

export async function measureRun(
  { ffmpeg, folder }: { readonly ffmpeg: Ffmpeg; readonly folder: string },
  { clips, distinct, early }: Scale,
): Promise<Row[]> {
  const drawn = await makeWorldClips(ffmpeg, folder, distinct);
  using made = temporaryFolder(folder);
  copyClips(drawn, join(made.path, 'videos'), clips);
  const run = startRun(made.path);
  using watch = watchTree(run.pid, LOOK_EVERY_MS);
  const start = performance.now();
  const at: { done: number; seconds: number; peakBytes: number | null }[] = [];
  let done = 0;
  for await (const line of run.lines) {
    if (!line.startsWith('{"event":"item"')) continue;
    done++;
    if (done === early || done === clips) {
      at.push({ done, seconds: (performance.now() - start) / 1000, peakBytes: watch.peakBytes });
    }
  }
  await run.ended;
  const [first, last] = at;
  if (!first || !last) throw new Error(`a run did ${done} of ${clips} clips`);
  const rate = ({ done: count, seconds }: typeof first): number => (60 * count) / seconds;
  const rows: Row[] = [
    {
      name: `panda caption --project, ${clips} clips, Panda-Mini`,
      ours: { value: rate(last), unit: 'clips/min' },
      other: { is: `the first ${first.done}`, value: rate(first) },
      runs: once,
      note: `${last.seconds.toFixed(0)} s with start and end`,
    },
  ];
  if (first.peakBytes !== null && last.peakBytes !== null) {
    rows.push({
      name: 'most memory of all its processes',
      ours: { value: last.peakBytes / 2 ** 20, unit: 'MiB' },
      other: { is: `after ${first.done}`, value: first.peakBytes / 2 ** 20 },
      runs: once,
    });
  }
  return rows;
}

/** Each with a free atom of its own at the end, which every reader of MP4 passes over: other content, the same pictures. */
function copyClips(from: readonly string[], folder: string, count: number): void {
  const bytesOf = from.map((path) => readFileSync(path));
  for (let index = 0; index < count; index++) {
    const path = join(folder, String(index % 100).padStart(2, '0'), `${String(index).padStart(5, '0')}.mp4`);
    mkdirSync(dirname(path), { recursive: true });
    const atom = Buffer.alloc(16);
    atom.writeUInt32BE(atom.length, 0);
    atom.write('free', 4, 'latin1');
    atom.writeUInt32BE(index, 8);
    writeFileSync(path, Buffer.concat([bytesOf[index % bytesOf.length] ?? Buffer.alloc(0), atom]));
  }
}

interface Started {
  readonly pid: number;
  readonly lines: AsyncIterable<string>;
  readonly ended: Promise<void>;
}

/** `--anyway`: a clip that the model takes for another world's would cost less than one that it writes about. */
function startRun(folder: string): Started {
  const args = [BIN, 'caption', join(folder, 'videos'), '--project', join(folder, 'scale.panda')];
  const child = spawn(process.execPath, [...args, '--model', SHIPPED_MODEL, '--anyway', '--json'], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors = (errors + text).slice(-2000)));
  // 1: some clips failed, which is a result; the number of lines tells whether all were tried.
  const check = (code: number | null): void => {
    if (code !== 0 && code !== 1) throw new Error(`panda caption ended with ${code}: ${errors}`);
  };
  return {
    pid: child.pid ?? NaN,
    lines: createInterface({ input: child.stdout }),
    ended: nextOf(child, 'close').then(([code]) => check(code as number | null)),
  };
}
