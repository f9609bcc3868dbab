/** Where two copies of a project say different things of one record. Ours stays; a person decides. */
import type { Step } from '../../../document/edit.ts';
import type { RecordOf, RecordType } from '../../../document/records.ts';
import type { ProjectStore } from '../../../store/index.ts';
import { aboutText } from './about.ts';
import type { RecordChange } from './their-changes.ts';

/** Two copies of a project, and the last edit that both have. */
export interface Copies {
  readonly ours: ProjectStore;
  readonly theirs: ProjectStore;
  readonly split: number;
}

export interface MergeConflict {
  readonly type: RecordType;
  /** As ours has it. */
  readonly id: string;
  /** Which video and text it is about, for reading. */
  readonly about: string;
  /**
   * `changed`: in both, to different values. `removed-here`: changed or used there. `removed-there`: changed or used here.
   * `taken`: another video of ours is in the place where theirs was moved to.
   */
  readonly is: 'changed' | 'removed-here' | 'removed-there' | 'taken';
  /** Null: the whole record. */
  readonly field: string | null;
  readonly ours: unknown;
  readonly theirs: unknown;
  /** By name; null: not known. */
  readonly ourPerson: string | null;
  readonly theirPerson: string | null;
}

export function conflictOf(
  { ours, theirs }: Copies,
  {
    change,
    record,
    conflict,
    ourStep,
  }: {
    readonly change: RecordChange;
    readonly record: RecordOf[RecordType];
    readonly conflict: Pick<MergeConflict, 'is' | 'field' | 'ours' | 'theirs'>;
    readonly ourStep: Step | undefined;
  },
): MergeConflict {
  const { type, step } = change;
  const about = aboutText(recordIn(ours, type, record.id) ? ours : theirs, type, record);
  return {
    type,
    id: record.id,
    about,
    ...conflict,
    ourPerson: nameOf(ours, ourStep),
    theirPerson: nameOf(theirs, step),
  };
}

function recordIn(store: ProjectStore, type: RecordType, id: string): boolean {
  return store.get(type, id as RecordOf[RecordType]['id']) !== undefined;
}

function nameOf(store: ProjectStore, step: Step | undefined): string | null {
  return step === undefined ? null : (store.get('person', step.actor.personId)?.name ?? null);
}
