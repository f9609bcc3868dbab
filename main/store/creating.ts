/** Makes project files. Until a file is whole it has another name, so a half-made one is never met. */
import { existsSync } from 'node:fs';
import { userInfo } from 'node:os';
import { DatabaseSync } from 'node:sqlite';
import type { PersonId, ProjectId } from '../document/ids.ts';
import { ProblemError } from '../document/problem.ts';
import { APPLICATION_ID } from './file-header.ts';
import { lift } from './lifting.ts';
import { migrations } from './migrations/index.ts';
import { discard, discardAbandoned, nameForGood, unfinishedName } from './naming.ts';
import { openProject } from './opening.ts';
import { ProjectStore } from './project-store.ts';
import { asProblem } from './sqlite-problem.ts';

export interface NewProject {
  readonly name: string;
  /** Who makes it: the first person in it. Without a name, the one that the system has. */
  readonly personName?: string;
  /** The id that this person has in other projects. */
  readonly personId?: PersonId;
}

/** Throws `project-exists`, `project-unwritable`. */
export function createProject(path: string, { name, personName, personId }: NewProject): ProjectStore {
  if (existsSync(path)) throw new ProblemError({ code: 'project-exists', path });
  const unfinished = unfinishedName(path);
  try {
    discardAbandoned(path);
    discard(unfinished);
    fill(unfinished, { name, personName: personName ?? userInfo().username, ...(personId && { personId }) });
    if (!nameForGood(unfinished, path)) throw new ProblemError({ code: 'project-exists', path });
  } catch (error) {
    throw asUnwritable(path, error);
  } finally {
    discard(unfinished);
  }
  return openProject(path);
}

function fill(path: string, { name, personName, personId }: NewProject & { readonly personName: string }): void {
  const database = new DatabaseSync(path);
  using store = new ProjectStore({ path, database, readOnly: null, networkFileSystem: null });
  database.exec(`PRAGMA application_id = ${APPLICATION_ID}`);
  lift(database, migrations);
  const createdAtMs = Date.now();
  const person = { id: personId ?? store.newId<PersonId>(), name: personName, role: 'annotator' } as const;
  const project = { id: store.newId<ProjectId>(), name, guidelines: '', controlShare: 0, doubleShare: 0, createdAtMs };
  store.write({ actor: { personId: person.id, model: null, runId: null }, label: 'settings' }, [
    { do: 'create', type: 'project', record: project },
    { do: 'create', type: 'person', record: person },
  ]);
}

/** A folder that is missing or may not be written is said by SQLite as a file that it cannot open. */
function asUnwritable(path: string, error: unknown): unknown {
  const problem = asProblem(path, error);
  if (problem instanceof ProblemError && problem.problem.code === 'project-unreadable') {
    return new ProblemError({ code: 'project-unwritable', path, cause: 'its folder is missing or may only be read' });
  }
  return problem;
}
