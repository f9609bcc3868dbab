/** One text from the model, with all that the recipe wants measured about it. Knows no project and no other text. */
import { disagreementOf, doubtOf, ungroundedOf } from '../../document/doubt.ts';
import type { QuestionForm } from '../../document/question.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { Doubt, ScoredPiece } from '../../document/records.ts';
import type { Draft } from '../drafting/draft.ts';
import { draft } from '../drafting/drafter.ts';
import type { Drafter, SamplingPlan, Shown } from '../drafting/drafter.ts';

export interface Asked {
  readonly prompt: string;
  /** Null: a caption. */
  readonly form: QuestionForm | null;
  readonly choices: readonly string[];
  /**
   * The end of what is written that is to be doubted; all of it where nothing is said. Of a question that the model thought
   * of with its answer, the answer: other samples would ask something else, so there are none.
   */
  readonly answerIn?: (written: string) => string | undefined;
}

export interface Written {
  readonly draft: Draft;
  readonly sampling: SamplingPlan;
  readonly pieces: readonly ScoredPiece[];
  readonly doubt: Doubt | null;
  /** With those of the samples. */
  readonly tokens: number;
  readonly seconds: number;
}

interface Writing {
  readonly drafter: Drafter;
  readonly shown: Shown;
  readonly sampling: SamplingPlan;
  readonly doubt: Recipe['doubt'];
  readonly priority: 'interactive' | 'batch';
}

/** Samples are written beside the text, so that all of them share the reading of the clip. Throws problems, and on abort. */
export async function writeText(
  { prompt, form, choices, answerIn }: Asked,
  { drafter, shown, sampling, doubt, priority }: Writing,
  signal: AbortSignal,
): Promise<Written> {
  const start = performance.now();
  const question = { shown, prompt, priority };
  const [main, ...samples] = await Promise.all([
    draft(drafter, { ...question, sampling }, signal),
    ...samplesOf(answerIn ? { ...doubt, samples: 0 } : doubt, sampling).map((plan) =>
      draft(drafter, { ...question, sampling: plan }, signal),
    ),
  ]);
  const blind = doubt.grounding ? await drafter.scoreBlind({ prompt, tokens: main.tokens, priority }, signal) : null;
  signal.throwIfAborted();
  const pieces = main.tokens.map(({ logProb }, index): ScoredPiece => [main.pieces[index] ?? '', rounded(logProb)]);
  const from = answerIn ? firstPieceOf(main.pieces, answerIn(main.text)) : 0;
  const seen = sumOf(main.tokens.slice(from).map(({ logProb }) => logProb));
  return {
    draft: main,
    sampling,
    pieces,
    doubt: doubtOf({
      pieces: pieces.slice(from),
      disagreement: disagreementOf({ text: main.text, samples: samples.map(({ text }) => text), form, choices }),
      ungrounded: blind === null ? null : ungroundedOf({ blind: sumOf(blind.slice(from)), seen }),
    }),
    tokens: [main, ...samples].reduce((sum, { tokens }) => sum + tokens.length, 0),
    seconds: Math.round(performance.now() - start) / 1000,
  };
}

/** The same for the same text, however often it is begun. */
function samplesOf({ samples, temperature }: Recipe['doubt'], sampling: SamplingPlan): SamplingPlan[] {
  const first = sampling.kind === 'sample' ? sampling.seed : 0;
  return Array.from({ length: samples }, (_, index) => ({
    kind: 'sample',
    temperature,
    topP: 1,
    topK: 0,
    seed: first + 1000 + index,
    maxNewTokens: sampling.maxNewTokens,
  }));
}

/** The piece that a text's end begins in; the first where it is not its end. */
function firstPieceOf(pieces: readonly string[], end: string | undefined): number {
  const whole = pieces.join('').trimEnd();
  if (end === undefined || end === '' || !whole.endsWith(end)) return 0;
  let left = whole.length - end.length;
  return Math.max(
    0,
    pieces.findIndex((piece) => (left -= piece.length) < 0),
  );
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Six digits: more is noise, and a million texts of them are stored. */
function rounded(logProb: number): number {
  return Math.round(logProb * 1e6) / 1e6;
}
