/**
 * How much a text that a model wrote is to be doubted, 0 (sure) to 1, from what was measured while it was written. Each
 * part and the total grow with each of their measurements and with nothing else. Knows no model; orders the review queue.
 */
import { closedAnswer, isClosed } from './measures/closed-answer.ts';
import { rougeL } from './measures/rouge-l.ts';
import type { QuestionForm } from './question.ts';
import type { Doubt, ScoredPiece } from './records.ts';

/** From here on an answer is as good as independent of the video, and is marked. */
const UNGROUNDED_FROM = 0.9;

/** An answer that needs no video may be right all the same, so it counts half of what the other parts count. */
const UNGROUNDED_WEIGHT = 0.5;

export interface Measured {
  /** With the piece, mostly empty, that ended the text. */
  readonly pieces: readonly ScoredPiece[];
  /** Null: not measured. */
  readonly disagreement: number | null;
  readonly ungrounded: number | null;
}

/** The parts as independent causes: what no cause spoils is sure. Null where nothing was measured. */
export function doubtOf({ pieces, disagreement, ungrounded }: Measured): Doubt | null {
  const logProb = doubtOfPieces(pieces);
  if (logProb === null && disagreement === null && ungrounded === null) return null;
  const sure = (1 - (logProb ?? 0)) * (1 - (disagreement ?? 0)) * (1 - UNGROUNDED_WEIGHT * (ungrounded ?? 0));
  return { total: rounded(1 - sure), logProb: logProb === null ? null : rounded(logProb), disagreement, ungrounded };
}

/**
 * 1 - sqrt(p w), with p the geometric mean of the pieces' probabilities and w the probability of the worst word: a long
 * text that is sure of all but one word is wrong where it is unsure. Null where nothing was written.
 */
function doubtOfPieces(pieces: readonly ScoredPiece[]): number | null {
  if (pieces.length === 0) return null;
  const mean = pieces.reduce((sum, [, logProb]) => sum + logProb, 0) / pieces.length;
  return 1 - Math.exp((mean + Math.min(...wordLogProbs(pieces))) / 2);
}

/** A word begins with white space, as models write it; what ends the text is a word of its own. */
function wordLogProbs(pieces: readonly ScoredPiece[]): number[] {
  const words: number[] = [];
  for (const [index, [piece, logProb]] of pieces.entries()) {
    if (index === 0 || piece === '' || /^\s/u.test(piece)) words.push(logProb);
    else words.push((words.pop() ?? 0) + logProb);
  }
  return words;
}

interface Sampled {
  readonly text: string;
  readonly samples: readonly string[];
  /** Null: a caption. */
  readonly form: QuestionForm | null;
  readonly choices: readonly string[];
}

/** How far other samples say something else, on average: for a closed question whether, for a text by ROUGE-L. */
export function disagreementOf({ text, samples, form, choices }: Sampled): number | null {
  if (samples.length === 0) return null;
  const agrees = (sample: string): number => {
    if (form === null || !isClosed(form)) return rougeL(text, sample);
    return closedAnswer(form, text, choices) === closedAnswer(form, sample, choices) ? 1 : 0;
  };
  return rounded(1 - samples.reduce((sum, sample) => sum + agrees(sample), 0) / samples.length);
}

/**
 * The whole text's probability without the clip over that with it, at most 1. Both are natural logarithms of the
 * probability of all its tokens.
 */
export function ungroundedOf({ blind, seen }: { readonly blind: number; readonly seen: number }): number {
  return rounded(Math.min(1, Math.exp(blind - seen)));
}

/** Whether a text is as good as independent of the video; null: that was not measured. */
export function needsNoVideo(doubt: Doubt | null): boolean | null {
  const ungrounded = doubt?.ungrounded ?? null;
  return ungrounded === null ? null : ungrounded >= UNGROUNDED_FROM;
}

/** Six digits: more is noise, and a million of them are stored. */
function rounded(share: number): number {
  return Math.round(share * 1e6) / 1e6;
}
