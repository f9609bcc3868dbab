import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import type { Edit } from '../../../document/edit.ts';
import type { CommentId, ItemId, PersonId, ResponseId, RootId, VideoId } from '../../../document/ids.ts';
import type { Item, Response, Video } from '../../../document/records.ts';
import { openProject } from '../../../store/index.ts';
import type { ProjectStore } from '../../../store/index.ts';
import { foldersUntil } from '../../library/test-folder.ts';
import { newProject } from '../new-project.ts';
import { actorIn } from '../people.ts';
import { writePersonHere } from '../person-file.ts';
import { mergeProject } from './merge.ts';
import type { Merged } from './merge.ts';

const makeFolder = foldersUntil(afterAll);

let ours: ProjectStore;
let theirs: ProjectStore;
let video: Video;
let second: Video;
let item: Item;

const ANNA = { id: 'ANNA'.padEnd(20, '0') as PersonId, name: 'Anna' };
const BEN = { id: 'BEN'.padEnd(20, '0') as PersonId, name: 'Ben' };

beforeEach(async () => {
  process.env['PANDA_HOME'] = makeFolder();
  writePersonHere(ANNA);
  const path = join(makeFolder(), 'ours.panda');
  ours = newProject(path);
  const rootId = ours.newId<RootId>();
  video = { id: ours.newId(), rootId, path: 'a.mp4', excluded: false, flag: null };
  second = { ...video, id: ours.newId(), path: 'c.mp4' };
  item = caption(ours, video.id, 'short');
  by(ANNA, ours, [
    { do: 'create', type: 'root', record: { id: rootId, name: 'videos', path: '/videos' } },
    { do: 'create', type: 'video', record: video },
    { do: 'create', type: 'video', record: second },
    { do: 'create', type: 'item', record: item },
  ]);
  const copy = join(makeFolder(), 'theirs.panda');
  await ours.backup(copy);
  theirs = openProject(copy);
  return () => {
    ours[Symbol.dispose]();
    theirs[Symbol.dispose]();
  };
});

function caption(store: ProjectStore, videoId: VideoId, track: string): Item {
  return { id: store.newId<ItemId>(), videoId, segmentId: null, flag: null, extra: null, kind: 'caption', track };
}

function answer(store: ProjectStore, personId: PersonId, text: string): Response {
  const decided = { decision: 'accepted', reason: null, suggestionId: null, blind: false, decidedAtMs: 1 } as const;
  return { id: store.newId<ResponseId>(), itemId: item.id, personId, text, span: null, ...decided };
}

function by(person: typeof ANNA, store: ProjectStore, edits: readonly Edit[]): void {
  writePersonHere(person);
  store.write({ actor: actorIn(store), label: 'write' }, edits);
}

function setVideo(person: typeof ANNA, store: ProjectStore, from: Partial<Video>, to: Partial<Video>): void {
  by(person, store, [{ do: 'update', type: 'video', id: video.id, from, to }]);
}

/** Anna takes in what Ben did. */
function merge(into: ProjectStore = ours, from: ProjectStore = theirs): Merged {
  writePersonHere(ANNA);
  return mergeProject(into, { other: from.path, actor: actorIn(into), dryRun: false });
}

const nothing: Merged = { made: {}, changed: {}, removed: {}, conflicts: [], runs: 0, activities: 0 };

test('what the other did since comes in as one step, which is taken back as one, and may come in again', () => {
  const [dense, response] = [caption(theirs, video.id, 'dense'), answer(theirs, BEN.id, 'a dog')];
  by(BEN, theirs, [
    { do: 'create', type: 'item', record: dense },
    { do: 'create', type: 'response', record: response },
  ]);
  setVideo(BEN, theirs, { flag: null }, { flag: 'good' });
  const expected: Merged = { ...nothing, made: { person: 1, item: 1, response: 1 }, changed: { video: 1 } };
  expect(merge()).toEqual(expected);
  expect([ours.get('item', dense.id), ours.get('response', response.id), ours.get('video', video.id)?.flag]).toEqual([
    dense,
    response,
    'good',
  ]);
  expect(ours.check().faults).toEqual([]);
  expect(merge()).toEqual(nothing);
  ours.undo(ANNA.id);
  expect([ours.get('item', dense.id), ours.get('video', video.id)?.flag]).toEqual([undefined, null]);
  expect(merge()).toEqual(expected);
});

