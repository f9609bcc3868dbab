/** Lets so many pieces of work run at once; the others wait in the order in which they came. Knows nothing of the work. */

/** `overtakes`: before all that wait; what runs already is let run. */
export type Slots = <Result>(work: () => Promise<Result>, how?: { readonly overtakes: boolean }) => Promise<Result>;

export function slots(count: number): Slots {
  let free = count;
  const waiting: (() => void)[] = [];
  return async (work, { overtakes } = { overtakes: false }) => {
    if (free > 0) free--;
    else await new Promise<void>((resolve) => (overtakes ? waiting.unshift(resolve) : waiting.push(resolve)));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else free++;
    }
  };
}
