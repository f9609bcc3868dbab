/** The normaliser of a softmax, for every text and token over a whole vocabulary: `Math.exp` would take four times as long. */

/** e^-(n / perUnit), as far as it can count beside the 1 of the highest. */
const [perUnit, farthest] = [256, 64];
const powers = Float64Array.from({ length: perUnit * farthest }, (_, n) => Math.exp(-n / perUnit));

/** log of the sum of e^logit, right to 1e-8; `highest` is the largest of them. Of what are no numbers it is none. */
export function logSumExp(logits: Float32Array, highest: number): number {
  let sum = 0;
  // By index: an iterator takes half as long again.
  for (let id = 0; id < logits.length; id++) {
    const below = Math.min((highest - (logits[id] ?? NaN)) * perUnit, powers.length - 1);
    const whole = below | 0;
    const rest = (below - whole) / perUnit;
    sum += (powers[whole] ?? NaN) * (1 - rest + (rest * rest) / 2);
  }
  return highest + Math.log(sum);
}
