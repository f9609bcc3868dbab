/**
 * What becomes of the texts of segments that are joined: captions of one track become one text, to be looked at again;
 * everything else goes along as it is. Knows nothing of the segments' times.
 */
import type { Actor, Edit } from '../../document/edit.ts';
import type { ResponseId } from '../../document/ids.ts';
import type { Item, Response, Segment } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import type { ItemTexts } from '../../document/status.ts';
import type { ProjectStore } from '../../store/index.ts';

interface Joined {
  readonly first: Segment;
  /** In the order of their time. */
  readonly others: readonly Segment[];
}

export function mergeTexts(
  { store, actor }: { readonly store: ProjectStore; readonly actor: Actor },
  { first, others }: Joined,
): Edit[] {
  const items = store.list('item', { videoId: first.videoId });
  const kept = items.filter(({ segmentId }) => segmentId === first.id);
  const appended = new Map<Item, string[]>();
  const edits: Edit[] = [];
  for (const segment of others) {
    for (const item of items.filter(({ segmentId }) => segmentId === segment.id)) {
      const same = kept.find((own) => isSame(own, item));
      if (same === undefined) {
        kept.push(item);
        edits.push({
          do: 'update',
          type: 'item',
          id: item.id,
          from: { segmentId: segment.id },
          to: { segmentId: first.id },
        });
        continue;
      }
      const text = store.itemTexts(item.id);
      const standing = text && standingOf(text).text;
      if (standing) appended.set(same, [...(appended.get(same) ?? []), standing]);
      edits.push(...store.dependents('item', item.id));
    }
  }
  return [...edits, ...[...appended].flatMap(([item, texts]) => appendedTo(store, { item, texts, actor }))];
}

/** Questions of a bank are asked of a segment once. */
function isSame(a: Item, b: Item): boolean {
  if (a.kind === 'caption') return b.kind === 'caption' && a.track === b.track;
  return b.kind === 'qa' && a.bankId !== null && a.bankId === b.bankId;
}

interface Appending {
  readonly item: Item;
  readonly texts: readonly string[];
  readonly actor: Actor;
}

/** A question keeps its own answer. */
function appendedTo(store: ProjectStore, { item, texts, actor }: Appending): Edit[] {
  const held = store.itemTexts(item.id);
  if (item.kind === 'qa' || held === undefined) return [];
  const { response, suggestion, text: own } = standingOf(held);
  const text = [own ?? '', ...texts].filter((part) => part.trim() !== '').join(' ');
  const undecided = { text, decision: null, reason: null, decidedAtMs: null };
  if (response?.personId === actor.personId) {
    const { decidedAtMs, decision, reason, text: before } = response;
    return [
      {
        do: 'update',
        type: 'response',
        id: response.id,
        from: { text: before, decision, reason, decidedAtMs },
        to: undecided,
      },
    ];
  }
  const record: Response = {
    ...{ id: store.newId<ResponseId>(), itemId: item.id, personId: actor.personId, ...undecided },
    ...{ span: null, suggestionId: suggestion?.id ?? null, blind: false },
  };
  return [...ownBefore(store, held, actor), { do: 'create', type: 'response', record }];
}

/** A person has one response to an item, and the newest is the one that stands. */
function ownBefore(store: ProjectStore, { responses }: ItemTexts, { personId }: Actor): Edit[] {
  const own = responses.find((response) => response.personId === personId);
  return own ? store.dependents('response', own.id) : [];
}
