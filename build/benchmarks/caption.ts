/** `panda caption` over a folder of clips as a person runs it: how many a minute, and the most memory of all its processes. */
import { spawn } from 'node:child_process';
import { once as nextOf } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SHIPPED_MODEL } from '../../main/services/models/home.ts';
import type { Benchmark, Size } from './benchmark.ts';
import { captionParts } from './caption-parts.ts';
import { makeWorldClips } from './clips.ts';
import { temporaryFolder } from './graph-files.ts';
import { measureInTurns } from './measure.ts';
import { watchTree } from './processes.ts';
import { once, type Row } from './table.ts';

const BIN = fileURLToPath(new URL('../../main/cli/bin.js', import.meta.url));

const plans: Readonly<Record<Size, { readonly clips: number; readonly runs: number; readonly alone: number }>> = {
  full: { clips: 100, runs: 3, alone: 40 },
  tiny: { clips: 2, runs: 1, alone: 1 },
};

export const caption: Benchmark = {
  name: 'caption',
  measure: async ({ size, folder, ffmpeg, patience }) => {
    const { clips, runs, alone } = plans[size];
    const paths = await makeWorldClips(ffmpeg, folder, clips);
    using made = temporaryFolder(folder);
    let run = 0;
    const start = (): Started => startCaptions(dirname(paths[0] ?? ''), join(made.path, `${run++}.jsonl`), clips);
    const peakBytes = await peakOf(start()); // by itself, because looking takes time too
    const { all } = await measureInTurns({ runs, warmUps: 0, patience }, { all: { work: () => start().ended } });
    const parts = await captionParts({ ffmpeg, patience }, paths.slice(0, alone));
    const wholeS = parts.reduce((sum, { seconds }) => sum + seconds, 0);
    const rows: Row[] = [
      {
        name: `panda caption, ${clips} clips, Panda-Mini`,
        ours: { value: (60 * clips) / all.wallS, unit: 'clips/min' },
        other: { is: 'each step after the other', value: 60 / wholeS },
        runs: all,
        note: `${all.wallS.toFixed(1)} s with start and end`,
      },
    ];
    if (peakBytes !== null) {
      const name = 'panda caption, most memory of all processes';
      rows.push({ name, ours: { value: peakBytes / 2 ** 20, unit: 'MiB' }, runs: once });
    }
    return [
      ...rows,
      ...parts.map(({ name, seconds, runs: partRuns }): Row => ({
        name: `a clip alone: ${name}`,
        ours: { value: seconds, unit: 's' },
        runs: partRuns,
        note: `${Math.round((100 * seconds) / wholeS)} %`,
      })),
    ];
  },
};

interface Started {
  readonly pid: number;
  /** Fails where not every clip got its record. */
  readonly ended: Promise<void>;
}

function startCaptions(folder: string, out: string, clips: number): Started {
  // `--anyway`: a clip that the model takes for another world's would cost less than one that it writes about.
  const args = [BIN, 'caption', folder, '--model', SHIPPED_MODEL, '--out', out, '--anyway'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const check = (code: number | null): void => {
    const records = code === 0 ? readFileSync(out, 'utf8').trimEnd().split('\n').length : 0;
    if (records !== clips) throw new Error(`panda caption wrote ${records} records (exit code ${code}): ${errors}`);
  };
  return { pid: child.pid ?? NaN, ended: nextOf(child, 'close').then(([code]) => check(code as number | null)) };
}

async function peakOf({ pid, ended }: Started): Promise<number | null> {
  using watch = watchTree(pid);
  await ended;
  return watch.peakBytes;
}
