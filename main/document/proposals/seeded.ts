/** Chance that is the same each time: from words to numbers, never from a clock. Not for secrets. */

/** Numbers from 0 to below 1, the same for the same words (FNV-1a into mulberry32). */
export function seededRandom(words: string): () => number {
  let state = 0x811c9dc5;
  for (let at = 0; at < words.length; at++) state = Math.imul(state ^ words.charCodeAt(at), 0x01000193);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function shuffled<One>(list: readonly One[], random: () => number): One[] {
  const order = [...list];
  for (let at = order.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1));
    [order[at], order[other]] = [order[other] as One, order[at] as One];
  }
  return order;
}
