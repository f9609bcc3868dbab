/** Several pieces of work under way at once, each result as soon as it is there. Knows nothing of the work. */

interface Work<In, Out> {
  readonly atOnce: number;
  /** The signal is aborted by the caller's, and when the reader of the results has left, by an error or not. */
  readonly work: (item: In, signal: AbortSignal) => Promise<Out>;
  readonly signal: AbortSignal;
}

/** A piece is begun when a result has been taken, so memory stays flat however long the list is, and a long piece holds up no other. */
export async function* asDone<In, Out>(
  items: Iterable<In>,
  { atOnce, work, signal }: Work<In, Out>,
): AsyncGenerator<Out> {
  const left = new AbortController();
  const either = AbortSignal.any([signal, left.signal]);
  const underWay = new Map<number, Promise<{ readonly piece: number; readonly result: Out }>>();
  const waiting = items[Symbol.iterator]();
  let begun = 0;
  try {
    for (;;) {
      while (underWay.size < atOnce) {
        const next = waiting.next();
        if (next.done) break;
        const piece = begun++;
        underWay.set(
          piece,
          work(next.value, either).then((result) => ({ piece, result })),
        );
      }
      if (underWay.size === 0) return;
      const { piece, result } = await Promise.race(underWay.values());
      underWay.delete(piece);
      yield result;
    }
  } finally {
    left.abort();
    await Promise.allSettled(underWay.values());
  }
}
