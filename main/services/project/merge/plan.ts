/**
 * What has to be done to our copy of a project so that it has what the other has, and where a person has to decide.
 * Changes nothing itself.
 */
import { isDeepStrictEqual } from 'node:util';
import { updateOf } from '../../../document/edit.ts';
import type { Edit } from '../../../document/edit.ts';
import { RECORD_TYPES } from '../../../document/records.ts';
import type { RecordOf, RecordType } from '../../../document/records.ts';
import type { ProjectStore } from '../../../store/index.ts';
import { conflictOf } from './conflict.ts';
import type { Copies, MergeConflict } from './conflict.ts';
import { decide, decideTogether, fieldsWith } from './decide.ts';
import { planRemovals } from './removals.ts';
import { SameThings } from './same-thing.ts';
import { readSplit } from './split.ts';
import { readChanges, recordOf, valuesSince } from './their-changes.ts';
import type { Fields, RecordChange } from './their-changes.ts';

export interface MergePlan {
  /** In an order in which they can be done. */
  readonly edits: readonly Edit[];
  readonly conflicts: readonly MergeConflict[];
  /** Their ids as ours. */
  readonly same: SameThings;
}

export function planMerge(ours: ProjectStore, theirs: ProjectStore): MergePlan {
  const copies = { ours, theirs, split: readSplit(ours, theirs) };
  const rank = ({ type }: RecordChange): number => RECORD_TYPES.indexOf(type);
  const changes = readChanges(theirs, copies.split).sort((a, b) => rank(a) - rank(b));
  const removals = planRemovals(copies, changes);
  const planning = new Planning(copies, removals.leaving);
  for (const change of changes) if (change.record !== undefined) planning.add(change, change.record);
  return {
    edits: [...removals.edits, ...planning.creates, ...planning.updates],
    conflicts: [...removals.conflicts, ...planning.conflicts],
    same: planning.same,
  };
}

/** Fields that say what a record hangs on. */
const PARENTS = {
  rootId: 'root',
  videoId: 'video',
  segmentId: 'segment',
  itemId: 'item',
  suggestionId: 'suggestion',
  responseId: 'response',
  personId: 'person',
} as const satisfies Readonly<Record<string, RecordType>>;

class Planning {
  readonly creates: Edit[] = [];
  readonly updates: Edit[] = [];
  readonly conflicts: MergeConflict[] = [];
  readonly same: SameThings;
  readonly #copies: Copies;
  /** What is about to be made. */
  readonly #coming = new Set<string>();
  /** What they have and we shall not have: what hangs on it is said with it. */
  readonly #absent = new Set<string>();

  constructor(copies: Copies, leaving: ReadonlySet<string>) {
    this.#copies = copies;
    this.same = new SameThings(copies.ours, leaving);
  }

  add(change: RecordChange, record: RecordOf[RecordType]): void {
    if (change.base === null) this.same.meet(change.type, record);
    const id = this.same.ourId(record.id);
    const their = { ...this.same.asOurs(record), id } as RecordOf[RecordType];
    const our = recordOf(this.#copies.ours, change.type, id);
    if (our === undefined) this.#addMissing(change, their);
    else this.#addChanged(change, { our, their });
  }

  #addMissing(change: RecordChange, their: RecordOf[RecordType]): void {
    const { type, base } = change;
    const here = valuesSince(this.#copies.ours, { type, id: their.id, split: this.#copies.split });
    const fields = fieldsOf(their);
    if (base !== null && Object.entries(base).every(([field, value]) => isDeepStrictEqual(fields[field], value)))
      return;
    const gone = Object.entries(PARENTS).filter(([field, parent]) => this.#isGone(parent, fields[field]));
    if (base === null && !here.removed && gone.length === 0) {
      this.#coming.add(their.id);
      this.creates.push({ do: 'create', type, record: their } as Edit);
      return;
    }
    this.#absent.add(their.id);
    if (gone.some(([field]) => this.#absent.has(String(fields[field])))) return;
    const conflict = { is: 'removed-here', field: null, ours: null, theirs: their } as const;
    this.conflicts.push(conflictOf(this.#copies, { change, record: their, conflict, ourStep: here.step }));
  }

  #isGone(type: RecordType, id: unknown): boolean {
    if (typeof id !== 'string' || this.#coming.has(id)) return false;
    return recordOf(this.#copies.ours, type, id) === undefined;
  }

  #addChanged(change: RecordChange, both: Both): void {
    const { type } = change;
    const { our, their } = { our: fieldsOf(both.our), their: fieldsOf(both.their) };
    const { ours, theirs, split } = this.#copies;
    const base = change.base === null ? null : fieldsOf(this.same.asOurs(change.base));
    const touched = base === null ? Object.keys(their).filter((field) => field !== 'id') : Object.keys(base);
    const fields = fieldsWith(type, touched).filter((field) => field in their || field in our);
    if (fields.every((field) => isDeepStrictEqual(our[field], their[field]))) return;
    const here = valuesSince(ours, { type, id: both.our.id, split });
    const there = valuesSince(theirs, { type, id: change.id, split });
    const decisions = new Map(
      fields.map((field) => {
        const before = base === null ? undefined : { value: field in base ? base[field] : their[field] };
        const values = (of: typeof here): readonly unknown[] => of.values.get(field) ?? [];
        const histories = {
          ourValues: values(here),
          theirValues: values(there).map((value) => this.#asOurs(field, value)),
        };
        return [field, decide({ base: before, ours: our[field], theirs: their[field], ...histories })] as const;
      }),
    );
    const taken: Record<string, unknown> = {};
    const isTaken = type === 'video' && this.#isPlaceTaken(both);
    for (const [field, decision] of decideTogether(type, decisions)) {
      const isPlace = field === 'path' || field === 'rootId';
      if (decision === 'take' && !(isTaken && isPlace)) taken[field] = their[field];
      if (decision !== 'conflict' && !(decision === 'take' && isTaken && isPlace)) continue;
      const is = decision === 'conflict' ? 'changed' : 'taken';
      const conflict = { is, field, ours: our[field] ?? null, theirs: their[field] ?? null } as const;
      this.conflicts.push(conflictOf(this.#copies, { change, record: both.our, conflict, ourStep: here.step }));
    }
    const edit = updateOf(type, both.our, taken as Partial<RecordOf[RecordType]>);
    if (edit) this.updates.push(edit as Edit);
  }

  #asOurs(field: string, value: unknown): unknown {
    return fieldsOf(this.same.asOurs({ [field]: value }))[field];
  }

  #isPlaceTaken({ our, their }: Both): boolean {
    const { rootId, path } = their as RecordOf['video'];
    const there = this.#copies.ours.findVideo(rootId, path);
    return there !== undefined && there.id !== our.id;
  }
}

interface Both {
  readonly our: RecordOf[RecordType];
  readonly their: RecordOf[RecordType];
}

function fieldsOf(record: object): Fields {
  return record as Fields;
}
