/**
 * Which items are in a share of them: decided by the id alone, so that every copy of a project, and every run of a program,
 * has the same ones. Knows nothing of what the share is for but its name.
 */
import { chanceOfName } from './chance.ts';
import type { ItemId } from './ids.ts';

/** `control`: shown without a suggestion. `double`: also answered, blind, by a second person. `assigned`: given to somebody. */
export type ShareName = 'control' | 'double' | 'assigned';

/** 0 up to 1, as if by chance, and for each name another: the item is in a share that is greater. */
export function chanceOf(name: ShareName, itemId: ItemId): number {
  return chanceOfName(`${name} ${itemId}`);
}
