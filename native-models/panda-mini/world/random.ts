/** Random numbers that are the same everywhere for the same name (sfc32, seeded by FNV-1a). Not for secrets. */

export interface Random {
  /** In [0, 1). */
  next(): number;
  /** In [low, high). */
  between(low: number, high: number): number;
  /** Any of the items, each as likely. There must be one. */
  pick<Item>(items: readonly Item[]): Item;
  /** A copy in any order. */
  shuffled<Item>(items: readonly Item[]): Item[];
}

export function randomOf(name: string): Random {
  const next = sfc32(fnv1a(name, 0x811c9dc5), fnv1a(name, 0x9e3779b9));
  const below = (count: number) => Math.floor(next() * count);
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    pick: (items) => {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[below(items.length)] as (typeof items)[number];
    },
    shuffled: (items) => {
      const rest = [...items];
      return items.flatMap(() => rest.splice(below(rest.length), 1));
    },
  };
}

function fnv1a(text: string, start: number): number {
  let hash = start;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

function sfc32(seedHigh: number, seedLow: number): () => number {
  let [a, b, c, counter] = [seedHigh, seedLow, 0, 1];
  const step = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return (sum >>> 0) / 4294967296;
  };
  for (let warmUp = 0; warmUp < 15; warmUp++) step();
  return step;
}
