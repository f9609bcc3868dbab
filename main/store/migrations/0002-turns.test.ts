import { afterAll, expect, test } from 'vitest';
import { queryOf } from '../../document/query/index.ts';
import { openProject } from '../opening.ts';
import { addCaptions, create, makeResponse, makeSuggestion, projectsUntil } from '../made-project.ts';
import { queueItems } from '../search/index.ts';

const makeProject = projectsUntil(afterAll);

test('a project of the first version has its queues once it is lifted', () => {
  const made = makeProject();
  const { store, actor, person, path } = made;
  const { captions } = addCaptions(made, ['a.mp4', 'b.mp4', 'c.mp4']);
  const [first, second] = captions;
  if (first === undefined || second === undefined) throw new Error('too few');
  store.write({ actor, label: 'import' }, [
    create('suggestion', makeSuggestion(store, first.id, 'a red car')),
    create('response', makeResponse(store, second.id, { personId: person.id, text: 'a bus' })),
  ]);
  const waiting = () => queueItems(store, { queue: 'decide', personId: person.id, query: queryOf(''), limit: 9 }).found;
  const before = waiting();
  store.database.exec(`
    DROP INDEX video_facts_longest;
    DROP TRIGGER run_item_made; DROP TRIGGER run_item_changed; DROP TRIGGER run_item_removed; DROP TABLE run_sum;
    DROP TRIGGER video_facts_excluded_or_not;
    DROP INDEX item_facts_turn_doubt; DROP INDEX item_facts_turn_made;
    DROP INDEX video_facts_waiting; DROP INDEX video_facts_doubt;
    ALTER TABLE item_facts DROP COLUMN turn; ALTER TABLE item_facts DROP COLUMN some_blind;
    ALTER TABLE video_facts DROP COLUMN waiting; ALTER TABLE video_facts DROP COLUMN doubt;
    PRAGMA user_version = 1;
  `);
  store[Symbol.dispose]();
  using lifted = openProject(path);
  const found = queueItems(lifted, { queue: 'decide', personId: person.id, query: queryOf(''), limit: 9 }).found;
  expect([found, found.length, lifted.check().faults]).toEqual([before, 2, []]);
});
