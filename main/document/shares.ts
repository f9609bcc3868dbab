/**
 * Which items are in a share of them: decided by the id alone, so that every copy of a project, and every run of a program,
 * has the same ones. Knows nothing of what the share is for but its name.
 */
import type { ItemId } from './ids.ts';

/** `control`: shown without a suggestion. `double`: also answered, blind, by a second person. `assigned`: given to somebody. */
export type ShareName = 'control' | 'double' | 'assigned';

/** 0 up to 1, as if by chance, and for each name another: the item is in a share that is greater. */
export function chanceOf(name: ShareName, itemId: ItemId): number {
  // FNV-1a, then the finisher of MurmurHash3, because ids that follow each other differ in their last letters alone.
  let hash = 0x811c9dc5;
  for (const character of `${name} ${itemId}`) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}
