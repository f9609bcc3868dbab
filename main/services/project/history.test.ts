import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { ItemId, ResponseId, RootId, SuggestionId, VideoId } from '../../document/ids.ts';
import type { Item, Response, Suggestion } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { assignItems } from './assign.ts';
import { historiesOf } from './history.ts';
import { newProject } from './new-project.ts';
import { actorIn, addPerson } from './people.ts';
import { wantedItems } from './wanted-items.ts';

const makeFolder = foldersUntil(afterAll);

let store: ProjectStore;
let items: Item[];

beforeEach(() => {
  process.env['PANDA_HOME'] = makeFolder();
  store = newProject(join(makeFolder(), 'a.panda'));
  const rootId = store.newId<RootId>();
  const videoId = store.newId<VideoId>();
  items = ['short', 'dense'].map((track) => {
    const parts = { id: store.newId<ItemId>(), videoId, segmentId: null, flag: null, extra: null };
    return { ...parts, kind: 'caption', track };
  });
  store.write({ actor: actorIn(store), label: 'add-items' }, [
    { do: 'create', type: 'root', record: { id: rootId, name: 'v', path: '/v' } },
    { do: 'create', type: 'video', record: { id: videoId, rootId, path: 'a.mp4', excluded: false, flag: null } },
    ...items.map((record) => ({ do: 'create', type: 'item', record }) as const),
  ]);
  return () => store[Symbol.dispose]();
});

function itemAt(index: number): ItemId {
  return (items[index] as Item).id;
}

function suggestion(itemId: ItemId): Suggestion {
  return {
    ...{ id: store.newId<SuggestionId>(), itemId, text: 'a red car drives', question: null, span: null },
    model: { id: 'tiny', version: '1', weightsHash: 'abc' },
    ...{
      runId: null,
      recipe: { name: 'captions', hash: '1' },
      prompt: 'What?',
      frames: { indices: [0], timesUs: [0] },
    },
    sampling: { kind: 'greedy', maxNewTokens: 9 },
    ...{ pieces: [], stop: 'stop-token', doubt: null, junk: null, outsideWorld: null, seeded: false },
    ...{ seconds: 1, madeAtMs: 1 },
  };
}

function response(itemId: ItemId, { id: suggestionId, text }: Suggestion): Response {
  const decided = { decision: 'accepted', reason: null, suggestionId, blind: false, decidedAtMs: 2 } as const;
  return { id: store.newId<ResponseId>(), itemId, personId: actorIn(store).personId, text, span: null, ...decided };
}

test('every text and change of an item is there, also what was taken back, with who each word comes from', () => {
  const actor = actorIn(store);
  const suggested = suggestion(itemAt(0));
  const machine = { ...actor, model: 'tiny@1' };
  store.write({ actor: machine, label: 'generate' }, [{ do: 'create', type: 'suggestion', record: suggested }]);
  const answer = response(itemAt(0), suggested);
  store.write({ actor, label: 'accept' }, [{ do: 'create', type: 'response', record: answer }]);
  store.undo(actor.personId);
  const again = { ...answer, id: store.newId<ResponseId>(), text: 'a blue car drives' };
  store.write({ actor, label: 'write' }, [{ do: 'create', type: 'response', record: again }]);

  const [history] = historiesOf(store, itemAt(0));
  expect(history?.standing).toEqual({ status: 'edited', review: null, text: 'a blue car drives' });
  expect(history?.events.map(({ step, edit }) => [step.kind, step.label, step.undone, edit.do, edit.type])).toEqual([
    ['do', 'add-items', false, 'create', 'item'],
    ['do', 'generate', false, 'create', 'suggestion'],
    ['do', 'accept', true, 'create', 'response'],
    ['undo', 'accept', false, 'remove', 'response'],
    ['do', 'write', false, 'create', 'response'],
  ]);
  expect(history?.origins.flatMap(({ words }) => words.map(({ origin, text }) => `${origin} ${text.trim()}`))).toEqual([
    'machine a',
    'person blue',
    'machine car',
    'machine drives',
  ]);
});

test('a video’s path stands for all of its items, and what is neither is a problem', () => {
  expect(historiesOf(store, 'v/a.mp4').map(({ item }) => item.id)).toEqual([itemAt(0), itemAt(1)]);
  expect(() => historiesOf(store, 'b.mp4')).toThrow('There is no caption or question b.mp4');
});

test('items are given to people in turn, and blind to somebody who has not seen them', () => {
  const [anna, ben] = ['Anna', 'Ben'].map((name) => addPerson(store, name, 'annotator'));
  if (anna === undefined || ben === undefined) throw new Error('there are two');
  const assign = (query: string, to: (typeof anna)[], blind: boolean, share = 1) =>
    assignItems(store, { items: wantedItems(store, query), to, blind, share, actor: actorIn(store) });
  const counts = ({ people, already, left }: ReturnType<typeof assign>) => [
    ...people.map((one) => one.items),
    already,
    left,
  ];
  expect(counts(assign('track:dense', [anna], false))).toEqual([1, 0, 0]);
  expect(counts(assign('', [anna, ben], false))).toEqual([1, 0, 1, 0]);
  expect(counts(assign('', [anna], true))).toEqual([0, 0, 2]);
  expect(counts(assign('', [anna, ben], true))).toEqual([0, 2, 0, 0]);
  expect(store.undo(actorIn(store).personId)).toMatchObject({ label: 'assign', detail: '2' });
  expect(store.list('assignment')).toHaveLength(2);
  expect(counts(assign('', [ben], true, 1e-9))).toEqual([0, 0, 0]);
});
