/** What can be wrong with what a person asks of a project: its people, its videos, another copy of it. */
import type { Sentences } from './sentences.ts';
import { list } from './wording.ts';

export type LibraryProblem =
  | { readonly code: 'person-file-damaged'; readonly path: string; readonly cause: string }
  | { readonly code: 'person-file-unwritable'; readonly path: string; readonly cause: string }
  | { readonly code: 'person-unknown'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'person-name-taken'; readonly name: string }
  | { readonly code: 'item-unknown'; readonly id: string }
  | { readonly code: 'video-not-listed'; readonly path: string }
  | { readonly code: 'root-unknown'; readonly name: string; readonly known: readonly string[] }
  | { readonly code: 'root-path-taken'; readonly name: string; readonly path: string }
  | { readonly code: 'root-elsewhere'; readonly name: string; readonly path: string; readonly looked: number }
  | { readonly code: 'guidelines-unreadable'; readonly path: string; readonly cause: string }
  | { readonly code: 'merge-same-file'; readonly path: string }
  | { readonly code: 'merge-other-project'; readonly path: string; readonly other: string };

export const librarySentences: Sentences<LibraryProblem> = {
  'person-file-damaged': ({ cause, path }) =>
    `${path}: it should say who works on this machine, and cannot be read (${cause}). ` +
    `Bring back a copy of it, or remove it: then \`panda people me NAME --project FILE\` makes you the NAME of a project again.`,
  'person-file-unwritable': ({ cause, path }) =>
    `${path}: who works on this machine cannot be kept there (${cause}). ` +
    `Make room, or set PANDA_HOME to a folder that can be written.`,
  'person-unknown': ({ known, name }) =>
    `There is nobody called ${name} in this project. These are: ${list(known)}. \`panda people add NAME\` adds a person.`,
  'person-name-taken': ({ name }) => `Somebody in this project is called ${name} already. Choose another name.`,
  'item-unknown': ({ id }) =>
    `There is no caption or question ${id} in this project, and none on a video of that path. ` +
    `\`panda search\` lists them with their ids.`,
  'video-not-listed': ({ path }) =>
    `${path}: no video of the project is there or below it. Name it as \`panda search\` lists it, or by its place on the disk.`,
  'root-unknown': ({ known, name }) => `The project has no folder called ${name}. It has: ${list(known)}.`,
  'root-path-taken': ({ name, path }) =>
    `${path} is the place of the folder ${name} of this project already. Name another place.`,
  'root-elsewhere': ({ looked, name, path }) =>
    `${path}: of ${looked} videos of ${name} none is there, so nothing was changed. ` +
    `Name the folder that holds what ${name} held; \`--anyway\` takes it without looking.`,
  'guidelines-unreadable': ({ cause, path }) => `${path}: these guidelines cannot be read (${cause}). Check the file.`,
  'merge-same-file': ({ path }) => `${path} is this project itself. Name the other copy.`,
  'merge-other-project': ({ other, path }) =>
    `${other} is another project, not a copy of ${path}, so nothing was taken over. ` +
    `\`panda export\` and \`panda import\` bring texts from one project into another.`,
};
