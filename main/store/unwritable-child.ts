/** For the tests: opens a project as somebody who may write nothing but what all may, and prints what becomes of it. */
import { ProblemError } from '../document/problem.ts';
import { openProject } from './opening.ts';

const NOBODY = 65_534;

if (process.getuid?.() === 0) process.setuid?.(NOBODY);
const said: unknown[] = [];
try {
  using store = openProject(process.argv[2] ?? '');
  said.push(store.readOnly, store.list('video').length);
  store.undo(store.list('person')[0]!.id);
} catch (error) {
  if (!(error instanceof ProblemError)) throw error;
  said.push(error.problem);
}
console.log(JSON.stringify(said));
