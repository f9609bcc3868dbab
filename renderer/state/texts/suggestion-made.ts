/** Waits for a suggestion that the services are about to keep: a stream that is left says nothing more. */
import type { VideoDetail } from '../../../main/contract/index.ts';
import type { SuggestionId } from '../../../main/document/ids.ts';
import type { Item, Suggestion } from '../../../main/document/records.ts';
import type { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';

const PATIENCE_MS = 2000;

/** The newest that is not `known`; null: there was none within two seconds. */
export async function suggestionMade(
  app: App,
  { item, known }: { readonly item: Item; readonly known: ReadonlySet<SuggestionId> },
): Promise<Suggestion | null> {
  const { promise: changed, resolve } = Promise.withResolvers<undefined>();
  const details = app.of(Details);
  const timer = setTimeout(() => resolve(undefined), PATIENCE_MS);
  const stop = app.session.onChange((changes) => {
    if (changes.some(({ type, itemId }) => type === 'suggestion' && itemId === item.id)) resolve(undefined);
  });
  try {
    await details.refresh(item.videoId);
    if (newest(details.of(item.videoId)) === null) {
      await changed;
      await details.refresh(item.videoId);
    }
  } catch {
    // The connection is cut: what arrived is all there is.
  } finally {
    stop();
    clearTimeout(timer);
  }
  return newest(details.of(item.videoId));

  function newest(detail: VideoDetail | null): Suggestion | null {
    const texts = detail?.items.find((each) => each.item.id === item.id);
    return texts?.suggestions.findLast(({ id }) => !known.has(id)) ?? null;
  }
}
