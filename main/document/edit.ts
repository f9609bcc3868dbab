/**
 * The only way a project changes: an edit of one record, which is data and has an inverse. Edits that one gesture made
 * are a step. Knows nothing of how edits are applied and kept.
 */
import type { PersonId, RunId, StepId } from './ids.ts';
import type { RecordOf, RecordType, TimeMs } from './records.ts';
import { unreachable } from './unreachable.ts';

/** For one type of record; `from` and `to` hold the same fields: those that change. */
export type EditOf<Type extends RecordType> =
  | { readonly do: 'create'; readonly type: Type; readonly record: RecordOf[Type] }
  | {
      readonly do: 'update';
      readonly type: Type;
      readonly id: RecordOf[Type]['id'];
      readonly from: Readonly<Partial<RecordOf[Type]>>;
      readonly to: Readonly<Partial<RecordOf[Type]>>;
    }
  | { readonly do: 'remove'; readonly type: Type; readonly record: RecordOf[Type] };

export type Edit = { readonly [Type in RecordType]: EditOf<Type> }[RecordType];

/** Takes it back. */
export function inverse(edit: Edit): Edit {
  switch (edit.do) {
    case 'create':
      return { ...edit, do: 'remove' };
    case 'update':
      return { ...edit, from: edit.to, to: edit.from } as Edit;
    case 'remove':
      return { ...edit, do: 'create' };
    default:
      return unreachable(edit);
  }
}

/** What changes `record` into `next`, or undefined where nothing does. */
export function updateOf<Type extends RecordType>(
  type: Type,
  record: RecordOf[Type],
  next: Readonly<Partial<RecordOf[Type]>>,
): EditOf<Type> | undefined {
  const fields = (Object.keys(next) as (keyof RecordOf[Type])[]).filter(
    (field) => JSON.stringify(record[field]) !== JSON.stringify(next[field]),
  );
  if (fields.length === 0) return undefined;
  const part = (of: Readonly<Partial<RecordOf[Type]>>) =>
    Object.fromEntries(fields.map((field) => [field, of[field]])) as Partial<RecordOf[Type]>;
  return { do: 'update', type, id: record.id, from: part(record), to: part(next) };
}

/** What a step did, in the words of the undo menu; each language has its own sentence for it. */
export const STEP_LABELS = [
  'write',
  'accept',
  'reject',
  'skip',
  'flag',
  'comment',
  'approve',
  'return',
  'generate',
  'add-items',
  'remove-items',
  'edit-question',
  'edit-segments',
  'find-segments',
  'add-videos',
  'remove-videos',
  'exclude-videos',
  'include-videos',
  'move-videos',
  'map-root',
  'import',
  'replace',
  'assign',
  'people',
  'join',
  'recipe',
  'guidelines',
  'settings',
  'merge',
] as const;
export type StepLabel = (typeof STEP_LABELS)[number];

/** Who did it: always a person, who may have had a model do it. */
export interface Actor {
  readonly personId: PersonId;
  /** The model that wrote the texts, `id@version`; null: the person did. */
  readonly model: string | null;
  readonly runId: RunId | null;
}

export interface Step {
  /** In this file, from 1, in the order in which steps began. */
  readonly seq: number;
  /** In every copy of the project. */
  readonly id: StepId;
  readonly actor: Actor;
  readonly label: StepLabel;
  /** How many things it was done to, or the name of one, as the label has it; for reading. */
  readonly detail: string | null;
  readonly atMs: TimeMs;
  /** An `undo` or `redo` is a step of its own, so nothing is ever erased. */
  readonly kind: 'do' | 'undo' | 'redo';
  /** For an undo or redo: the step that it took back or did again. */
  readonly target: number | null;
  /** Whether it is taken back at the moment. */
  readonly undone: boolean;
}
