/** What can be wrong with a project file, and with a change to what is in it. */
import type { RecordType } from '../records.ts';
import type { Sentences } from './sentences.ts';

/** Why an edit of one record does not fit what is there. */
export interface EditConflict {
  readonly type: RecordType;
  readonly id: string;
  /** The field in question, where it is one. */
  readonly field: string | null;
  /**
   * `changed`: it is not as the edit expects. `exists`: it was to be made. `missing`: it is not there. `pointing-nowhere`:
   * what it points to is not there. `in-use`: something still hangs on it. `taken`: another has what only one may have.
   */
  readonly is: 'changed' | 'exists' | 'missing' | 'pointing-nowhere' | 'in-use' | 'taken';
}

export type ProjectProblem =
  | { readonly code: 'project-missing'; readonly path: string }
  | { readonly code: 'project-exists'; readonly path: string }
  | { readonly code: 'project-foreign'; readonly path: string }
  | { readonly code: 'project-newer'; readonly path: string; readonly version: number; readonly known: number }
  | { readonly code: 'project-damaged'; readonly path: string; readonly cause: string }
  | { readonly code: 'project-unreadable'; readonly path: string; readonly cause: string }
  | { readonly code: 'project-unwritable'; readonly path: string; readonly cause: string }
  | { readonly code: 'project-busy'; readonly path: string }
  | { readonly code: 'project-on-network-drive'; readonly path: string; readonly fileSystem: string }
  | {
      readonly code: 'edit-conflict';
      readonly path: string;
      /** The first of them. */
      readonly conflicts: readonly EditConflict[];
      readonly count: number;
    };

export const projectSentences: Sentences<ProjectProblem> = {
  'project-missing': ({ path }) =>
    `${path}: there is no such project. Check the path, or make it with panda project new.`,
  'project-exists': ({ path }) => `${path}: there is a file of this name already. Choose another name.`,
  'project-foreign': ({ path }) => `${path}: this is not a project of Panda Annotator. It was left as it is.`,
  'project-newer': ({ known, path, version }) =>
    `${path}: a newer Panda Annotator made this project (its version is ${version}, this program knows up to ${known}). ` +
    `It was left as it is. Install the newer program to open it.`,
  'project-damaged': ({ cause, path }) =>
    `${path}: this project is damaged (${cause}). Copy the file aside before anything else, then open a backup of it.`,
  'project-unreadable': ({ cause, path }) =>
    `${path}: this project cannot be read (${cause}). Check its drive, and who may read it.`,
  'project-unwritable': ({ cause, path }) =>
    `${path}: nothing can be written to this project (${cause}). What it holds is sound. ` +
    `Put that right, or work on a copy in another place.`,
  'project-busy': ({ path }) =>
    `${path}: another program is writing to this project and did not end. Wait for it or close it, then try again.`,
  'project-on-network-drive': ({ fileSystem, path }) =>
    `${path}: it is on a network drive (${fileSystem}) and another program has it open in a way that is unsafe there. ` +
    `Close it there, or work on a copy on a drive of this machine.`,
  'edit-conflict': ({ conflicts, count, path }) =>
    `${path}: ${count === 1 ? 'one thing was' : `${count} things were`} changed meanwhile ` +
    `(${conflicts.slice(0, 3).map(inWords).join('; ')}${count > 3 ? '; ...' : ''}), so nothing was done. ` +
    `Look at what is there now, then decide again.`,
};

function inWords({ type, id, field, is }: EditConflict): string {
  const thing = `${type} ${id}`;
  switch (is) {
    case 'changed':
      return field === null ? `${thing} is another` : `${thing} has another ${field}`;
    case 'exists':
      return `${thing} is there already`;
    case 'missing':
      return `${thing} is gone`;
    case 'pointing-nowhere':
      return `what ${thing} belongs to is gone`;
    case 'in-use':
      return `something hangs on ${thing}`;
    case 'taken':
      return `${thing} is not the only one of its ${field ?? 'kind'}`;
  }
}
