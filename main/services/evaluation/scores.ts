/** Verdicts as the paper's figures: accuracy and score of table 1, the five measures of table 2. Knows no judge. */
import type { Judged } from './judge.ts';
import { MEASURES } from './judge-prompts.ts';
import type { Measure } from './judge-prompts.ts';

export interface Score {
  readonly judged: number;
  /** Asked, but without a verdict: counted in nothing. */
  readonly unjudged: number;
  /** Mean of the whole scores, 0 to 5; null: nothing was judged. */
  readonly score: number | null;
  /** Only of table 1: right of those that are right or wrong. */
  readonly accuracy?: number | null;
}

export type Scores = Readonly<Partial<Record<Measure, Score>>>;

export function scoresOf(judged: readonly Judged[]): Scores {
  const measures = MEASURES.filter((measure) => judged.some(({ judgement }) => judgement.measure === measure));
  return Object.fromEntries(
    measures.map((measure) => {
      const own = judged.filter(({ judgement }) => judgement.measure === measure);
      const verdicts = own.flatMap(({ verdict }) => (verdict ? [verdict] : []));
      const right = verdicts.filter(({ pred }) => pred === 'yes').length;
      const counts = { judged: verdicts.length, unjudged: own.length - verdicts.length };
      const score = mean(verdicts.map((verdict) => verdict.score));
      const accuracy = verdicts.length === 0 ? null : right / verdicts.length;
      return [measure, { ...counts, score, ...(measure === 'qa' ? { accuracy } : {}) }];
    }),
  );
}

/** Of table 2, where all five are there. */
export function meanScore(scores: Scores): number | null {
  const five = MEASURES.filter((measure) => measure !== 'qa').map((measure) => scores[measure]?.score ?? null);
  return five.some((score) => score === null) ? null : mean(five.map((score) => score ?? 0));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
