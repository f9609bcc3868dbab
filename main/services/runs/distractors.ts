/**
 * Wrong answers beside the right one, for a question whose choices nobody gave: what else the model says when it is let
 * guess. Knows the question and the clip, not the project.
 */
import { createHash } from 'node:crypto';
import { normalised } from '../../document/status.ts';
import type { SamplingPlan, Shown } from '../drafting/drafter.ts';
import { draft } from '../drafting/drafter.ts';
import type { Drafter } from '../drafting/drafter.ts';
import { DRAWS_PER_DISTRACTOR } from './cost.ts';

/** Above 1, so that what is less likely is drawn oftener. */
const TEMPERATURE = 1.5;

interface Draw {
  readonly drafter: Drafter;
  readonly shown: Shown;
  readonly prompt: string;
  readonly answer: string;
  readonly count: number;
  readonly maxNewTokens: number;
}

export interface Distractors {
  /** At most as many as wanted, all different from each other and from the answer. */
  readonly wrong: readonly string[];
  readonly tokens: number;
}

/** The same for the same clip and question. */
export async function drawDistractors(
  { answer, count, drafter, maxNewTokens, prompt, shown }: Draw,
  signal: AbortSignal,
): Promise<Distractors> {
  const plans = Array.from({ length: count * DRAWS_PER_DISTRACTOR }, (_, index): SamplingPlan => ({
    kind: 'sample',
    temperature: TEMPERATURE,
    topP: 0.98,
    topK: 0,
    seed: 5000 + index,
    maxNewTokens,
  }));
  const drafts = await Promise.all(
    plans.map((sampling) => draft(drafter, { shown, prompt, sampling, priority: 'batch' }, signal)),
  );
  const different = new Map<string, string>();
  for (const { stop, text } of drafts) {
    const key = keyOf(text);
    if (stop === 'stop-token' && key !== '' && key !== keyOf(answer) && !different.has(key)) different.set(key, text);
  }
  const tokens = drafts.reduce((sum, one) => sum + one.tokens.length, 0);
  return { wrong: [...different.values()].slice(0, count), tokens };
}

/** The right one among them, at a place that follows from the words alone. */
export function choicesOf(answer: string, wrong: readonly string[], salt: string): string[] {
  const placed = [answer, ...wrong].map((choice) => ({
    choice,
    place: createHash('sha256').update(`${salt}\n${choice}`).digest('hex'),
  }));
  return placed.sort((a, b) => (a.place < b.place ? -1 : 1)).map(({ choice }) => choice);
}

function keyOf(text: string): string {
  return normalised(text)
    .toLowerCase()
    .replace(/[.!?。]+$/u, '');
}
