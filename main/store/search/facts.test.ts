import { afterAll, expect, test } from 'vitest';
import type { CommentId, SegmentId } from '../../document/ids.ts';
import { queryOf } from '../../document/query/index.ts';
import { addCaptions, create, makeResponse, makeSuggestion, projectsUntil } from '../made-project.ts';
import { countFoundItems } from './search.ts';

const makeProject = projectsUntil(afterAll);

test('what is found follows every change, its undo and its redo', () => {
  const made = makeProject();
  const { store, actor, person } = made;
  const { captions } = addCaptions(made, ['a.mp4', 'b.mp4']);
  const [first] = captions;
  if (first === undefined) throw new Error('no caption');
  const suggestion = makeSuggestion(store, first.id, 'a red car');
  const segment = {
    id: store.newId<SegmentId>(),
    videoId: first.videoId,
    tier: 'a',
    fromUs: 0,
    toUs: 9,
    origin: 'fixed',
  } as const;
  const response = makeResponse(store, first.id, {
    personId: person.id,
    text: 'a blue car',
    suggestionId: suggestion.id,
  });
  const comment = {
    ...{ id: store.newId<CommentId>(), videoId: first.videoId, itemId: first.id, personId: person.id, text: '?' },
    madeAtMs: 1,
  };
  const counts = (): number[] =>
    ['status:suggested', 'red', 'blue', 'status:edited', 'has:comment', 'tier:b', 'path:a', ''].map((query) =>
      countFoundItems(store, queryOf(query)),
    );
  const steps = [
    [create('suggestion', suggestion)],
    [create('response', response), create('comment', comment)],
    [
      create('segment', segment),
      { do: 'update', type: 'item', id: first.id, from: { segmentId: null }, to: { segmentId: segment.id } },
    ],
    [{ do: 'update', type: 'segment', id: segment.id, from: { tier: 'a' }, to: { tier: 'b' } }],
    store.dependents('video', first.videoId).slice(0, 0),
  ] as const;
  const seen = [counts()];
  for (const edits of steps.slice(0, 4)) {
    store.write({ actor, label: 'import' }, edits);
    expect(store.check().faults).toEqual([]);
    seen.push(counts());
  }
  store.write({ actor, label: 'remove-videos' }, store.dependents('video', first.videoId));
  seen.push(counts());
  expect(seen).toEqual([
    [0, 0, 0, 0, 0, 0, 1, 2],
    [1, 1, 0, 0, 0, 0, 1, 2],
    [0, 0, 1, 1, 1, 0, 1, 2],
    [0, 0, 1, 1, 1, 0, 1, 2],
    [0, 0, 1, 1, 1, 1, 1, 2],
    [0, 0, 0, 0, 0, 0, 0, 1],
  ]);
  for (const before of seen.slice(0, -1).reverse()) {
    store.undo(person.id);
    expect(counts()).toEqual(before);
    expect(store.check().faults).toEqual([]);
  }
  for (const after of seen.slice(1)) {
    store.redo(person.id);
    expect(counts()).toEqual(after);
  }
  expect(store.check().sound).toBe(true);
});

test('what was derived wrongly is told by the check, and made anew', () => {
  const made = makeProject();
  const { store, actor } = made;
  const { captions } = addCaptions(made, ['a.mp4', 'b.mp4', 'c.mp4']);
  const [a, b, c] = captions.map(({ id }) => id);
  store.write(
    { actor, label: 'generate' },
    captions.map(({ id }) => create('suggestion', makeSuggestion(store, id, 'a red car'))),
  );
  store.database.exec(`
    UPDATE item_facts SET status = 'todo' WHERE item_id = '${a}';
    UPDATE item_words SET text = 'a blue car' WHERE rowid = (SELECT id FROM item_facts WHERE item_id = '${b}');
    DELETE FROM item_facts WHERE item_id = '${c}';
    UPDATE video_facts SET name = 'x' WHERE name = 'clips/a.mp4';
  `);
  expect(store.check().faults).toEqual(
    [
      `video ${captions[0]?.videoId}: it can be found otherwise than it is`,
      `video ${captions[2]?.videoId}: another number of its texts waits than is kept`,
      `item ${a}: its status can be found otherwise than it is`,
      `item ${b}: its words are not those of its texts`,
      `item ${c}: it cannot be found`,
      'the words of 1 items that are gone are still there',
    ].map((detail) => ({ in: 'search', detail })),
  );
  store.compact();
  expect(store.check().faults).toEqual([]);
});
