/** What the other copy removed and ours still has: it is removed here too, unless somebody here went on with it. */
import { isDeepStrictEqual } from 'node:util';
import type { Edit } from '../../../document/edit.ts';
import { conflictOf } from './conflict.ts';
import type { Copies, MergeConflict } from './conflict.ts';
import { recordOf, valuesSince } from './their-changes.ts';
import type { Fields, RecordChange } from './their-changes.ts';

export interface Removals {
  /** What hangs on something before it. */
  readonly edits: readonly Edit[];
  readonly leaving: ReadonlySet<string>;
  readonly conflicts: readonly MergeConflict[];
}

/** `changes`: what things hang on first. */
export function planRemovals(copies: Copies, changes: readonly RecordChange[]): Removals {
  const removed = changes.filter(({ base, record }) => base !== null && record === undefined);
  const leaving = new Map<string, Edit>();
  for (const { type, id } of removed) {
    const record = recordOf(copies.ours, type, id);
    if (record !== undefined) leaving.set(id, { do: 'remove', type, record } as Edit);
  }
  const conflicts: MergeConflict[] = [];
  const changedHere = new Set(
    removed.filter((change) => leaving.has(change.id) && hasChanged(copies, change)).map(({ id }) => id),
  );
  for (const change of removed) {
    const edit = leaving.get(change.id);
    if (edit?.do !== 'remove') continue;
    const hanging = copies.ours
      .dependents(change.type, change.id)
      .map((one) => (one.do === 'remove' ? one.record.id : ''));
    if (hanging.every((id) => leaving.has(id) && !changedHere.has(id))) continue;
    // All of it stays: half of what hung together would be neither what they have nor what we had.
    for (const id of hanging) leaving.delete(id);
    const { step } = valuesSince(copies.ours, { type: change.type, id: change.id, split: copies.split });
    const conflict = { is: 'removed-there', field: null, ours: edit.record, theirs: null } as const;
    conflicts.push(conflictOf(copies, { change, record: edit.record, conflict, ourStep: step }));
  }
  return { edits: [...leaving.values()].reverse(), leaving: new Set(leaving.keys()), conflicts };
}

/** `base` has all of the fields of what was removed. */
function hasChanged({ ours }: Copies, { type, id, base }: RecordChange): boolean {
  const record = recordOf(ours, type, id) as unknown as Fields;
  return Object.entries(base ?? {}).some(([field, value]) => !isDeepStrictEqual(record[field], value));
}
