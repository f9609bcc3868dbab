/**
 * `npm run calibrate:mini -- [--clips N] [--model FOLDER] [--real FOLDER]`: finds what clips of Panda-Mini's world reach in
 * each oddity, sets the threshold, measures both kinds of error on other clips, and writes the model folder's world.json.
 *
 * Limits: the largest of N clips of the world. Threshold: a tenth above the largest score of N others. Errors: on N more,
 * and on clips that are not of the world.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { findFfmpeg } from '../../main/media/index.ts';
import { readModelFiles } from '../../main/services/drafting/model-files.ts';
import { readView } from '../../main/services/drafting/view.ts';
import type { ClipSource } from '../../main/services/drafting/view.ts';
import { scoreOf } from '../../native-models/panda-mini/outside/measure.ts';
import type { WorldMeasure } from '../../native-models/panda-mini/outside/measure.ts';
import { ODDITIES, odditiesOf } from '../../native-models/panda-mini/outside/oddities.ts';
import type { Oddities } from '../../native-models/panda-mini/outside/oddities.ts';
import { examsOf } from './exam.ts';
import { filmed } from './filmed.ts';
import { nearMissClips, realClips, testClips } from './outside.ts';
import type { Stranger } from './outside.ts';
import { addDocument } from './model-document.ts';
import type { Viewing } from './viewing.ts';

const NEAR_MISSES_A_KIND = 20;
const MARGIN = 1.1;

const top = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({
  options: {
    clips: { type: 'string', default: '1000' },
    model: { type: 'string', default: join(top, 'native-models/panda-mini/model') },
    real: { type: 'string', default: join(top, '../shared/data/videos') },
  },
});

let done = 0;
const ffmpeg = await findFfmpeg();
const { config } = await readModelFiles(values.model);
const folder = await mkdtemp(join(tmpdir(), 'panda-calibrate-'));
try {
  const limits = largest(await odditiesOfWorld('limits'));
  const scores = (await odditiesOfWorld('threshold')).map((oddities) => scoreOf(oddities, limits).score);
  const threshold = rounded(MARGIN * Math.max(...scores));
  const isOutside = (oddities: Oddities) => scoreOf(oddities, limits).score > threshold;
  const share = (all: readonly Oddities[]) => ({
    calledOutside: rounded(all.filter(isOutside).length / all.length),
    n: all.length,
  });

  const inside = share(await odditiesOfWorld('errors'));
  const strangers = [
    ...(await realClips(ffmpeg, values.real)),
    ...(await testClips(ffmpeg, folder)),
    ...nearMissClips('errors', NEAR_MISSES_A_KIND),
  ];
  const found: { readonly stranger: Stranger; readonly oddities: Oddities }[] = [];
  for await (const { viewing, oddities } of looked(strangers)) found.push({ stranger: viewing, oddities });
  const outside = Object.fromEntries(
    [...Map.groupBy(found, ({ stranger }) => stranger.group)].map(([group, clips]) => [
      group,
      Object.fromEntries(
        [...Map.groupBy(clips, ({ stranger }) => stranger.kind)].map(([kind, some]) => [
          kind,
          share(some.map(({ oddities }) => oddities)),
        ]),
      ),
    ]),
  );

  const measure: WorldMeasure = {
    format: 'panda-world-measure',
    formatVersion: 1,
    kind: 'plain-things',
    limits,
    threshold,
    measured: { inside, outside },
  };
  await addDocument(values.model, 'world.json', `${JSON.stringify(measure, null, 1)}\n`);
  report(measure);
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function odditiesOfWorld(purpose: string): Promise<Oddities[]> {
  // Every fifth is a span of a longer clip.
  const exams = examsOf(`calibration: ${purpose}`, Math.round(Number(values.clips) * 0.8));
  const all: Oddities[] = [];
  for await (const { oddities } of looked(exams)) all.push(oddities);
  return all;
}

async function* looked<View extends Viewing>(viewings: Iterable<View>) {
  const { vision } = config;
  const look = (source: ClipSource, signal: AbortSignal) => readView(source, { ffmpeg, vision, signal });
  for await (const { viewing, seen } of filmed(viewings, { ffmpeg, look })) {
    yield { viewing, oddities: odditiesOf(seen.squares, vision.patchSize) };
    if (++done % 200 === 0) console.error(`${done} clips`);
  }
}

function largest(all: readonly Oddities[]): Oddities {
  const most = ODDITIES.map(
    (oddity) => [oddity, rounded(Math.max(...all.map((oddities) => oddities[oddity])))] as const,
  );
  return Object.fromEntries(most) as unknown as Oddities;
}

function rounded(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function report({ limits, threshold, measured: { inside, outside } }: WorldMeasure): void {
  console.log(`limits ${JSON.stringify(limits)}, threshold ${threshold}`);
  console.log(`of the world, called outside: ${inside.calledOutside} of ${inside.n}`);
  for (const [group, kinds] of Object.entries(outside)) {
    const n = Object.values(kinds).reduce((sum, kind) => sum + kind.n, 0);
    const called = Object.values(kinds).reduce((sum, kind) => sum + kind.n * kind.calledOutside, 0);
    console.log(`${group}, called outside: ${rounded(called / n)} of ${n}`);
    for (const [kind, { calledOutside, n }] of Object.entries(kinds))
      if (calledOutside < 1) console.log(`  ${kind}: ${calledOutside} of ${n}`);
  }
}
