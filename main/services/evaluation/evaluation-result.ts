/** What an evaluation came to, and what it was made with: scores depend on all of it. Has no times, so it is the same again. */
import { basename } from 'node:path';
import type { Drafter, SamplingPlan } from '../drafting/drafter.ts';
import { PROGRAM_VERSION } from '../program.ts';
import type { Answered } from './answers.ts';
import type { EvaluationJob } from './evaluation-job.ts';
import { exactMatches } from './exact-match.ts';
import type { ExactMatches } from './exact-match.ts';
import type { Judged } from './judge.ts';
import { meanScore, scoresOf } from './scores.ts';
import type { Scores } from './scores.ts';

export interface EvaluationResult {
  readonly format: 'panda-evaluation';
  readonly version: 1;
  readonly program: string;
  readonly benchmark: { readonly format: string; readonly files: readonly string[]; readonly questions: number };
  readonly model: Drafter['model'];
  readonly sampling: SamplingPlan;
  readonly answered: number;
  /** Their video is not there; it could not be read, or the run was stopped. */
  readonly unanswered: { readonly noVideo: number; readonly notAnswered: number };
  /** Rows of the benchmark that are none. */
  readonly unreadable: number;
  /** Of what was answered. */
  readonly exactMatch: ExactMatches;
  readonly judge: {
    readonly endpoint: string;
    readonly model: string;
    readonly prompts: { readonly name: string; readonly version: string; readonly sha256: string };
    readonly scores: Scores;
    /** Of the five measures of table 2, where all are there. */
    readonly mean: number | null;
  } | null;
  /** What was written, below the folder. */
  readonly files: readonly string[];
}

export function resultOf(
  { benchmark, drafter, judge: by, sampling }: EvaluationJob,
  made: {
    readonly answers: readonly Answered[];
    readonly judged: readonly Judged[] | null;
    readonly files: readonly string[];
  },
): EvaluationResult {
  const { answers, files, judged } = made;
  const count = (why: Answered['why']): number => answers.filter((one) => one.why === why).length;
  const scores = judged && scoresOf(judged);
  return {
    format: 'panda-evaluation',
    version: 1,
    program: PROGRAM_VERSION,
    benchmark: {
      format: benchmark.format,
      files: benchmark.files.map((path) => basename(path)),
      questions: answers.length,
    },
    model: drafter.model,
    sampling,
    answered: count(null),
    unanswered: { noVideo: count('no-video'), notAnswered: count('not-answered') },
    unreadable: benchmark.problems.length,
    exactMatch: exactMatches(answers),
    judge: by && scores && { ...saidOf(by), scores, mean: meanScore(scores) },
    files: files.map((path) => basename(path)),
  };
}

function saidOf({
  endpoint,
  prompts,
}: NonNullable<EvaluationJob['judge']>): Pick<
  NonNullable<EvaluationResult['judge']>,
  'endpoint' | 'model' | 'prompts'
> {
  const { name, sha256, version } = prompts;
  return { endpoint: endpoint.url, model: endpoint.model, prompts: { name, version, sha256 } };
}
