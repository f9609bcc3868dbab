/** A text as the model wrote it, with what is known of how sure the model was. */
import type { GenerationEnd, TokenEvent } from '../../engine/index.ts';
import { answerOf } from '../../../native-models/video-panda/prompt.ts';

export interface Draft {
  readonly text: string;
  /** With the one that ended the text, if one did. */
  readonly tokens: readonly TokenEvent[];
  /** What each of `tokens` added to the text before it was trimmed; the one that ended it adds nothing. */
  readonly pieces: readonly string[];
  /** Null where no token was written. */
  readonly meanLogProb: number | null;
  /** exp(meanLogProb): the model's own geometric mean probability of its tokens. */
  readonly confidence: number | null;
  readonly stop: GenerationEnd['stop'];
  readonly promptTokens: number;
  /** Of the prompt, read for an earlier question about the same clip. */
  readonly reusedTokens: number;
}

interface Streamed extends TokenEvent {
  readonly piece: string;
}

export function draftOf(streamed: readonly Streamed[], end: GenerationEnd): Draft {
  const all = end.stopToken === null ? streamed : [...streamed, { ...end.stopToken, piece: '' }];
  const tokens = all.map(({ id, logProb, runnerUp }) => ({ id, logProb, runnerUp }));
  const pieces = all.map(({ piece }) => piece);
  const meanLogProb =
    tokens.length === 0 ? null : tokens.reduce((sum, { logProb }) => sum + logProb, 0) / tokens.length;
  return {
    text: answerOf(pieces.join('')),
    tokens,
    pieces,
    meanLogProb,
    confidence: meanLogProb === null ? null : Math.exp(meanLogProb),
    stop: end.stop,
    promptTokens: end.promptTokens,
    reusedTokens: end.reusedTokens,
  };
}
