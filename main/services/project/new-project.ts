/** Makes a project file, with the person of this machine as the first of its people. Knows nothing of videos. */
import { basename, extname } from 'node:path';
import { createProject } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { readPersonHere } from './person-file.ts';
import type { PersonHere } from './person-file.ts';

export interface NewProject {
  readonly name?: string | undefined;
  /** Its first; the person of this machine where nobody is named. */
  readonly person?: PersonHere | undefined;
}

/** Without a name it is called as its file is. Throws `project-exists`, `project-unwritable`, and what the person's file throws. */
export function newProject(path: string, { name, person = readPersonHere() }: NewProject = {}): ProjectStore {
  return createProject(path, {
    name: name ?? basename(path, extname(path)),
    personName: person.name,
    personId: person.id,
  });
}
