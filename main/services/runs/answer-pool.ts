/**
 * What could be answered to a question by who has seen nothing: answers that the model gives without a clip, of which wrong
 * ones are chosen to stand beside the right one. Drawn once for each question of a run.
 */
import { draft } from '../drafting/drafter.ts';
import type { Drafter, SamplingPlan } from '../drafting/drafter.ts';

/** Above 1, so that what is less likely is drawn oftener. */
const TEMPERATURE = 1.3;
/** Who sees nothing may ask back. */
const NO_ANSWER = /[?？]/u;
/** Enough for nine wrong answers, where there are as many. */
const DRAWS = 24;

export interface AnswerPool {
  /** The same for the same question and model. What did not come to its end is left out. */
  of(prompt: string): Promise<readonly string[]>;
}

export function openAnswerPool(
  drafter: Drafter,
  { maxNewTokens, signal }: { readonly maxNewTokens: number; readonly signal: AbortSignal },
): AnswerPool {
  const pools = new Map<string, Promise<readonly string[]>>();
  const plans = Array.from({ length: DRAWS }, (_, seed): SamplingPlan => {
    return { kind: 'sample', temperature: TEMPERATURE, topP: 0.98, topK: 0, seed, maxNewTokens };
  });
  const draw = async (prompt: string): Promise<readonly string[]> => {
    const shown = await drafter.withoutClip();
    const drafts = await Promise.all(
      plans.map((sampling) => draft(drafter, { shown, prompt, sampling, priority: 'batch' }, signal)),
    );
    return drafts.flatMap(({ stop, text }) => (stop === 'stop-token' && !NO_ANSWER.test(text) ? text : []));
  };
  return {
    of(prompt) {
      const drawn = pools.get(prompt) ?? draw(prompt);
      pools.set(prompt, drawn);
      drawn.catch(() => pools.delete(prompt)); // after a crash of the engine it is drawn anew
      return drawn;
    },
  };
}
