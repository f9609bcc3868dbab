/**
 * How the processes talk: every call with the schema of its request and the type of its response. It is neutral to what
 * carries it (a WebSocket here, a MessagePort in the desktop app). Knows the words of the project and no implementation.
 */
import { drafting } from './drafting.ts';
import { library } from './library.ts';
import { session } from './session.ts';
import { texts } from './texts.ts';

export type { Page } from './call.ts';
export type { DraftEvent } from './drafting.ts';
export type { AddEvent, Playing, VideoDetail, VideoRow, Waveform } from './library.ts';
export type { Change, FolderEntry, OpenProject, RecentProject, Session, StepName, UndoState } from './session.ts';
export type { History, HistoryEntry, ItemRow } from './texts.ts';

export const contract = { drafting, library, session, texts } as const;
