/** `panda caption` over a folder of clips as a person runs it: how many a minute, and the most memory of all its processes. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SHIPPED_MODEL } from '../../main/services/models/home.ts';
import type { Benchmark, Size } from './benchmark.ts';
import { captionParts } from './caption-parts.ts';
import { makeWorldClips } from './clips.ts';
import { temporaryFolder } from './graph-files.ts';
import { measureInTurns, medianOf } from './measure.ts';
import { watchTree } from './processes.ts';
import type { Row } from './table.ts';

const BIN = fileURLToPath(new URL('../../main/cli/bin.js', import.meta.url));

const plans: Readonly<
  Record<Size, { readonly clips: number; readonly runs: number; readonly warmUps: number; readonly alone: number }>
> = {
  full: { clips: 100, runs: 3, warmUps: 1, alone: 40 },
  tiny: { clips: 2, runs: 1, warmUps: 0, alone: 1 },
};

export const caption: Benchmark = {
  name: 'caption',
  measure: async ({ size, folder, ffmpeg }) => {
    const { clips, runs, warmUps, alone } = plans[size];
    const paths = await makeWorldClips(ffmpeg, folder, clips);
    using made = temporaryFolder(folder);
    const peaks: number[] = [];
    let run = 0;
    const work = async (): Promise<void> => {
      const peakBytes = await captionAll(dirname(paths[0] ?? ''), join(made.path, `${run++}.jsonl`), clips);
      if (peakBytes !== null) peaks.push(peakBytes);
    };
    const { all } = await measureInTurns({ runs, warmUps }, { all: { work } });
    const parts = await captionParts(ffmpeg, paths.slice(0, alone));
    const wholeS = parts.reduce((sum, { seconds }) => sum + seconds, 0);
    const rows: Row[] = [
      {
        name: `panda caption, ${clips} clips, Panda-Mini`,
        ours: { value: (60 * clips) / all.wallS, unit: 'clips/min' },
        other: { is: 'each step after the other', value: 60 / wholeS },
        n: all.n,
        note: `${all.wallS.toFixed(1)} s with start and end`,
      },
    ];
    if (peaks.length > 0) {
      const name = 'panda caption, most memory of all processes';
      rows.push({ name, ours: { value: medianOf(peaks) / 2 ** 20, unit: 'MiB' }, n: peaks.length });
    }
    return [
      ...rows,
      ...parts.map(({ name, seconds, n }): Row => ({
        name: `a clip alone: ${name}`,
        ours: { value: seconds, unit: 's' },
        n,
        note: `${Math.round((100 * seconds) / wholeS)} %`,
      })),
    ];
  },
};

/** Gives the most memory; throws where not every clip got its record. */
async function captionAll(folder: string, out: string, clips: number): Promise<number | null> {
  // `--anyway`: a clip that the model takes for another world's would cost less than one that it writes about.
  const args = [BIN, 'caption', folder, '--model', SHIPPED_MODEL, '--out', out, '--anyway'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  using watch = watchTree(child.pid ?? NaN);
  const [code] = (await once(child, 'close')) as [number | null];
  const records = code === 0 ? readFileSync(out, 'utf8').trimEnd().split('\n').length : 0;
  if (records !== clips) throw new Error(`panda caption wrote ${records} records (exit code ${code}): ${errors}`);
  return watch.peakBytes;
}
