/**
 * What became of one item: every text and every change, by whom, when and with what. All of it is read from the journal,
 * where nothing is ever erased. Knows nothing of how it is shown.
 */
import type { Edit, Step } from '../../document/edit.ts';
import type { ItemId, PersonId, ResponseId } from '../../document/ids.ts';
import { originOfWords } from '../../document/measures/origin.ts';
import type { OriginWord } from '../../document/measures/origin.ts';
import { textVersions } from '../../document/measures/text-versions.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Item, RecordType, Video } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import type { Standing } from '../../document/status.ts';
import type { ProjectStore } from '../../store/index.ts';
import { namedVideos } from '../library/named-videos.ts';

export interface ItemHistory {
  readonly item: Item;
  readonly video: Video;
  readonly standing: Pick<Standing, 'status' | 'review' | 'text'>;
  /** In the order in which they were made. */
  readonly events: readonly ItemEvent[];
  /** The words of each person's text, and who they come from. */
  readonly origins: readonly { readonly personId: PersonId; readonly words: readonly OriginWord[] }[];
}

/** One edit of the item or of what hangs on it. */
export interface ItemEvent {
  readonly step: Step;
  /** The person of the step, by name; a step of somebody who is in the project no more has their id. */
  readonly person: string;
  readonly edit: Edit;
}

/** Of an item by its id, or of all the items of the video at a path. Throws `item-unknown`. */
export function historiesOf(store: ProjectStore, named: string): ItemHistory[] {
  const item = store.get('item', named as ItemId);
  const items = item ? [item] : itemsAt(store, named);
  if (items.length === 0) throw new ProblemError({ code: 'item-unknown', id: named });
  return items.map((one) => historyOf(store, one));
}

function itemsAt(store: ProjectStore, path: string): Item[] {
  try {
    return namedVideos(store, [path]).flatMap(({ id }) => store.list('item', { videoId: id }));
  } catch (error) {
    if (error instanceof ProblemError) return [];
    throw error;
  }
}

function historyOf(store: ProjectStore, item: Item): ItemHistory {
  const texts = store.itemTexts(item.id);
  const video = store.get('video', item.videoId);
  if (texts === undefined || video === undefined) throw new ProblemError({ code: 'item-unknown', id: item.id });
  const { status, review, text } = standingOf(texts);
  const changes = changesOf(store, item.id);
  const people = new Map([...store.all('person')].map(({ id, name }) => [id, name]));
  return {
    item,
    video,
    standing: { status, review, text },
    events: changes.map(({ step, edit }) => ({
      step,
      person: people.get(step.actor.personId) ?? step.actor.personId,
      edit,
    })),
    origins: texts.responses.map(({ id, personId }) => ({ personId, words: originOf(changes, id) })),
  };
}

function originOf(changes: readonly { readonly step: Step; readonly edit: Edit }[], id: ResponseId): OriginWord[] {
  return originOfWords(textVersions(changes, id));
}

const ON_ITEM = ['suggestion', 'response', 'review', 'comment', 'assignment'] as const satisfies readonly RecordType[];

function changesOf(store: ProjectStore, itemId: ItemId): { readonly step: Step; readonly edit: Edit }[] {
  const records = new Map<string, RecordType>([[itemId, 'item']]);
  for (const { type, id } of store.removedFromItem(itemId)) records.set(id, type);
  for (const type of ON_ITEM) for (const { id } of store.list(type, { itemId })) records.set(id, type);
  return [...records].flatMap(([id, type]) => store.editsOf({ type, id: id as ItemId })).sort((a, b) => a.n - b.n);
}
