/**
 * From logits to one token: greedy, sampled or given, with how probable it and its best rival were. Knows no text and keeps
 * no state: the same seed and place give the same draw, whatever else runs beside it.
 */
import { logSumExp } from './log-sum-exp.ts';

export type Sampling =
  | { readonly kind: 'greedy' }
  /** Temperature first, then the `topK` most probable (0: all), then the fewest of those that hold `topP` of the rest (1: all). */
  | {
      readonly kind: 'sample';
      /** Above 0. */
      readonly temperature: number;
      readonly topP: number;
      readonly topK: number;
      readonly seed: number;
    }
  /** Chooses nothing: reads what stands there already, to learn how probable it was. A token for each place. */
  | { readonly kind: 'given'; readonly tokens: readonly number[] };

export interface ScoredToken {
  readonly id: number;
  /** Natural logarithm of the probability under a softmax over the raw logits: no temperature, no cut. */
  readonly logProb: number;
}

export interface TokenEvent extends ScoredToken {
  /** The most probable token but the chosen one. */
  readonly runnerUp: ScoredToken;
}

/** Picks the token at `place` (0 for the first new one). Equal logits: the lower id. */
export function pickToken(logits: Float32Array, sampling: Sampling, place: number): TokenEvent {
  const [best, next] = twoLargest(logits);
  const id = chosen(logits, { sampling, place, best });
  const logTotal = logSumExp(logits, logits[best] ?? NaN);
  const scored = (token: number): ScoredToken => ({ id: token, logProb: (logits[token] ?? NaN) - logTotal });
  return { ...scored(id), runnerUp: scored(id === best ? next : best) };
}

function chosen(
  logits: Float32Array,
  { sampling, place, best }: { readonly sampling: Sampling; readonly place: number; readonly best: number },
): number {
  switch (sampling.kind) {
    case 'greedy':
      return best;
    case 'sample':
      return drawToken(logits, sampling, { highest: logits[best] ?? 0, draw: uniform(sampling.seed, place) });
    case 'given':
      return sampling.tokens[place] ?? -1;
  }
}

/** Below e^-40 of the best a token is never drawn: leaving such tokens out saves sorting a whole vocabulary. */
const negligible = 40;

function drawToken(
  logits: Float32Array,
  { temperature, topK, topP }: Extract<Sampling, { kind: 'sample' }>,
  { draw, highest }: { readonly draw: number; readonly highest: number },
): number {
  const possible = [...logits.keys()].filter((id) => (logits[id] ?? 0) >= highest - negligible * temperature);
  const byLogit = possible.sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0) || a - b);
  const kept = topK > 0 ? byLogit.slice(0, topK) : byLogit;
  const weights = kept.map((id) => Math.exp(((logits[id] ?? 0) - highest) / temperature));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const nucleus = countHolding(weights, topP * total);
  const nucleusTotal = weights.slice(0, nucleus).reduce((sum, weight) => sum + weight, 0);
  return kept[Math.min(countHolding(weights, draw * nucleusTotal), nucleus) - 1] ?? 0;
}

/** How many of the weights, from the first on, it takes to reach `wanted`; at least one. */
function countHolding(weights: readonly number[], wanted: number): number {
  let held = 0;
  for (const [index, weight] of weights.entries()) {
    held += weight;
    if (held >= wanted) return index + 1;
  }
  return weights.length;
}

/** Of the largest logit and of the next one; -1 where there is none. */
function twoLargest(logits: Float32Array): [best: number, next: number] {
  let [best, next] = [-1, -1];
  let [highest, second] = [-Infinity, -Infinity];
  for (let id = 0; id < logits.length; id++) {
    const logit = logits[id] ?? NaN;
    if (logit <= second && next >= 0) continue;
    if (logit > highest || best < 0) {
      [next, second] = [best, highest];
      [best, highest] = [id, logit];
    } else [next, second] = [id, logit];
  }
  return [best, next];
}

/** A number in [0, 1) from a seed and a place: the finaliser of MurmurHash3 over both (Appleby, public domain). */
function uniform(seed: number, place: number): number {
  const mix = (value: number) => {
    let h = value | 0;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return h ^ (h >>> 16);
  };
  return (mix(mix(seed) + Math.imul(place + 1, 0x9e3779b9)) >>> 0) / 2 ** 32;
}
