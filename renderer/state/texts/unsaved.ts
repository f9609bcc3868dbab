/**
 * What was typed and is not acknowledged yet, kept in this window's own storage, so that a reload in the middle of typing
 * loses nothing. Knows nothing of sending; without storage it remembers nothing.
 */
import type { ItemId, ProjectId, VideoId } from '../../../main/document/ids.ts';
import type { Draft } from './draft.ts';

export interface Unsaved {
  readonly itemId: ItemId;
  readonly videoId: VideoId;
  readonly draft: Draft;
  /** This person's words as the project held them; null: none. */
  readonly held: string | null;
}

export function readUnsaved(projectId: ProjectId): readonly Unsaved[] {
  try {
    return JSON.parse(globalThis.sessionStorage.getItem(nameOf(projectId)) ?? '[]') as Unsaved[];
  } catch {
    return [];
  }
}

export function keepUnsaved(projectId: ProjectId, unsaved: readonly Unsaved[]): void {
  try {
    if (unsaved.length === 0) globalThis.sessionStorage.removeItem(nameOf(projectId));
    else globalThis.sessionStorage.setItem(nameOf(projectId), JSON.stringify(unsaved));
  } catch {
    // The storage is full or shut: it holds until the window is closed.
  }
}

function nameOf(projectId: ProjectId): string {
  return `panda.unsaved.${projectId}`;
}
