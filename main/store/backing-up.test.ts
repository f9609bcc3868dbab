import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { ProblemError } from '../document/problem.ts';
import type { BackupProgress } from './backing-up.ts';
import { addCaptions, projectsUntil } from './made-project.ts';
import { openProject } from './opening.ts';

const makeProject = projectsUntil(afterAll);
const paths = Array.from({ length: 5000 }, (_, index) => `clips/${index}.mp4`);

it('is a copy as it was when it began, though others go on writing', async () => {
  const made = makeProject();
  const { store, path } = made;
  addCaptions(made, paths);
  using other = openProject(path);
  const copy = join(dirname(path), 'copy.panda');
  const progress: BackupProgress[] = [];
  const backedUp = store.backup(copy, (one) => {
    progress.push(one);
    if (progress.length === 1) addCaptions({ ...made, store: other }, ['later.mp4']);
  });
  await backedUp;
  expect(progress.length).toBeGreaterThan(1);
  expect(progress.at(-1)?.pagesDone).toBe(progress.at(-1)?.pages);
  using backup = openProject(copy);
  expect([backup.check().faults, [...backup.all('video')].length, [...store.all('video')].length]).toEqual([
    [],
    5000,
    5001,
  ]);
});

it('leaves nothing behind where it cannot be made', async () => {
  const { store, path } = makeProject();
  const taken = join(dirname(path), 'taken.panda');
  writeFileSync(taken, 'mine');
  const problems = [];
  for (const target of [taken, join(dirname(path), 'no', 'copy.panda')]) {
    try {
      await store.backup(target);
    } catch (error) {
      if (error instanceof ProblemError) problems.push(error.problem.code);
    }
  }
  expect(problems).toEqual(['project-exists', 'output-unwritable']);
  expect(readdirSync(dirname(path)).filter((name) => !name.startsWith('p.panda'))).toEqual(['taken.panda']);
});

it('makes the file smaller and gives up nothing of the journal', () => {
  const made = makeProject();
  const { store, person, path } = made;
  addCaptions(made, paths);
  store.undo(person.id);
  const before = store.steps({ limit: 10 });
  const { beforeBytes, afterBytes } = store.compact();
  expect(afterBytes).toBeLessThan(beforeBytes * 0.9);
  expect([statSync(path).size, store.steps({ limit: 10 })]).toEqual([afterBytes, before]);
  store.redo(person.id);
  expect([store.check().faults, [...store.all('video')].length]).toEqual([[], 5000]);
});
