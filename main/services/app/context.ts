/** What the calls have in common: the open project, the person, the machine. */
import type { Actor } from '../../document/edit.ts';
import type { Person } from '../../document/records.ts';
import type { Ffmpeg } from '../../media/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Previews } from '../previews/previews.ts';
import { actorIn, personHereIn } from '../project/people.ts';
import { callerHere } from '../project/caller.ts';
import type { Caller } from '../project/caller.ts';
import type { Drafters } from './drafters.ts';
import type { Home } from './home.ts';
import type { ShownClips } from './shown-clips.ts';
import type { OpenedProject } from './opened-project.ts';

/** What a carrier may tell with each call: a host that several people sign in to tells which of them it is. */
export interface CallContext {
  readonly caller?: Caller | undefined;
}

/** Behind every call. */
export interface Desk {
  readonly home: Home;
  readonly ffmpeg: Ffmpeg;
  readonly previews: Previews;
  readonly drafters: Drafters;
  readonly clips: ShownClips;
  /** Null: none is open. */
  readonly opened: OpenedProject | null;
  /** Throws `no-project-open`. */
  readonly project: OpenedProject;
  /** Closes the one before. Null: none. */
  readonly open: (store: ProjectStore | null) => Promise<void>;
}

export function callerOf(desk: Desk, { caller }: CallContext): Caller {
  return caller ?? callerHere(desk.home.folder);
}

/** Who writes; put among the people of the project when they first do. */
export function actorOf(desk: Desk, context: CallContext): Actor {
  return actorIn(desk.project.store, callerOf(desk, context).get());
}

export function personOf(desk: Desk, context: CallContext): Person {
  return personHereIn(desk.project.store, callerOf(desk, context).get());
}
