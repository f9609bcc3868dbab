/** What was done in one copy of a project since it went its own way, record by record. Knows nothing of the other copy. */
import type { Step } from '../../../document/edit.ts';
import type { RecordOf, RecordType } from '../../../document/records.ts';
import type { ProjectStore } from '../../../store/index.ts';

export type Fields = Readonly<Record<string, unknown>>;

export interface RecordChange {
  readonly type: RecordType;
  readonly id: string;
  /** What the fields that changed were when the copies went apart, all of them for one that was removed; null: it was made since. */
  readonly base: Fields | null;
  /** As it is now; undefined: it is gone. */
  readonly record: RecordOf[RecordType] | undefined;
  /** The last that changed it. */
  readonly step: Step;
}

/** In the order of `RECORD_TYPES` within which they may be made: by first change. */
export function readChanges(store: ProjectStore, split: number): RecordChange[] {
  const bases = new Map<string, { type: RecordType; base: Record<string, unknown> | null; step: Step }>();
  for (const { step, edit } of store.editsSince(split)) {
    const id = edit.do === 'update' ? edit.id : edit.record.id;
    const known = bases.get(id);
    const base = known === undefined ? (edit.do === 'create' ? null : {}) : known.base;
    const before = edit.do === 'update' ? edit.from : edit.do === 'remove' ? edit.record : {};
    if (base !== null) for (const [field, value] of Object.entries(before)) if (!(field in base)) base[field] = value;
    bases.set(id, { type: edit.type, base, step });
  }
  return [...bases].map(([id, { type, base, step }]) => ({ type, id, base, step, record: recordOf(store, type, id) }));
}

/** The values that a field of a record has had since, by what stands: what was taken back does not count. */
export function valuesSince(
  store: ProjectStore,
  { type, id, split }: { readonly type: RecordType; readonly id: string; readonly split: number },
): {
  readonly values: ReadonlyMap<string, readonly unknown[]>;
  readonly removed: boolean;
  readonly step: Step | undefined;
} {
  const values = new Map<string, unknown[]>();
  let removed = false;
  let last: Step | undefined;
  for (const { n, step, edit } of store.editsOf({ type, id: id as RecordOf[RecordType]['id'] })) {
    if (n <= split || step.kind !== 'do' || step.undone) continue;
    last = step;
    removed = edit.do === 'remove';
    const set = edit.do === 'update' ? edit.to : edit.do === 'create' ? edit.record : {};
    for (const [field, value] of Object.entries(set)) values.set(field, [...(values.get(field) ?? []), value]);
  }
  return { values, removed, step: last };
}

export function recordOf(store: ProjectStore, type: RecordType, id: string): RecordOf[RecordType] | undefined {
  return store.get(type, id as RecordOf[RecordType]['id']);
}
