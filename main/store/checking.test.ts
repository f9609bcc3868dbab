import { afterAll, expect, it } from 'vitest';
import type { CheckReport } from './checking.ts';
import { addCaptions, create, makeResponse, makeSuggestion, projectsUntil } from './made-project.ts';

const makeProject = projectsUntil(afterAll);

/** What a check says after somebody changed the file by hand. */
function reportAfter(tampering: string): CheckReport {
  const made = makeProject();
  const { store, actor, person } = made;
  const [caption] = addCaptions(made, ['a.mp4', 'b.mp4']).captions;
  const suggestion = makeSuggestion(store, caption!.id, 'a red car');
  const response = makeResponse(store, caption!.id, {
    personId: person.id,
    text: 'a car',
    suggestionId: suggestion.id,
  });
  store.write({ actor, label: 'generate' }, [create('suggestion', suggestion)]);
  store.write({ actor, label: 'accept' }, [create('response', response)]);
  store.undo(person.id);
  store.redo(person.id);
  expect(store.check()).toMatchObject({ sound: true, faults: [], steps: 6, edits: 11 });
  store.database.exec(`PRAGMA foreign_keys = OFF; ${tampering}; PRAGMA foreign_keys = ON`);
  return store.check();
}

it.each([
  ["UPDATE response SET text = 'a bus'", /^response \w+: its text is another than the journal has$/],
  ["UPDATE edit SET body = zeroblob(200) WHERE type = 'suggestion'", /^edit 8 is not as it was written$/],
  ['DELETE FROM response', /^response \w+: it is not there, and by the journal it is$/],
  ["DELETE FROM edit WHERE type = 'response' AND turned = 1", /^response \w+: edit 11 does not fit those before it$/],
  ["INSERT INTO recipe VALUES ('X', 'ours', '{}')", /^0 of type recipe by the journal, 1 in the table$/],
  ['UPDATE suggestion SET edit = 1', /^suggestion \w+: it is another than the journal has$/],
  ['UPDATE step SET undone = 1 WHERE seq = 4', /^step 4 is not marked as its undo has it$/],
  ['DELETE FROM root', /^a row of video points to no root$/],
])('finds what was done past the journal: %s', (tampering, expected) => {
  const { sound, faults } = reportAfter(tampering);
  expect(sound).toBe(false);
  expect(faults.map(({ detail }) => detail)).toContainEqual(expect.stringMatching(expected));
});

it('tells how far it is, from nothing to all', () => {
  const made = makeProject();
  addCaptions(
    made,
    Array.from({ length: 600 }, (_, n) => `${n}.mp4`),
  );
  const told = [...made.store.checking()];
  expect(told[0]).toEqual({ done: 0, of: told[0]!.of });
  expect(told.length).toBeGreaterThan(2);
  expect(told.map(({ done }) => done)).toEqual(told.map(({ done }) => done).toSorted((a, b) => a - b));
  expect(told.every(({ done, of }) => done <= of && of === told[0]!.of)).toBe(true);
});