test('different fields of one record come together, and a field changed by both is a conflict in which ours stays', () => {
  setVideo(ANNA, ours, { flag: null }, { flag: 'ours' });
  setVideo(BEN, theirs, { flag: null, excluded: false }, { flag: 'theirs', excluded: true });
  const conflict = { type: 'video', id: video.id, about: 'videos/a.mp4', is: 'changed', field: 'flag' } as const;
  const who = { ours: 'ours', theirs: 'theirs', ourPerson: 'Anna', theirPerson: 'Ben' };
  const conflicts = [{ ...conflict, ...who }];
  expect(merge()).toEqual({ ...nothing, made: { person: 1 }, changed: { video: 1 }, conflicts });
  expect(ours.get('video', video.id)).toEqual({ ...video, flag: 'ours', excluded: true });
  expect(merge()).toEqual({ ...nothing, conflicts });
});

test('a second merge knows what the first one brought: later changes here are newer, later changes there come in', () => {
  setVideo(BEN, theirs, { flag: null }, { flag: 'one' });
  merge();
  setVideo(ANNA, ours, { flag: 'one' }, { flag: 'two' });
  expect(merge()).toEqual(nothing);
  writePersonHere(BEN);
  expect(mergeProject(theirs, { other: ours.path, actor: actorIn(theirs), dryRun: false })).toEqual({
    ...nothing,
    changed: { video: 1 },
  });
  setVideo(BEN, theirs, { flag: 'two' }, { flag: 'three' });
  expect(merge()).toEqual({ ...nothing, changed: { video: 1 } });
  expect(ours.get('video', video.id)?.flag).toBe('three');
});

test('half of one answer and half of another is nobody’s answer', () => {
  const response = answer(ours, ANNA.id, 'a dog');
  by(ANNA, ours, [{ do: 'create', type: 'response', record: response }]);
  by(ANNA, theirs, [{ do: 'create', type: 'response', record: response }]);
  const { id } = response;
  by(ANNA, ours, [{ do: 'update', type: 'response', id, from: { text: 'a dog' }, to: { text: 'a big dog' } }]);
  const to = { decision: 'rejected', reason: 'object' } as const;
  by(ANNA, theirs, [{ do: 'update', type: 'response', id, from: { decision: 'accepted', reason: null }, to }]);
  const merged = merge();
  expect([merged.changed, merged.conflicts.map(({ field, ours: our, theirs: their }) => [field, our, their])]).toEqual([
    {},
    [
      ['decision', 'accepted', 'rejected'],
      ['reason', null, 'object'],
    ],
  ]);
  expect(ours.get('response', id)).toEqual({ ...response, text: 'a big dog' });
});

test('answers of two people to one question are two answers; two of one person are one, and differ', () => {
  const [here, there] = [answer(ours, ANNA.id, 'a dog'), answer(theirs, BEN.id, 'a cat')];
  by(ANNA, ours, [{ do: 'create', type: 'response', record: here }]);
  by(BEN, theirs, [{ do: 'create', type: 'response', record: there }]);
  expect(merge()).toEqual({ ...nothing, made: { person: 1, response: 1 } });
  const again = answer(theirs, ANNA.id, 'a fox');
  by(ANNA, theirs, [{ do: 'create', type: 'response', record: again }]);
  const { conflicts } = merge();
  expect(conflicts).toEqual([
    {
      ...{ type: 'response', id: here.id, about: 'videos/a.mp4, short', is: 'changed', field: 'text' },
      ...{ ours: 'a dog', theirs: 'a fox', ourPerson: 'Anna', theirPerson: 'Anna' },
    },
  ]);
  const held = ours.list('response', { itemId: item.id });
  expect(new Set(held)).toEqual(new Set([here, there]));
});

