/**
 * Brings what was done in another copy of a project into this one, as one step. Nothing of ours is overwritten: where both
 * say different things, ours stays and a person decides.
 */
import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import type { Actor } from '../../../document/edit.ts';
import { ProblemError } from '../../../document/problem.ts';
import type { RecordType } from '../../../document/records.ts';
import { openProject } from '../../../store/index.ts';
import type { ProjectStore } from '../../../store/index.ts';
import type { MergeConflict } from './conflict.ts';
import { mergeObservations } from './observations.ts';
import type { MergedObservations } from './observations.ts';
import { planMerge } from './plan.ts';

export interface MergeWish {
  /** The other copy. It is read and not changed. */
  readonly other: string;
  readonly actor: Actor;
  /** Say what would be done, and do nothing. */
  readonly dryRun: boolean;
}

export interface Merged extends MergedObservations {
  readonly made: Readonly<Partial<Record<RecordType, number>>>;
  readonly changed: Readonly<Partial<Record<RecordType, number>>>;
  readonly removed: Readonly<Partial<Record<RecordType, number>>>;
  readonly conflicts: readonly MergeConflict[];
}

/** Throws `merge-same-file`, `merge-other-project`, and what opening the other one throws. */
export function mergeProject(ours: ProjectStore, { other, actor, dryRun }: MergeWish): Merged {
  using theirs = openProject(other, { readOnly: true });
  if (realpathSync(other) === realpathSync(ours.path)) throw new ProblemError({ code: 'merge-same-file', path: other });
  if (theirs.project.id !== ours.project.id) {
    throw new ProblemError({ code: 'merge-other-project', path: ours.path, other });
  }
  // One transaction: nobody changes what was compared before it is written.
  return ours.transaction(() => {
    const { edits, conflicts, same } = planMerge(ours, theirs);
    const counts = { create: {}, update: {}, remove: {} } as Record<'create' | 'update' | 'remove', Counts>;
    for (const { do: what, type } of edits) counts[what][type] = (counts[what][type] ?? 0) + 1;
    if (edits.length > 0 && !dryRun) ours.write({ actor, label: 'merge', detail: basename(other) }, edits);
    const seen = dryRun ? { runs: 0, activities: 0 } : mergeObservations(ours, theirs, same);
    return { made: counts.create, changed: counts.update, removed: counts.remove, conflicts, ...seen };
  });
}

type Counts = Partial<Record<RecordType, number>>;
