/** Who is at the window, which project is open, and which others could be. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { FileState } from '../document/observations.ts';
import type { Person, Project, RecordType, Root } from '../document/records.ts';
import type { StepId } from '../document/ids.ts';
import type { StepLabel } from '../document/edit.ts';
import type { Status } from '../document/status.ts';
import { call, path } from './call.ts';

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
  /** Of this start of the services: of the next one it is another. */
  readonly start: string;
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

/** The project at a glance. */
export interface ProjectInfo {
  readonly path: string;
  readonly project: Project;
  /** Of the project's file. */
  readonly bytes: number;
  readonly records: Readonly<Record<RecordType, number>>;
  readonly files: Readonly<Record<FileState, number>>;
  readonly statuses: Readonly<Record<Status, number>>;
  /** Items of each caption track, and of questions. */
  readonly tracks: readonly { readonly track: string; readonly items: number }[];
  readonly questions: number;
  readonly roots: readonly Root[];
  readonly people: readonly Person[];
  readonly runs: number;
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

export type FollowEvent =
  | { readonly event: 'changes'; readonly changes: readonly Change[] }
  /** More changed than is worth telling one by one: read anew whatever is shown. `n`: the newest edit. */
  | { readonly event: 'all'; readonly n: number }
  /** Something that is not journalled changed: files that were looked at, runs. */
  | { readonly event: 'observed' }
  /** Another project is open now, or none; the stream ends. */
  | { readonly event: 'closed' };

export interface StepName {
  readonly id: StepId;
  readonly label: StepLabel;
  readonly detail: string | null;
}

export interface UndoState {
  readonly undo: StepName | null;
  readonly redo: StepName | null;
}

export const session = {
  get: call.output(type<Session>()),
  recent: call.output(type<readonly RecentProject[]>()),
  /** Of the list alone: the file stays. */
  forgetRecent: call.input(z.strictObject({ path })).output(type<null>()),
  /** What is in a folder of the host, folders first, in natural order. */
  folder: call.input(z.strictObject({ path })).output(type<readonly FolderEntry[]>()),
  create: call.input(z.strictObject({ path })).output(type<OpenProject>()),
  open: call.input(z.strictObject({ path })).output(type<OpenProject>()),
  close: call.output(type<null>()),
  /** A project of the clips that ship, made anew where there is none. */
  openSamples: call.output(type<OpenProject>()),
  info: call.output(type<ProjectInfo>()),
  /** The person of this window. */
  rename: call.input(z.strictObject({ name: z.string().min(1).max(200) })).output(type<Person>()),
  guidelines: call.input(z.strictObject({ markdown: z.string().max(1_000_000) })).output(type<null>()),
  /** How much is shown without a suggestion, and how much is answered twice. */
  shares: call
    .input(z.strictObject({ controlShare: z.number().min(0).max(1), doubleShare: z.number().min(0).max(1) }))
    .output(type<null>()),

  /** What the window keeps between starts, of its own: theme, language, keys. The host does not look into it. */
  settings: call.output(type<Readonly<Record<string, unknown>>>()),
  saveSettings: call.input(z.strictObject({ settings: z.record(z.string(), z.unknown()) })).output(type<null>()),

  /** Every edit after edit `after`, by any process, as it comes; resumed with the last `n` that came. */
  follow: call.input(z.strictObject({ after: z.int().min(0) })).output(eventIterator(type<FollowEvent>())),

  undoable: call.output(type<UndoState>()),
  /** Null: there was nothing to take back. */
  undo: call.input(z.strictObject({ leaveChanged: z.boolean() })).output(type<StepName | null>()),
  redo: call.output(type<StepName | null>()),
} as const;
