/** Who is at the window, which project is open, and which others could be. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { Person, Project, RecordType } from '../document/records.ts';
import type { StepId } from '../document/ids.ts';
import type { StepLabel } from '../document/edit.ts';
import { call } from './call.ts';

export interface OpenProject {
  readonly project: Project;
  readonly path: string;
  /** Why nothing can be written; null: it can. */
  readonly readOnly: string | null;
  readonly videos: number;
  /** The newest edit: what `follow` goes on from. */
  readonly lastEdit: number;
}

export interface Session {
  readonly version: string;
  readonly person: Person;
  /** Null: none is open. */
  readonly open: OpenProject | null;
  /** As the system of the host writes paths. */
  readonly pathSeparator: '/' | '\\';
  readonly homeFolder: string;
  readonly samplesFolder: string;
}

export interface RecentProject {
  readonly path: string;
  readonly name: string;
  readonly openedAtMs: number;
  readonly missing: boolean;
}

export interface FolderEntry {
  readonly name: string;
  readonly path: string;
  readonly kind: 'folder' | 'project' | 'video' | 'file';
}

/** One edit by anyone, this window too. */
export interface Change {
  /** Its place in the order of all edits. */
  readonly n: number;
  readonly type: RecordType;
  readonly id: string;
  readonly videoId: string | null;
  readonly itemId: string | null;
  readonly step: StepId;
}

export interface StepName {
  readonly id: StepId;
  readonly label: StepLabel;
  readonly detail: string | null;
}

export interface UndoState {
  readonly undo: StepName | null;
  readonly redo: StepName | null;
}

const path = z.string().min(1).max(4096);

export const session = {
  get: call.output(type<Session>()),
  recent: call.output(type<readonly RecentProject[]>()),
  /** What is in a folder of the host, folders first, in natural order. */
  folder: call.input(z.strictObject({ path })).output(type<readonly FolderEntry[]>()),
  create: call.input(z.strictObject({ path })).output(type<OpenProject>()),
  open: call.input(z.strictObject({ path })).output(type<OpenProject>()),
  close: call.output(type<null>()),
  /** A project of the clips that ship, made anew where there is none. */
  openSamples: call.output(type<OpenProject>()),
  rename: call.input(z.strictObject({ name: z.string().min(1).max(200) })).output(type<Person>()),
  guidelines: call.input(z.strictObject({ markdown: z.string().max(1_000_000) })).output(type<null>()),

  /** Every edit after edit `after`, by any process, as it comes; resumed with the last `n` that came. */
  follow: call.input(z.strictObject({ after: z.int().min(0) })).output(eventIterator(type<Change>())),

  undoable: call.output(type<UndoState>()),
  /** Null: there was nothing to take back. */
  undo: call.input(z.strictObject({ leaveChanged: z.boolean() })).output(type<StepName | null>()),
  redo: call.output(type<StepName | null>()),
} as const;
