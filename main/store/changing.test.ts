import { afterAll, describe, expect, it } from 'vitest';
import type { EditConflict } from '../document/problem.ts';
import { ProblemError } from '../document/problem.ts';
import { updateOf } from '../document/edit.ts';
import type { Edit } from '../document/edit.ts';
import type {
  AssignmentId,
  CommentId,
  ItemId,
  RecipeId,
  ReviewId,
  SegmentId,
  StepId,
  VideoId,
} from '../document/ids.ts';
import type { RecordOf, RecordType } from '../document/records.ts';
import { RECORD_TYPES } from '../document/records.ts';
import { recipeSchema } from '../document/recipe.ts';
import {
  addCaptions,
  create,
  makeCaption,
  makeResponse,
  makeRoot,
  makeSuggestion,
  makeVideo,
  projectsUntil,
} from './made-project.ts';
import type { MadeProject } from './made-project.ts';

const makeProject = projectsUntil(afterAll);

function conflictsOf(work: () => unknown): readonly EditConflict[] {
  try {
    work();
  } catch (error) {
    if (error instanceof ProblemError && error.problem.code === 'edit-conflict') return error.problem.conflicts;
    throw error;
  }
  return [];
}

/** One of each type, each pointing to those before it, two items. */
function oneOfEach({ store, person }: MadeProject): { [Type in RecordType]?: RecordOf[Type][] } {
  const root = makeRoot(store);
  const video = { ...makeVideo(store, root.id, 'a/b 1.mp4'), excluded: true, flag: 'dark' };
  const segment = {
    id: store.newId<SegmentId>(),
    videoId: video.id,
    tier: 'shots',
    fromUs: 1,
    toUs: 2,
    origin: 'shots',
  } as const;
  const caption = {
    ...makeCaption(store, video.id),
    segmentId: segment.id,
    flag: 'look',
    extra: { a: [1, null, { b: 'ü' }] },
  };
  const qa = {
    ...({
      id: store.newId<ItemId>(),
      kind: 'qa',
      videoId: video.id,
      segmentId: null,
      flag: null,
      extra: null,
    } as const),
    ...({
      bankId: 'colour',
      question: 'Which colour?',
      form: 'choice',
      topic: 'colour',
      choices: ['red', 'blue'],
    } as const),
  };
  const suggestion = makeSuggestion(store, qa.id, 'red');
  const response = {
    ...makeResponse(store, qa.id, { personId: person.id, text: 'blue', suggestionId: suggestion.id }),
    span: { fromUs: 5, toUs: 6 },
    blind: true,
  };
  const by = { itemId: qa.id, personId: person.id };
  return {
    root: [root],
    video: [video],
    segment: [segment],
    item: [caption, qa],
    suggestion: [suggestion],
    response: [response],
    review: [
      {
        ...by,
        id: store.newId<ReviewId>(),
        responseId: response.id,
        verdict: 'returned',
        reason: 'no',
        text: 'blue',
        madeAtMs: 7,
      },
    ],
    comment: [{ ...by, id: store.newId<CommentId>(), videoId: video.id, text: 'hm', madeAtMs: 8 }],
    assignment: [{ ...by, id: store.newId<AssignmentId>(), blind: true }],
    recipe: [
      {
        id: store.newId<RecipeId>(),
        name: 'ours',
        definition: recipeSchema.parse({
          format: 'panda-recipe',
          formatVersion: 1,
          name: 'ours',
          captions: [{ track: 'short', prompt: 'What?' }],
        }),
      },
    ],
  };
}

describe('a record of each type', () => {
  it('is read as it was written, by id, in lists and in all', () => {
    const made = makeProject();
    const { store, actor } = made;
    const records = oneOfEach(made);
    const edits = RECORD_TYPES.flatMap((type) => (records[type] ?? []).map((record) => create(type, record as never)));
    store.write({ actor, label: 'import' }, edits);
    for (const type of RECORD_TYPES.filter((one) => one !== 'project' && one !== 'person')) {
      const written = records[type] ?? [];
      expect([type, store.list(type)]).toEqual([type, written]);
      expect([...store.all(type)]).toEqual(written);
      expect(written.map(({ id }) => store.get(type, id as never))).toEqual(written);
    }
    expect(store.check()).toMatchObject({ sound: true, faults: [], edits: 2 + edits.length });
  });

  it('is removed with all that hangs on it, and comes back by an undo', () => {
    const made = makeProject();
    const { store, actor, person } = made;
    const records = oneOfEach(made);
    store.write(
      { actor, label: 'import' },
      RECORD_TYPES.flatMap((type) => (records[type] ?? []).map((record) => create(type, record as never))),
    );
    const [root] = store.list('root');
    const removals = store.dependents('root', root?.id ?? '');
    expect(removals.map(({ do: what, type }) => `${what} ${type}`)).toEqual(
      [...'assignment comment review response suggestion item item segment video root'.split(' ')].map(
        (type) => `remove ${type}`,
      ),
    );
    store.write({ actor, label: 'remove-videos' }, removals);
    expect([...store.all('video'), ...store.all('item'), ...store.all('suggestion')]).toEqual([]);
    store.undo(person.id);
    for (const type of RECORD_TYPES.filter((one) => one !== 'project' && one !== 'person')) {
      expect(store.list(type)).toEqual(records[type]);
    }
    expect(store.check().faults).toEqual([]);
  });
});

