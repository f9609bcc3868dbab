/** What else a model says to a question when it is let guess: what wrong answers are chosen from. */
import { draft } from '../drafting/drafter.ts';
import type { SamplingPlan } from '../drafting/drafter.ts';
import type { Target } from './target.ts';

/** Above 1, so that what is less likely is drawn oftener. */
const TEMPERATURE = 1.5;

/** The same for the same clip and question; what did not come to its end is left out. */
export async function drawAnswers(
  { drafter, run, shown }: Pick<Target, 'drafter' | 'run' | 'shown'>,
  { prompt, count }: { readonly prompt: string; readonly count: number },
  signal: AbortSignal,
): Promise<{ readonly texts: readonly string[]; readonly tokens: number }> {
  const { maxNewTokens } = run.sampling;
  const plans = Array.from({ length: count }, (_, index): SamplingPlan => {
    return { kind: 'sample', temperature: TEMPERATURE, topP: 0.98, topK: 0, seed: 5000 + index, maxNewTokens };
  });
  const drafts = await Promise.all(
    plans.map((sampling) => draft(drafter, { shown, prompt, sampling, priority: 'batch' }, signal)),
  );
  return {
    texts: drafts.flatMap(({ stop, text }) => (stop === 'stop-token' ? text : [])),
    tokens: drafts.reduce((sum, one) => sum + one.tokens.length, 0),
  };
}
