/**
 * What a person may see of an item. Who answers blind sees neither suggestion nor response; the control arm sees no
 * suggestion, so that the time saved by suggestions can be told. Knows nothing of what is done with it.
 */
import type { ItemId, PersonId } from '../../document/ids.ts';
import type { Item, Response, Suggestion } from '../../document/records.ts';
import { chanceOf } from '../../document/shares.ts';
import { standingOf } from '../../document/status.ts';
import type { ItemTexts } from '../../document/status.ts';
import type { ProjectStore } from '../../store/index.ts';

export interface TaskWanted {
  readonly itemId: ItemId;
  readonly personId: PersonId;
  /** It comes from the queue of blind answers. Who was given it to answer blind does so in any case. */
  readonly blind?: boolean;
}

export interface Task {
  readonly item: Item;
  readonly blind: boolean;
  /** In the control arm. */
  readonly control: boolean;
  /** What it begins with; null: none, or none that may be seen. */
  readonly suggestion: Suggestion | null;
  /** All that may be seen, in the order in which they were made; junk has its mark. */
  readonly suggestions: readonly Suggestion[];
  /** This person's own. */
  readonly own: Response | null;
  /** What this person is at, else what stands and may be seen, of whoever it is. */
  readonly text: string | null;
  readonly texts: ItemTexts;
}

/** Undefined: there is no such item. */
export function taskOf(store: ProjectStore, { itemId, personId, blind: asked = false }: TaskWanted): Task | undefined {
  const texts = store.itemTexts(itemId);
  if (texts === undefined) return undefined;
  const own = texts.responses.find((response) => response.personId === personId) ?? null;
  const blind = asked ? (own?.blind ?? true) : answersBlind(store, texts, personId);
  const control = isControl(store, itemId);
  const standing = standingOf(texts);
  const mayHelp = !blind && !control;
  return {
    item: texts.item,
    blind,
    control,
    suggestion: mayHelp ? standing.suggestion : null,
    suggestions: mayHelp ? texts.suggestions : [],
    own,
    text:
      blind || own?.decision === null
        ? (own?.text ?? null)
        : control
          ? writtenText(standing.response, own)
          : standing.text,
    texts,
  };
}

/** For the control arm: not what a suggestion became without anybody having decided. */
function writtenText(standing: Response | null, own: Response | null): string | null {
  if (standing === null) return null;
  return standing.id === own?.id || standing.decision !== null ? standing.text : null;
}

export function isControl(store: ProjectStore, itemId: ItemId): boolean {
  return chanceOf('control', itemId) < store.project.controlShare;
}

/**
 * Whether this person is to say what they see without knowing what others said: they were given the item for that, or it is
 * in the share that somebody answers a second time, and nobody has. Reviewers are not among those who do.
 */
export function answersBlind(store: ProjectStore, texts: ItemTexts, personId: PersonId): boolean {
  const { item, responses } = texts;
  const own = responses.find((response) => response.personId === personId);
  if (own !== undefined) return own.blind;
  const given = store.list('assignment', { itemId: item.id }).filter(({ blind }) => blind);
  if (given.length > 0) return given.some((one) => one.personId === personId);
  if (chanceOf('double', item.id) >= store.project.doubleShare || responses.some(({ blind }) => blind)) return false;
  const decided = standingOf(texts).response?.decision;
  return (decided === 'accepted' || decided === 'rejected') && store.get('person', personId)?.role !== 'reviewer';
}