describe('a change', () => {
  it('is done whole or not at all, and says what does not fit', () => {
    const made = makeProject();
    const { store, actor, person } = made;
    const {
      root,
      captions: [caption],
    } = addCaptions(made, ['a.mp4']);
    if (caption === undefined) throw new Error('none');
    const [video] = store.list('video');
    const other = makeVideo(store, root.id, 'b.mp4');
    const tries: Edit[] = [
      { do: 'update', type: 'item', id: caption.id, from: { flag: 'x' }, to: { flag: 'y' } },
      create('item', caption),
      { do: 'remove', type: 'video', record: other },
      { do: 'remove', type: 'root', record: root },
      { do: 'remove', type: 'item', record: { ...caption, track: 'dense' } },
      create('item', makeCaption(store, other.id)),
      create('video', { ...other, path: 'a.mp4' }),
    ];
    const before = [store.lastEdit(), store.list('video'), store.list('item')];
    const seen = tries.map((edit) =>
      conflictsOf(() =>
        store.write({ actor, label: 'import' }, [
          create('video', { ...other, id: store.newId<VideoId>(), path: 'c.mp4' }),
          edit,
        ]),
      ),
    );
    expect(seen.map(([conflict]) => [conflict?.type, conflict?.is, conflict?.field])).toEqual([
      ['item', 'changed', 'flag'],
      ['item', 'exists', null],
      ['video', 'missing', null],
      ['root', 'in-use', null],
      ['item', 'changed', null],
      ['item', 'pointing-nowhere', null],
      ['video', 'taken', 'path'],
    ]);
    expect([store.lastEdit(), store.list('video'), store.list('item')]).toEqual(before);
    expect(video?.path).toBe('a.mp4');
    expect(store.undoable(person.id)?.label).toBe('add-videos');
  });

  it('may swap the places of two videos, and may not give both the same', () => {
    const made = makeProject();
    const { store, actor } = made;
    addCaptions(made, ['a.mp4', 'b.mp4']);
    const [a, b] = store.list('video');
    if (!a || !b) throw new Error('none');
    const moved = (video: typeof a, path: string): Edit => ({
      do: 'update',
      type: 'video',
      id: video.id,
      from: { path: video.path },
      to: { path },
    });
    store.write({ actor, label: 'move-videos' }, [moved(a, 'b.mp4'), moved(b, 'a.mp4')]);
    expect(store.videoPage({ limit: 9 }).map(({ id, path }) => [id, path])).toEqual([
      [b.id, 'a.mp4'],
      [a.id, 'b.mp4'],
    ]);
    const [conflict] = conflictsOf(() =>
      store.write({ actor, label: 'move-videos' }, [moved({ ...a, path: 'b.mp4' }, 'a.mp4')]),
    );
    expect(conflict).toEqual({ type: 'video', id: a.id, field: 'path', is: 'taken' });
  });

  it('goes on with a step that others came between', () => {
    const made = makeProject();
    const { store, actor, person } = made;
    const {
      captions: [one, two],
    } = addCaptions(made, ['a.mp4', 'b.mp4']);
    if (!one || !two) throw new Error('none');
    const run = { actor: { ...actor, model: 'panda-mini@1' }, label: 'generate', step: store.newId<StepId>() } as const;
    const begun = store.write({ ...run, detail: '1' }, [create('suggestion', makeSuggestion(store, one.id, 'a'))]);
    const flag = updateOf('item', two, { flag: 'x' });
    if (flag === undefined) throw new Error('none');
    const between = store.write({ actor, label: 'flag' }, [flag]);
    const gone = store.write({ ...run, detail: '2' }, [create('suggestion', makeSuggestion(store, two.id, 'b'))]);
    expect([begun, between.seq, gone]).toEqual([{ ...begun, id: run.step }, begun.seq + 1, { ...begun, detail: '2' }]);
    expect([...store.editsOfStep(begun.seq)].map(({ type }) => type)).toEqual(['suggestion', 'suggestion']);
    expect(store.undoable(person.id)?.label).toBe('flag');
    store.undo(person.id);
    store.undo(person.id);
    expect([...store.all('suggestion')]).toEqual([]);
    const anew = store.write(run, [create('suggestion', makeSuggestion(store, one.id, 'c'))]);
    expect([anew.id === run.step, anew.undone]).toEqual([false, false]);
    expect(store.check().faults).toEqual([]);
  });

  it('within a transaction is taken back with it', () => {
    const made = makeProject();
    const { store } = made;
    const before = store.lastEdit();
    const work = (): void =>
      store.transaction(() => {
        addCaptions(made, ['a.mp4']);
        store.transaction(() => addCaptions(made, ['b.mp4']));
        throw new Error('no');
      });
    expect(work).toThrow('no');
    expect([store.lastEdit(), store.list('root')]).toEqual([before, []]);
    addCaptions(made, ['a.mp4']);
    expect(store.list('video').length).toBe(1);
  });

  it('is told of from where one stood', () => {
    const made = makeProject();
    const { store, actor } = made;
    const from = store.lastEdit();
    const {
      captions: [caption],
    } = addCaptions(made, ['a.mp4']);
    if (!caption) throw new Error('none');
    const flag: Edit = { do: 'update', type: 'item', id: caption.id, from: { flag: null }, to: { flag: 'x' } };
    const step = store.write({ actor, label: 'flag' }, [flag]);
    const changes = [...store.editsSince(from)];
    expect(changes.map(({ step: { label }, edit }) => `${label}: ${edit.do} ${edit.type}`)).toEqual([
      'add-videos: create root',
      'add-videos: create video',
      'add-videos: create item',
      'flag: update item',
    ]);
    expect(changes.at(-1)).toEqual({ n: store.lastEdit(), step, edit: flag });
    expect(store.editsOf({ type: 'item', id: caption.id }).map(({ edit }) => edit.do)).toEqual(['create', 'update']);
  });
});
