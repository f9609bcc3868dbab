/**
 * The one way in which records change: edits are appended to the journal and done to the tables in one transaction, and
 * what is derived from them is derived again. Knows nothing of why they change.
 */
import type { Edit, Step, Actor, StepLabel } from '../document/edit.ts';
import type { ItemId, StepId } from '../document/ids.ts';
import { ProblemError } from '../document/problem.ts';
import type { EditConflict } from '../document/problem.ts';
import type { RecordType } from '../document/records.ts';
import { applyEdit, isTaken, touchesUnique } from './applying.ts';
import type { Connection } from './connection.ts';
import { insertEdit, insertStep, stepAt, stepById } from './journal.ts';
import { getRecord } from './reading.ts';
import { refreshItemFacts } from './search/index.ts';
import { itemOf } from './tables/index.ts';

export interface Change {
  readonly actor: Actor;
  readonly label: StepLabel;
  readonly detail?: string | null;
  /** The step that this is a part of: it goes on if it is there, and begins if it is not. */
  readonly step?: StepId;
}

/** As many are listed in a problem. */
const CONFLICTS_LISTED = 100;
/** Items whose facts are derived together. */
const ITEMS_AT_ONCE = 5000;

interface ChangeOf extends Change {
  readonly newId: () => StepId;
}

/** Returns the step as it is now. Throws `edit-conflict`, `project-unwritable`, `project-busy`: then nothing is done. */
export function write(connection: Connection, { newId, ...change }: ChangeOf, edits: readonly Edit[]): Step {
  return connection.transaction(() => {
    const step = beginOrContinue(connection, change, newId);
    const application = new Application(connection);
    for (const edit of edits) application.add(edit, insertEdit(connection, step.seq, edit));
    application.finish({ leaveConflicts: false });
    return step;
  });
}

/** Where that step was taken back meanwhile, a new one begins. */
function beginOrContinue(connection: Connection, change: Change, newId: () => StepId): Step {
  const { actor, label, detail, step: id } = change;
  const open = id === undefined ? undefined : stepById(connection, id);
  if (open === undefined || open.undone) {
    const begun = { id: open === undefined && id !== undefined ? id : newId(), actor, label, detail: detail ?? null };
    return insertStep(connection, { ...begun, atMs: Date.now(), kind: 'do', target: null });
  }
  if (detail === undefined || detail === open.detail) return open;
  connection.run('UPDATE step SET detail = ? WHERE seq = ?', detail, open.seq);
  return stepAt(connection, open.seq) ?? open;
}

/** Edits being done within a transaction: conflicts and touched items are gathered on the way. */
export class Application {
  readonly #connection: Connection;
  readonly #touched = new Set<string>();
  readonly #moved = new Map<string, RecordType>();
  readonly #conflicts: EditConflict[] = [];
  #conflictCount = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Returns whether it was done. */
  add(edit: Edit, bodyAt: number): boolean {
    const conflict = applyEdit(this.#connection, edit, bodyAt);
    if (conflict !== undefined) {
      this.#note(conflict);
      return false;
    }
    const id = edit.do === 'update' ? edit.id : edit.record.id;
    if (touchesUnique(edit)) this.#moved.set(id, edit.type);
    const record = edit.do === 'update' ? getRecord(this.#connection, edit.type, id) : edit.record;
    const itemId = record && itemOf(edit.type, record);
    if (itemId) this.#touched.add(itemId);
    if (this.#touched.size >= ITEMS_AT_ONCE) this.#refresh();
    return true;
  }

  /** Throws `edit-conflict`, unless what conflicted is to be left. */
  finish({ leaveConflicts }: { readonly leaveConflicts: boolean }): void {
    const refused = leaveConflicts ? this.#conflictCount : 0;
    for (const [id, type] of this.#moved) {
      const conflict = isTaken(this.#connection, type, id);
      if (conflict !== undefined) this.#note(conflict);
    }
    if (this.#conflictCount > refused) {
      const { path } = this.#connection;
      const problem = { code: 'edit-conflict', path, conflicts: this.#conflicts, count: this.#conflictCount } as const;
      throw new ProblemError(problem);
    }
    this.#refresh();
  }

  #refresh(): void {
    if (this.#touched.size > 0) refreshItemFacts(this.#connection, [...this.#touched] as ItemId[]);
    this.#touched.clear();
  }

  #note(conflict: EditConflict): void {
    this.#conflictCount++;
    if (this.#conflicts.length < CONFLICTS_LISTED) this.#conflicts.push(conflict);
  }
}
