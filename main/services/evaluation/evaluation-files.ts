/**
 * What an evaluation leaves for others: predictions as the official scripts read them, verdicts as they write them, and the
 * result. Each file appears whole. Knows neither models nor network.
 */
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import type { Answered } from './answers.ts';
import type { QuestionSet } from './benchmark.ts';
import type { Judged } from './judge.ts';
import { answeredTogether } from './judging.ts';

const NAMES: Readonly<Record<QuestionSet, string>> = {
  qa: 'predictions',
  generic: 'generic_qa',
  temporal: 'temporal_qa',
  consistency: 'consistency_qa',
};

/**
 * `.jsonl`: a line each, as Video-LLaVA and Video-Panda read them; `.json`: one array, as Video-ChatGPT reads it. Questions
 * without an answer are in none, as in theirs. Returns what was written.
 */
export async function writePredictions(folder: string, answers: readonly Answered[]): Promise<readonly string[]> {
  const together = answeredTogether(answers);
  const written: string[] = [];
  for (const [set, name] of Object.entries(NAMES)) {
    const rows = together.filter(([{ asked }]) => asked.set === set).map(([one, other]) => rowOf(one, other));
    if (rows.length === 0) continue;
    const lines = rows.map((row) => JSON.stringify(row));
    await writeWhole(join(folder, `${name}.jsonl`), lines.map((line) => `${line}\n`).join(''));
    await writeWhole(join(folder, `${name}.json`), `[\n${lines.join(',\n')}\n]\n`);
    written.push(join(folder, `${name}.jsonl`), join(folder, `${name}.json`));
  }
  return written;
}

/** `{ id: [verdict, what was judged] }`, a file for each measure. */
export async function writeVerdicts(folder: string, judged: readonly Judged[]): Promise<readonly string[]> {
  const byMeasure = Map.groupBy(judged, ({ judgement }) => judgement.measure);
  const written: string[] = [];
  for (const [measure, all] of byMeasure) {
    const rows = all.flatMap(({ judgement, verdict }) => {
      if (verdict === null) return [];
      const { pred, score } = verdict;
      const said = pred === null ? { score } : { pred, score };
      return [`${JSON.stringify(judgement.id)}: ${JSON.stringify([said, judgement.judged])}`];
    });
    const path = join(folder, `judged_${measure}.json`);
    await writeWhole(path, `{\n${rows.join(',\n')}\n}\n`);
    written.push(path);
  }
  return written;
}

export async function writeWhole(path: string, text: string): Promise<void> {
  const fresh = `${path}.part`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(fresh, text);
    await rename(fresh, path);
  } catch (error) {
    await rm(fresh, { force: true });
    throw new ProblemError({ code: 'output-unwritable', path, cause: (error as Error).message });
  }
}

/** With all the keys that one script or another reads: Video-ChatGPT's own judge of short answers wants `Q` and `A`. */
function rowOf({ asked, pred }: Answered, other: Answered | undefined): Record<string, unknown> {
  const { answer, id, question, video } = asked;
  const name = { video_name: nameOf(video) };
  if (other)
    return { ...name, Q1: question.text, Q2: other.asked.question.text, A: answer, pred1: pred, pred2: other.pred };
  if (asked.set !== 'qa') return { ...name, Q: question.text, A: answer, pred };
  // The judge makes a file called so.
  const own = { id: id.replace(/[/\\]/g, '_'), question: question.text, answer, pred };
  return { ...own, ...name, Q: question.text, A: answer };
}

function nameOf({ relativePath, stem }: Answered['asked']['video']): string {
  return relativePath === null ? stem : relativePath.slice(0, relativePath.lastIndexOf('/') + 1) + stem;
}
