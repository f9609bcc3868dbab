/** Several pieces of work under way at once, their results one by one in the order of the work. Knows nothing of the work. */

/**
 * At most `atOnce` pieces are begun and not yet handed over, so memory stays flat however long the list is.
 * When the reader stops early, work under way is waited for, its results dropped.
 */
export async function* inOrder<In, Out>(
  items: Iterable<In>,
  { atOnce, work }: { readonly atOnce: number; readonly work: (item: In) => Promise<Out> },
): AsyncGenerator<Out> {
  const underWay: Promise<Out>[] = [];
  const begin = (item: In): void => {
    const result = work(item);
    // It is awaited below, in its turn; until then a failure is not unhandled.
    result.catch(() => undefined);
    underWay.push(result);
  };
  try {
    for (const item of items) {
      begin(item);
      if (underWay.length >= atOnce) yield await (underWay.shift() as Promise<Out>);
    }
    while (underWay.length > 0) yield await (underWay.shift() as Promise<Out>);
  } finally {
    await Promise.allSettled(underWay);
  }
}
