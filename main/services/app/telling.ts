/** Work that tells what it does, as a stream of events. Knows nothing of the work. */

type Tell<Event> = (event: Event) => void;

/**
 * Of progress that nobody has read yet only the latest is kept. The work is stopped when the reader leaves; throws what the
 * work throws.
 */
export async function* telling<Event extends { readonly event: string }>(
  signal: AbortSignal,
  work: (tell: Tell<Event>, signal: AbortSignal) => Promise<void>,
): AsyncGenerator<Event, void> {
  const left = new AbortController();
  const waiting: Event[] = [];
  let news = Promise.withResolvers<void>();
  const state = { isOver: false };
  const tell = (event: Event): void => {
    if (event.event === 'progress' && waiting.at(-1)?.event === 'progress') waiting.pop();
    waiting.push(event);
    news.resolve();
  };
  const done = work(tell, AbortSignal.any([signal, left.signal])).finally(() => {
    state.isOver = true;
    news.resolve();
  });
  done.catch(() => undefined); // awaited below
  try {
    for (;;) {
      const event = waiting.shift();
      if (event !== undefined) yield event;
      else if (state.isOver) break;
      else {
        await news.promise;
        news = Promise.withResolvers();
      }
    }
    await done;
  } finally {
    left.abort(new Error('nobody reads it any more'));
    // What it wrote until then is written when the stream is over.
    await done.catch(() => undefined);
  }
}
