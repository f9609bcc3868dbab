/** A text as the model wrote it, with what is known of how sure the model was. */
import type { GenerationEnd, TokenEvent } from '../../engine/index.ts';
import { answerOf } from '../../../native-models/video-panda/prompt.ts';

export interface Draft {
  readonly text: string;
  /** With the one that ended the text, if one did. */
  readonly tokens: readonly TokenEvent[];
  /** Null where no token was written. */
  readonly meanLogProb: number | null;
  /** exp(meanLogProb): the model's own geometric mean probability of its tokens. */
  readonly confidence: number | null;
  readonly stop: GenerationEnd['stop'];
  readonly promptTokens: number;
  /** Of the prompt, read for an earlier question about the same clip. */
  readonly reusedTokens: number;
}

export function draftOf(written: string, streamed: readonly TokenEvent[], end: GenerationEnd): Draft {
  const tokens = end.stopToken === null ? streamed : [...streamed, end.stopToken];
  const meanLogProb =
    tokens.length === 0 ? null : tokens.reduce((sum, { logProb }) => sum + logProb, 0) / tokens.length;
  return {
    text: answerOf(written),
    tokens,
    meanLogProb,
    confidence: meanLogProb === null ? null : Math.exp(meanLogProb),
    stop: end.stop,
    promptTokens: end.promptTokens,
    reusedTokens: end.reusedTokens,
  };
}
