/** Texts: found, written, decided, reviewed, given to people. */
import type { History } from '../../contract/texts.ts';
import { updateOf } from '../../document/edit.ts';
import type { CommentId, ItemId, PersonId } from '../../document/ids.ts';
import { originOfWords } from '../../document/measures/origin.ts';
import { textVersions } from '../../document/measures/text-versions.ts';
import { queryOf } from '../../document/query/index.ts';
import type { Comment, Item } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import { countFoundItems, searchItems } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { assignItems } from '../project/assign.ts';
import { historiesOf } from '../project/history.ts';
import { wantedItems } from '../project/wanted-items.ts';
import { decide } from '../review/decide.ts';
import type { Base } from './base.ts';
import { bulk, decideAll, reviewAll } from './bulk.ts';
import { actorOf, personOf } from './context.ts';
import type { Desk } from './context.ts';
import { decidingOf, spanIn } from './deciding.ts';
import { recordIn } from './gone.ts';
import { segmentCalls } from './segment-calls.ts';
import { armOf, visibleRow } from './visible-texts.ts';

type Wanted = { readonly itemIds: readonly ItemId[] } | { readonly query: string };

export function textsPart({ texts: base }: Base, desk: Desk) {
  const store = (): ProjectStore => desk.project.store;

  return base.router({
    ...segmentCalls(base, desk),

    search: base.search.handler(({ input, context }) => {
      const query = queryOf(input.query);
      const personId = personOf(desk, context).id;
      const { found } = searchItems(store(), { query, order: input.order, limit: input.limit, skip: input.from });
      const rows = found.flatMap(({ itemId }) => visibleRow(store(), itemId, personId) ?? []);
      return { rows, total: countFoundItems(store(), query) };
    }),
    get: base.get.handler(({ input, context }) => visibleRow(store(), input.itemId, personOf(desk, context).id)),
    history: base.history.handler(({ input, context }) =>
      historyOf(store(), recordIn(store(), 'item', input.itemId), personOf(desk, context).id),
    ),

    addCaption: base.addCaption.handler(({ input, context }) => {
      const record: Item = { ...NEW, ...input, id: store().newId<ItemId>(), kind: 'caption' };
      const change = { actor: actorOf(desk, context), label: 'add-items', detail: input.track } as const;
      store().write(change, [{ do: 'create', type: 'item', record }]);
      return record;
    }),
    addQuestion: base.addQuestion.handler(({ input, context }) => {
      const record: Item = { ...NEW, ...input, id: store().newId<ItemId>(), kind: 'qa', bankId: null };
      const change = { actor: actorOf(desk, context), label: 'add-items', detail: input.question } as const;
      store().write(change, [{ do: 'create', type: 'item', record }]);
      return record;
    }),
    editQuestion: base.editQuestion.handler(({ input, context }) => {
      const { itemId, step, topic, ...given } = input;
      const next = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null));
      const item = recordIn(store(), 'item', itemId);
      const edit = updateOf('item', item, {
        ...next,
        ...(topic !== null && { topic: topic === 'none' ? null : topic }),
      });
      if (!edit) return step;
      const change = { actor: actorOf(desk, context), label: 'edit-question', detail: itemId } as const;
      return store().write({ ...change, ...(step !== null && { step }) }, [edit]).id;
    }),
    remove: base.remove.handler(({ input, context }) =>
      bulk(store(), itemsIn(store(), input.items), { actor: actorOf(desk, context), label: 'remove-items' }, (id) =>
        store().dependents('item', id),
      ),
    ),

    write: base.write.handler(({ input, context }) => {
      const { before, blind = false, itemId, step, suggestionId, text } = input;
      const actor = actorOf(desk, context);
      return store().transaction(() => {
        const own = store()
          .list('response', { itemId })
          .find(({ personId }) => personId === actor.personId);
        const held = own?.text ?? null;
        const written = decide(store(), {
          ...{ itemId, actor, blind, suggestionId: suggestionId ?? undefined },
          deciding: { do: 'write', text, ...spanIn(input) },
          ...(step !== null && { step }),
        });
        const isTheirs = before !== undefined && held !== before && held !== text;
        return { step: written?.id ?? step, theirs: isTheirs ? held : null };
      });
    }),
    decide: base.decide.handler(({ input, context }) => {
      const { blind = false, itemId, suggestionId } = input;
      const actor = actorOf(desk, context);
      decide(store(), { itemId, actor, blind, suggestionId: suggestionId ?? undefined, deciding: decidingOf(input) });
      return null;
    }),
    decideAll: base.decideAll.handler(({ input, context }) =>
      decideAll(store(), itemsIn(store(), input.items), { ...input, actor: actorOf(desk, context) }),
    ),
    review: base.review.handler(({ input, context }) =>
      reviewAll(store(), itemsIn(store(), input.items), { ...input, actor: actorOf(desk, context) }),
    ),
    flag: base.flag.handler(({ input, context }) =>
      bulk(store(), itemsIn(store(), input.items), { actor: actorOf(desk, context), label: 'flag' }, (id) => {
        const item = store().get('item', id);
        const edit = item && updateOf('item', item, { flag: input.flag });
        return edit ? [edit] : [];
      }),
    ),
    comment: base.comment.handler(({ input, context }) => {
      const actor = actorOf(desk, context);
      const own = { id: store().newId<CommentId>(), personId: actor.personId, madeAtMs: Date.now() };
      const record: Comment = { ...input, ...own };
      store().write({ actor, label: 'comment' }, [{ do: 'create', type: 'comment', record }]);
      return record;
    }),
    assign: base.assign.handler(({ input, context }) => {
      const { blind, personIds, share } = input;
      const to = personIds.map((id) => recordIn(store(), 'person', id));
      const items = [...itemsIn(store(), input.items)];
      return assignItems(store(), { items, to, blind, share, actor: actorOf(desk, context) });
    }),
    spent: base.spent.handler(({ input, context }) => {
      const { personId } = actorOf(desk, context);
      store().addActivity({ ...input, personId, atMs: Date.now() });
      return null;
    }),
  });
}

const NEW = { flag: null, extra: null };

function itemsIn(store: ProjectStore, wanted: Wanted): readonly ItemId[] {
  return 'query' in wanted ? [...wantedItems(store, wanted.query)] : wanted.itemIds;
}

/** Without what this person must not see of it. */
function historyOf(store: ProjectStore, item: Item, personId: PersonId): History {
  const [history] = historiesOf(store, item.id);
  const texts = store.itemTexts(item.id);
  const arm = texts === undefined ? null : armOf(store, texts, personId);
  const events = (history?.events ?? []).filter(
    ({ edit, step }) =>
      arm === null || (edit.type !== 'suggestion' && (arm === 'control' || step.actor.personId === personId)),
  );
  const entries = events.map(({ step, edit }) => ({
    ...{ step, actor: step.actor, edit },
    person: store.get('person', step.actor.personId) ?? null,
  }));
  const response = texts && standingOf(texts).response;
  const words = response ? originOfWords(textVersions(events, response.id)) : [];
  return { entries, words };
}