test('the same file added in both is one video, and what hangs on it hangs on ours', () => {
  const add = (store: ProjectStore): { video: Video; item: Item } => {
    const added = { ...video, id: store.newId<VideoId>(), path: 'b.mp4' };
    return { video: added, item: caption(store, added.id, 'short') };
  };
  const [here, there] = [add(ours), add(theirs)];
  const response = { ...answer(theirs, BEN.id, 'a bird'), itemId: there.item.id };
  const rows = (made: typeof here): Edit[] => [
    { do: 'create', type: 'video', record: made.video },
    { do: 'create', type: 'item', record: made.item },
  ];
  by(ANNA, ours, rows(here));
  by(BEN, theirs, [...rows(there), { do: 'create', type: 'response', record: response }]);
  expect(merge()).toEqual({ ...nothing, made: { person: 1, response: 1 } });
  expect(ours.get('response', response.id)).toEqual({ ...response, itemId: here.item.id });
  expect(ours.check().faults).toEqual([]);
});

test('what was removed there is removed here, unless somebody here went on with it', () => {
  by(BEN, theirs, theirs.dependents('video', video.id));
  by(BEN, theirs, theirs.dependents('video', second.id));
  const response = answer(ours, ANNA.id, 'a dog');
  by(ANNA, ours, [{ do: 'create', type: 'response', record: response }]);
  const { conflicts, removed } = merge();
  expect(removed).toEqual({ video: 1 });
  expect(conflicts).toMatchObject([{ is: 'removed-there', type: 'video', id: video.id, about: 'videos/a.mp4' }]);
  expect([ours.get('video', second.id), ours.get('item', item.id), ours.get('response', response.id)]).toEqual([
    undefined,
    item,
    response,
  ]);
});

test('what hangs on something that was removed here is not made, and is said once', () => {
  const response = answer(theirs, BEN.id, 'a dog');
  const comment = {
    id: theirs.newId<CommentId>(),
    videoId: video.id,
    itemId: item.id,
    personId: BEN.id,
    text: '?',
    madeAtMs: 1,
  };
  by(BEN, theirs, [{ do: 'create', type: 'response', record: response }]);
  by(BEN, theirs, [{ do: 'update', type: 'item', id: item.id, from: { flag: null }, to: { flag: 'x' } }]);
  by(BEN, theirs, [{ do: 'create', type: 'comment', record: comment }]);
  by(ANNA, ours, ours.dependents('item', item.id));
  const { conflicts, made } = merge();
  expect([made, conflicts.map(({ is, type }) => [is, type])]).toEqual([{ person: 1 }, [['removed-here', 'item']]]);
});

test('a step that was open when the copy was made may go on in both', () => {
  const step = ours.newId<Parameters<ProjectStore['step']>[0]>();
  const write = (store: ProjectStore, track: string): void => {
    const record = caption(store, video.id, track);
    store.write({ actor: actorIn(store), label: 'add-items', step }, [{ do: 'create', type: 'item', record }]);
  };
  write(ours, 'zero');
  theirs[Symbol.dispose]();
  const copy = join(makeFolder(), 'again.panda');
  ours.compact();
  copyFileSync(ours.path, copy);
  theirs = openProject(copy);
  write(ours, 'one');
  write(theirs, 'two');
  expect(merge()).toEqual({ ...nothing, made: { item: 1 } });
  expect(ours.list('item').map((one) => one.kind === 'caption' && one.track)).toEqual(['short', 'zero', 'one', 'two']);
});

test('another project, and the project itself, are refused', () => {
  mkdirSync(join(makeFolder(), 'x'));
  const other = join(makeFolder(), 'other.panda');
  newProject(other)[Symbol.dispose]();
  const actor = actorIn(ours);
  expect(() => mergeProject(ours, { other, actor, dryRun: false })).toThrow('is another project, not a copy of');
  expect(() => mergeProject(ours, { other: ours.path, actor, dryRun: false })).toThrow('is this project itself');
  writeFileSync(`${other}.txt`, '');
  expect(() => mergeProject(ours, { other: `${other}.txt`, actor, dryRun: false })).toThrow('not a project');
});
