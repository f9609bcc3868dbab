/**
 * The blind model: the same model, asked the same, without the clip. What it finds as probable as the model that saw the
 * clip needed no video. Knows no clip.
 *
 * The clip is withheld by leaving its frames out of the prompt. Frames of zeros, black and grey ones were tried: a model
 * takes them for a clip of their own and is sure of what it sees there. Of Panda-Mini's samples (48 questions) the mean
 * logarithm of the right answer's probability is -4.3 without frames, -5.9 and -6.2 with frames of zeros (as padding, as
 * pictures), -6.4 with grey and -7.2 with black ones, and -7.8 with another clip: without frames the model comes nearest to
 * what can be known blind. A large model, moreover, has read text without frames for most of its training.
 */
import type { DecoderHandle, Engine, PrefixPiece, Priority } from '../../engine/index.ts';
import { promptPrefix, promptSuffix } from '../../../native-models/video-panda/prompt.ts';
import type { ModelFiles } from './model-files.ts';

export interface BlindText {
  readonly prompt: string;
  /** As they were written, with the one that ended the text. */
  readonly tokens: readonly { readonly id: number }[];
  readonly priority: Priority;
}

type Words = Pick<ModelFiles, 'config' | 'tokenizer'>;

/** Of the prompt, what stands around the frames; read once for every text. */
export function prefixWithoutClip({ config, tokenizer }: Words): { key: string; pieces: PrefixPiece[] } {
  const parts = promptPrefix(config, tokenizer.encode);
  return { key: 'no clip', pieces: parts.flatMap((part) => ('ids' in part ? [{ ids: part.ids }] : [])) };
}

/** Of each token, the natural logarithm of its probability after those before it. */
export async function scoreBlind(
  engine: Engine,
  { config, tokenizer, decoder }: Words & { readonly decoder: DecoderHandle },
  { text, signal }: { readonly text: BlindText; readonly signal: AbortSignal },
): Promise<number[]> {
  if (text.tokens.length === 0) return [];
  const generation = engine.generate(
    {
      decoder,
      prefix: prefixWithoutClip({ config, tokenizer }),
      suffix: promptSuffix(config, tokenizer.encode, { question: text.prompt }),
      sampling: { kind: 'given', tokens: text.tokens.map(({ id }) => id) },
      maxNewTokens: text.tokens.length,
      stopTokens: [],
      priority: text.priority,
    },
    { signal },
  );
  const logProbs: number[] = [];
  for await (const { logProb } of generation) logProbs.push(logProb);
  signal.throwIfAborted();
  return logProbs;
}
