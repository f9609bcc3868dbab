/**
 * `npm run evaluate:mini -- --seed N --clips N [--json FILE] [--model ID]`: examines Panda-Mini from scratch on clips that
 * nobody has seen, prints the table with the gate, and exits 1 where the gate is not passed. The same seed gives the same
 * numbers.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { findFfmpeg } from '../../main/media/index.ts';
import { startDrafter } from '../../main/services/drafting/drafter.ts';
import type { ClipSource } from '../../main/services/drafting/view.ts';
import { chooseModel } from '../../main/services/models/find.ts';
import { answersTo } from './answers.ts';
import { fitBlind } from './blind.ts';
import { examsOf, QUESTION_TYPES } from './exam.ts';
import { filmed } from './filmed.ts';
import { GATE, shortfalls, Tally } from './score.ts';
import type { Scores } from './score.ts';

const BLIND_CLIPS = 20_000;
const MISTAKES_KEPT = 200;

const { values } = parseArgs({
  options: {
    seed: { type: 'string', default: '1' },
    clips: { type: 'string', default: '2000' },
    json: { type: 'string' },
    model: { type: 'string', default: 'panda-mini' },
  },
});
const clips = Number(values.clips);
if (!Number.isInteger(clips) || clips < 1) throw new RangeError(`--clips ${values.clips} is no number of clips`);

const start = performance.now();
const ffmpeg = await findFfmpeg();
await using drafter = startDrafter({ model: await chooseModel(values.model), ffmpeg });
const tally = new Tally(fitBlind(`blind of ${values.seed}`, BLIND_CLIPS));
const looking = { ffmpeg, look: (source: ClipSource, signal: AbortSignal) => drafter.look(source, signal) };
let done = 0;
for await (const { viewing: exam, seen } of filmed(examsOf(values.seed, clips), looking)) {
  tally.add(exam, await answersTo(exam.tasks, seen, drafter));
  if (++done % 100 === 0) console.error(`${done} clips, ${Math.round((performance.now() - start) / 1000)} s`);
}

const scores = tally.scores();
const missing = shortfalls(scores);
console.log(table(scores));
console.log(missing.length === 0 ? 'The gate is passed.' : `The gate is not passed:\n  ${missing.join('\n  ')}`);
if (values.json !== undefined) {
  const report = {
    format: 'panda-mini-evaluation',
    formatVersion: 1,
    model: drafter.model,
    seed: values.seed,
    clips,
    ...scores,
    passed: missing.length === 0,
    shortfalls: missing,
    seconds: Math.round((performance.now() - start) / 1000),
    mistakes: tally.mistakes.slice(0, MISTAKES_KEPT),
  };
  await writeFile(values.json, `${JSON.stringify(report, null, 1)}\n`);
}
process.exitCode = missing.length === 0 ? 0 : 1;

function table({ caption, types }: Scores): string {
  const row = (...cells: readonly string[]) =>
    cells.map((cell, at) => (at === 0 ? cell.padEnd(22) : cell.padStart(10))).join('');
  const percent = (part: number) => `${(100 * part).toFixed(1)} %`;
  const pairs = (kind: 'seen' | 'heldOut') =>
    row(
      kind === 'seen' ? 'seen pairs' : 'held-out pairs',
      ...[caption.short[kind], caption.dense[kind], caption[kind], GATE[kind]].map(percent),
      String(caption.n[kind]),
    );
  return [
    row('captions', 'short', 'dense', 'both', 'gate', 'n'),
    pairs('seen'),
    pairs('heldOut'),
    '',
    row('questions', 'right', 'blind', 'gate', '', 'n'),
    ...QUESTION_TYPES.map((type) => {
      const { accuracy, blind, n } = types[type];
      return row(
        type,
        percent(accuracy),
        percent(blind),
        percent(Math.max(GATE.type, blind + GATE.overBlind)),
        '',
        String(n),
      );
    }),
  ].join('\n');
}
