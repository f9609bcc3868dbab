import { afterAll, expect, test } from 'vitest';
import type { PersonId, RunId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Run } from '../../document/observations.ts';
import { recipeSchema } from '../../document/recipe.ts';
import { actorOf, addCaptions, create, makeSuggestion, projectsUntil } from '../../store/made-project.ts';
import { decide } from '../review/decide.ts';
import { findStopped } from './begin.ts';
import { listRuns } from './tell.ts';
import { redoRun, textsToUndo, undoRun } from './undo.ts';

const makeProject = projectsUntil(afterAll);

/** A run that wrote a text about each of three captions, the first in place of another; then a person accepted one. */
function written() {
  const made = makeProject();
  const { store, actor, person } = made;
  const { captions } = addCaptions(made, ['a.mp4', 'b.mp4', 'c.mp4']);
  const [first, second] = captions;
  if (first === undefined || second === undefined) throw new Error('too few');
  const old = makeSuggestion(store, first.id, 'an old text');
  store.write({ actor, label: 'generate' }, [create('suggestion', old)]);
  const runId = store.newId<RunId>();
  const ofRun = { ...actor, model: 'm@1', runId };
  const step = store.write({ actor: ofRun, label: 'generate' }, [
    { do: 'remove', type: 'suggestion', record: old },
    ...captions.map(({ id }) => create('suggestion', { ...makeSuggestion(store, id, 'a red car'), runId })),
  ]);
  const run: Run = {
    ...{ id: runId, state: 'finished', policy: 'overwrite', named: null, only: null, limit: null, shuffleSeed: null },
    recipe: recipeSchema.parse({ format: 'panda-recipe', formatVersion: 1, name: 'captions' }),
    model: { id: 'm', version: '1', weightsHash: 'w' },
    ...{ anyway: false, sampling: { kind: 'greedy', maxNewTokens: 9 }, startedBy: person.id },
    ...{ startedAtMs: 1, endedAtMs: 2, stepId: step.id },
  };
  store.saveRun(run);
  const bo: PersonId = store.newId();
  store.write({ actor, label: 'import' }, [create('person', { id: bo, name: 'Bo', role: 'annotator' })]);
  decide(store, { itemId: second.id, actor: actorOf(bo), deciding: { do: 'accept', text: 'a red bus' } });
  const texts = () =>
    captions.map(({ id }) => [
      ...(store.itemTexts(id)?.suggestions ?? []).map(({ text }) => text),
      ...(store.itemTexts(id)?.responses ?? []).map(({ text }) => `said: ${text}`),
    ]);
  return { ...made, run, bo, texts };
}

test('a run is taken back though others came after it, and what people made of it stays', () => {
  const { store, run, bo, texts } = written();
  const before = texts();
  const promised = textsToUndo(store, run.id);
  expect(undoRun(store, run.id, bo)).toEqual({ taken: 2, kept: 1, restored: 1 });
  expect(promised).toEqual({ taken: 2, kept: 1, restored: 1 });
  expect(texts()).toEqual([['an old text'], ['a red car', 'said: a red bus'], []]);
  expect([listRuns(store)[0]?.undone, textsToUndo(store, run.id), undoRun(store, run.id, bo)]).toEqual([
    ...[true, null, null],
  ]);
  expect([redoRun(store, run.id, bo), texts(), redoRun(store, run.id, bo)]).toEqual([true, before, false]);
  expect([store.steps({ limit: 2 }).map(({ kind, actor }) => [kind, actor.personId]), store.check().faults]).toEqual([
    [
      ['redo', bo],
      ['undo', bo],
    ],
    [],
  ]);
});

test('what was never written is not taken back, and what nobody knows is a problem', () => {
  const { store, run, bo } = written();
  store.saveRun({ ...run, stepId: null });
  expect([textsToUndo(store, run.id), undoRun(store, run.id, bo), findStopped(store, run)]).toEqual([
    ...[null, null, undefined],
  ]);
  expect(() => undoRun(store, 'NONE', bo)).toThrow(ProblemError);
});
