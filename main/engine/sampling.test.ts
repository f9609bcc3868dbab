import { describe, expect, it } from 'vitest';
import { pickToken, type Sampling } from './sampling.ts';

/** Logits of these probabilities, raised by a constant that a softmax does not see. */
function logitsOf(probabilities: readonly number[]): Float32Array {
  return Float32Array.from(probabilities, (p) => Math.log(p) + 7);
}

/** How often each token comes in 20,000 places. */
function shares(probabilities: readonly number[], sampling: Sampling): number[] {
  const logits = logitsOf(probabilities);
  const counts = probabilities.map(() => 0);
  for (let place = 0; place < 20_000; place++) {
    const { id } = pickToken(logits, sampling, place);
    counts[id] = (counts[id] ?? 0) + 1;
  }
  return counts.map((count) => Math.round(count / 200) / 100);
}

describe('greedy', () => {
  it('takes the most probable token and says how probable it and the next one were', () => {
    const { id, logProb, runnerUp } = pickToken(logitsOf([0.2, 0.1, 0.6, 0.1]), { kind: 'greedy' }, 0);
    expect({ id, runnerUp: runnerUp.id }).toEqual({ id: 2, runnerUp: 0 });
    expect([Math.exp(logProb), Math.exp(runnerUp.logProb)]).toEqual([expect.closeTo(0.6, 5), expect.closeTo(0.2, 5)]);
  });

  it('takes the lower of two equal tokens', () => {
    const { id, runnerUp } = pickToken(Float32Array.of(-1, 3, 3), { kind: 'greedy' }, 5);
    expect([id, runnerUp.id]).toEqual([1, 2]);
  });

  it.each([
    [[5, 4, 3], 0, 1],
    [[3, 4, 5], 2, 1],
    [[5, 3, 4], 0, 2],
    [[4, 4, 4], 0, 1],
    [[-Infinity, 2], 1, 0],
    [[-Infinity, -1, -Infinity], 1, 0],
  ])('finds the best and the next one of %j', (logits, best, next) => {
    const { id, runnerUp } = pickToken(Float32Array.from(logits), { kind: 'greedy' }, 0);
    expect([id, runnerUp.id]).toEqual([best, next]);
  });

  it('shows that logits are not numbers', () => {
    expect(pickToken(Float32Array.of(NaN, NaN), { kind: 'greedy' }, 0).logProb).toBeNaN();
  });
});

describe('given', () => {
  it('takes the token that stands at each place, and says how probable it was', () => {
    const logits = logitsOf([0.2, 0.1, 0.6, 0.1]);
    const places = [0, 1].map((place) => pickToken(logits, { kind: 'given', tokens: [3, 2] }, place));
    expect(places.map(({ id, logProb, runnerUp }) => [id, Math.exp(logProb), runnerUp.id])).toEqual([
      [3, expect.closeTo(0.1, 5), 2],
      [2, expect.closeTo(0.6, 5), 0],
    ]);
  });
});

describe('sampling', () => {
  const plain = { kind: 'sample', temperature: 1, topP: 1, topK: 0, seed: 1 } as const;

  it('draws each token as often as it is probable', () => {
    expect(shares([0.5, 0.3, 0.2], plain)).toEqual([0.5, 0.3, 0.2]);
  });

  it('sharpens by temperature', () => {
    expect(shares([2 / 3, 1 / 3], { ...plain, temperature: 0.5 })).toEqual([0.8, 0.2]); // squares: 4 to 1
  });

  it('keeps the top k, in the proportions they had', () => {
    expect(shares([0.1, 0.45, 0.15, 0.3], { ...plain, topK: 2 })).toEqual([0, 0.6, 0, 0.4]);
  });

  it('keeps the fewest tokens that hold top p', () => {
    expect(shares([0.1, 0.5, 0.3, 0.1], { ...plain, topP: 0.75 })).toEqual([0, 0.62, 0.38, 0]);
    expect(shares([0.1, 0.5, 0.3, 0.1], { ...plain, topP: 0.01 })).toEqual([0, 1, 0, 0]);
  });

  it('gives the same token for the same seed and place, another for others', () => {
    const logits = new Float32Array(1000);
    const draw = (seed: number) =>
      Array.from({ length: 8 }, (_, place) => pickToken(logits, { ...plain, seed }, place).id);
    expect(draw(3)).toEqual(draw(3));
    expect(new Set([...draw(3), ...draw(4)]).size).toBeGreaterThan(13);
  });

  it('says the probability before temperature and cuts, and the best token as the runner-up of a worse one', () => {
    const logits = logitsOf([0.25, 0.75]);
    const drawn = Array.from({ length: 50 }, (_, place) => pickToken(logits, { ...plain, temperature: 9 }, place));
    const worse = drawn.find(({ id }) => id === 0);
    expect(worse).toEqual({
      id: 0,
      logProb: expect.closeTo(Math.log(0.25), 5) as number,
      runnerUp: { id: 1, logProb: expect.closeTo(Math.log(0.75), 5) as number },
    });
  });
});
