/**
 * Takes back and does again, one person's steps at a time. Both are steps of their own, made of the other's edits, turned
 * round or not, so nothing is ever erased. A step of any size is walked, not held.
 */
import { inverse } from '../document/edit.ts';
import type { Step } from '../document/edit.ts';
import type { PersonId, StepId } from '../document/ids.ts';
import { Application } from './changing.ts';
import type { Connection } from './connection.ts';
import { FIRST_STEP, entriesOfStep, insertAgain, insertStep, stepById, stepOf } from './journal.ts';

interface Who {
  readonly personId: PersonId;
  readonly newId: () => StepId;
}

/** What `undo` would take back: the person's newest step that stands and did anything. Nobody takes back that they are here. */
export function undoable(connection: Connection, personId: PersonId): Step | undefined {
  const row = connection.get(
    `SELECT * FROM step WHERE person_id = ? AND kind = 'do' AND undone = 0 AND seq > ${FIRST_STEP} AND label <> 'join'
     AND EXISTS (SELECT 1 FROM edit WHERE edit.step = step.seq) ORDER BY seq DESC LIMIT 1`,
    personId,
  );
  return row && stepOf(row);
}

/** What `redo` would do again: the oldest that was taken back since the person last did anything else. */
export function redoable(connection: Connection, personId: PersonId): Step | undefined {
  const row = connection.get(
    `SELECT * FROM step WHERE person_id = ? AND kind = 'do' AND undone = 1 AND seq > ? ORDER BY seq LIMIT 1`,
    personId,
    undoable(connection, personId)?.seq ?? FIRST_STEP,
  );
  return row && stepOf(row);
}

interface Which {
  /** That one, of whomever, whatever came after it. Left out: what `undoable` or `redoable` says. */
  readonly stepId?: StepId | undefined;
}

export interface HowToUndo extends Which {
  /** What was changed since is left as it is. */
  readonly leaveChanged: boolean;
}

/**
 * Undefined: there is no such step that stands. Throws `edit-conflict` where others changed what it made, unless that is to
 * be left as it is.
 */
export function undo(connection: Connection, who: Who, { leaveChanged, stepId }: HowToUndo): Step | undefined {
  return connection.transaction(() => {
    const target = stepId === undefined ? undoable(connection, who.personId) : stepById(connection, stepId);
    if (target === undefined || target.undone || target.kind !== 'do') return undefined;
    return takeBack(connection, target, { ...who, leaveChanged });
  });
}

/** Undefined: there is no such step that was taken back. Throws `edit-conflict`. */
export function redo(connection: Connection, who: Who, { stepId }: Which): Step | undefined {
  return connection.transaction(() => {
    const target = stepId === undefined ? redoable(connection, who.personId) : stepById(connection, stepId);
    return target?.undone === true ? doAgain(connection, target, who) : undefined;
  });
}

function takeBack(connection: Connection, target: Step, { leaveChanged, newId, personId }: Who & HowToUndo): Step {
  const step = insertReturn(connection, { target, kind: 'undo', id: newId(), personId });
  const application = new Application(connection);
  for (const entry of entriesOfStep(connection, target.seq, 'latest')) {
    const edit = inverse(entry.edit);
    if (!application.add(edit, entry.bodyAt)) continue;
    insertAgain(connection, step.seq, { edit, of: entry.n, turned: true });
  }
  application.finish({ leaveConflicts: leaveChanged });
  connection.run('UPDATE step SET undone = 1 WHERE seq = ?', target.seq);
  return step;
}

/** What was taken back of it. */
function doAgain(connection: Connection, target: Step, { newId, personId }: Who): Step {
  const undone = connection.get(
    `SELECT seq FROM step WHERE target = ? AND kind = 'undo' ORDER BY seq DESC LIMIT 1`,
    target.seq,
  );
  const step = insertReturn(connection, { target, kind: 'redo', id: newId(), personId });
  const application = new Application(connection);
  for (const entry of entriesOfStep(connection, Number(undone?.['seq']), 'latest')) {
    const edit = inverse(entry.edit);
    if (!application.add(edit, entry.bodyAt)) continue;
    insertAgain(connection, step.seq, { edit, of: entry.bodyAt, turned: false });
  }
  application.finish({ leaveConflicts: false });
  connection.run('UPDATE step SET undone = 0 WHERE seq = ?', target.seq);
  return step;
}

function insertReturn(
  connection: Connection,
  { target, kind, id, personId }: Pick<Who, 'personId'> & { target: Step; kind: 'undo' | 'redo'; id: StepId },
): Step {
  const actor = { personId, model: null, runId: null };
  const { label, detail, seq } = target;
  return insertStep(connection, { id, actor, label, detail, atMs: Date.now(), kind, target: seq });
}
