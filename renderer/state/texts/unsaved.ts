/**
 * What was typed and is not acknowledged yet, kept in this window's own storage, so that a reload in the middle of typing
 * loses nothing; of a window that is closed while it is cut off, in the browser's. Knows nothing of sending; without
 * storage it remembers nothing.
 */
import type { ItemId, PersonId, ProjectId, VideoId } from '../../../main/document/ids.ts';
import type { Draft } from './draft.ts';

export interface Unsaved {
  readonly itemId: ItemId;
  readonly videoId: VideoId;
  readonly draft: Draft;
  /** This person's words as the project held them; null: none. */
  readonly held: string | null;
}

/** Whose words they are: others may use the same browser. */
interface Whose {
  readonly projectId: ProjectId;
  readonly personId: PersonId;
}

export function readUnsaved(projectId: ProjectId): readonly Unsaved[] {
  return stored(() => parsed(globalThis.sessionStorage.getItem(nameOf(projectId)))) ?? [];
}

export function keepUnsaved(projectId: ProjectId, unsaved: readonly Unsaved[]): void {
  stored(() => {
    if (unsaved.length === 0) globalThis.sessionStorage.removeItem(nameOf(projectId));
    else globalThis.sessionStorage.setItem(nameOf(projectId), JSON.stringify(unsaved));
  });
}

/** Adds to what other windows left. */
export function leaveUnsaved(whose: Whose, unsaved: readonly Unsaved[]): void {
  if (unsaved.length === 0) return;
  stored(() => {
    const before = parsed(globalThis.localStorage.getItem(leftOf(whose)));
    globalThis.localStorage.setItem(leftOf(whose), JSON.stringify([...before, ...unsaved]));
  });
}

/** What was left is given once. */
export function takeLeft(whose: Whose): readonly Unsaved[] {
  const left = stored(() => {
    const found = parsed(globalThis.localStorage.getItem(leftOf(whose)));
    globalThis.localStorage.removeItem(leftOf(whose));
    return found;
  });
  return left ?? [];
}

/** Where the storage is full, shut or of another program, nothing is remembered. */
function stored<Result>(work: () => Result): Result | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}

function parsed(text: string | null): Unsaved[] {
  return JSON.parse(text ?? '[]') as Unsaved[];
}

function nameOf(projectId: ProjectId): string {
  return `panda.unsaved.${projectId}`;
}

function leftOf({ personId, projectId }: Whose): string {
  return `panda.left.${projectId}.${personId}`;
}
