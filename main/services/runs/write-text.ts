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
  /** Whether other samples can agree with it: of a question that the model thinks of they would ask something else. */
  readonly comparable: boolean;
}

export interface Written {
  readonly draft: Draft;
  readonly sampling: SamplingPlan;
  readonly pieces: readonly ScoredPiece[];
  /** Of each token where the clip is withheld; null: not measured. */
  readonly blindLogProbs: readonly number[] | null;
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
  { prompt, form, choices, comparable }: Asked,
  { drafter, shown, sampling, doubt, priority }: Writing,
  signal: AbortSignal,
): Promise<Written> {
  const start = performance.now();
  const question = { shown, prompt, priority };
  const [main, ...samples] = await Promise.all([
    draft(drafter, { ...question, sampling }, signal),
    ...samplesOf(comparable ? doubt : { ...doubt, samples: 0 }, sampling).map((plan) =>
      draft(drafter, { ...question, sampling: plan }, signal),
    ),
  ]);
  const { tokens } = main;
  const blindLogProbs = doubt.grounding ? await drafter.scoreBlind({ prompt, tokens, priority }, signal) : null;
  signal.throwIfAborted();
  const pieces = tokens.map(({ logProb }, index): ScoredPiece => [main.pieces[index] ?? '', rounded(logProb)]);
  const texts = samples.map(({ text }) => text);
  return {
    draft: main,
    sampling,
    pieces,
    blindLogProbs,
    doubt: doubtOf({
      pieces,
      disagreement: disagreementOf({ text: main.text, samples: texts, form, choices }),
      ungrounded: groundless(pieces, blindLogProbs),
    }),
    tokens: [main, ...samples].reduce((sum, one) => sum + one.tokens.length, 0),
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

/** Of an answer within what was written after its question: the question was the model's own, and is not to be doubted. */
export function doubtOfAnswer(
  { blindLogProbs, pieces }: Written,
  { question, answer }: { readonly question: string; readonly answer: string },
): Doubt | null {
  const whole = pieces.map(([piece]) => piece).join('');
  const asked = whole.indexOf(question);
  const start = whole.indexOf(answer, asked < 0 ? 0 : asked + question.length);
  if (start < 0) return doubtOf({ pieces, disagreement: null, ungrounded: groundless(pieces, blindLogProbs) });
  const [from, to] = [pieceAt(pieces, start), pieceAt(pieces, start + answer.length - 1) + 1];
  const own = pieces.slice(from, to);
  const ungrounded = groundless(own, blindLogProbs?.slice(from, to) ?? null);
  return doubtOf({ pieces: own, disagreement: null, ungrounded });
}

function groundless(pieces: readonly ScoredPiece[], blindLogProbs: readonly number[] | null): number | null {
  if (blindLogProbs === null) return null;
  return ungroundedOf({ blind: sumOf(blindLogProbs), seen: sumOf(pieces.map(([, logProb]) => logProb)) });
}

/** Which piece a character of the text is in. */
function pieceAt(pieces: readonly ScoredPiece[], character: number): number {
  let left = character;
  const at = pieces.findIndex(([piece]) => (left -= piece.length) < 0);
  return at < 0 ? pieces.length - 1 : at;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Six digits: more is noise, and a million texts of them are stored. */
function rounded(logProb: number): number {
  return Math.round(logProb * 1e6) / 1e6;
}
