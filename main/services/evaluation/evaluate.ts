/**
 * A benchmark answered by a model and scored: by exact match, and by a judge where the user names one. Everything is kept in
 * a folder, so that the same evaluation goes on where it stopped, and every result says what it was made with.
 */
import { join, resolve } from 'node:path';
import { openLedger } from '../batch/ledger.ts';
import type { BatchEvent } from '../batch/plan.ts';
import { runBatch } from '../batch/run.ts';
import { clipsToAsk, heldAnswers } from './answers.ts';
import type { Answered } from './answers.ts';
import { writePredictions, writeVerdicts, writeWhole } from './evaluation-files.ts';
import type { EvaluationJob } from './evaluation-job.ts';
import { resultOf } from './evaluation-result.ts';
import type { EvaluationResult } from './evaluation-result.ts';
import { judgeAnswers } from './judge.ts';
import type { Judged } from './judge.ts';
import { JudgeFile } from './judge-file.ts';
import { judgementsOf } from './judging.ts';

export type EvaluationEvent =
  | { readonly phase: 'answering'; readonly event: BatchEvent }
  | { readonly phase: 'judging'; readonly done: number; readonly total: number; readonly unjudged: number };

/** Ends early when it is aborted, with what there is until then written. Throws the problems of a judge. */
export async function* evaluate(
  job: EvaluationJob,
  signal: AbortSignal,
): AsyncGenerator<EvaluationEvent, EvaluationResult> {
  const answers = yield* answer(job, signal);
  const out = resolve(job.out);
  const predictions = await writePredictions(out, answers);
  const before = resultOf(job, { answers, judged: null, files: predictions });
  await writeResult(out, before);
  if (job.judge === null || signal.aborted) return before;
  const judged = yield* judge(job, { answers, signal });
  const verdicts = await writeVerdicts(out, judged);
  const result = resultOf(job, { answers, judged, files: [...predictions, ...verdicts] });
  await writeResult(out, result);
  return result;
}

async function* answer(
  { benchmark, drafter, find, out, sampling }: EvaluationJob,
  signal: AbortSignal,
): AsyncGenerator<EvaluationEvent, readonly Answered[]> {
  const { clips, paths } = clipsToAsk(benchmark.questions, find);
  await using ledger = await openLedger(join(resolve(out), 'answers.jsonl'));
  const plan = {
    ...{ drafter, clips, problems: [], sampling, ledger },
    sidecars: null,
    framesFolder: null,
    policy: 'skip' as const,
    // A benchmark asks about what it asks about.
    anyway: true,
  };
  for await (const event of runBatch(plan, signal)) yield { phase: 'answering', event };
  const { weightsHash } = drafter.model;
  return heldAnswers(benchmark.questions, { ledger, weightsHash, paths });
}

async function* judge(
  { judge: by, out }: EvaluationJob,
  { answers, signal }: { readonly answers: readonly Answered[]; readonly signal: AbortSignal },
): AsyncGenerator<EvaluationEvent, readonly Judged[]> {
  const judged: Judged[] = [];
  let unjudged = 0;
  if (by === null) return judged;
  const judgements = judgementsOf(answers, by);
  await using file = await JudgeFile.open(join(resolve(out), 'judge.jsonl'));
  try {
    for await (const one of judgeAnswers({ ...by, judgements, file }, signal)) {
      judged.push(one);
      if (one.verdict === null) unjudged++;
      yield { phase: 'judging', done: judged.length, total: judgements.length, unjudged };
    }
  } catch (error) {
    if (!signal.aborted) throw error;
  }
  // What was not come to is without a verdict.
  for (const judgement of judgements.slice(judged.length)) {
    judged.push({ judgement, verdict: file.verdict(judgement.key) ?? null });
  }
  return judged;
}

async function writeResult(out: string, result: EvaluationResult): Promise<void> {
  await writeWhole(join(out, 'result.json'), `${JSON.stringify(result, null, 2)}\n`);
}
