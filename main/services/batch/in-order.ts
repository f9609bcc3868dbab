/** Several pieces of work under way at once, their results one by one in the order of the work. Knows nothing of the work. */

interface Work<In, Out> {
  readonly atOnce: number;
  /** The signal is aborted by the caller's, and when the reader of the results has left, by an error or not. */
  readonly work: (item: In, signal: AbortSignal) => Promise<Out>;
  readonly signal: AbortSignal;
}

/** At most `atOnce` pieces are begun and not yet handed over, so memory stays flat however long the list is. */
export async function* inOrder<In, Out>(
  items: Iterable<In> | AsyncIterable<In>,
  { atOnce, work, signal }: Work<In, Out>,
): AsyncGenerator<Out> {
  const left = new AbortController();
  const either = AbortSignal.any([signal, left.signal]);
  const underWay: Promise<Out>[] = [];
  const begin = (item: In): void => {
    const result = work(item, either);
    // It is awaited below, in its turn; until then a failure is not unhandled.
    result.catch(() => undefined);
    underWay.push(result);
  };
  try {
    for await (const item of items) {
      begin(item);
      if (underWay.length >= atOnce) yield await (underWay.shift() as Promise<Out>);
    }
    while (underWay.length > 0) yield await (underWay.shift() as Promise<Out>);
  } finally {
    left.abort();
    await Promise.allSettled(underWay);
  }
}
