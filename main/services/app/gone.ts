/** Reads what a window names: it may be gone meanwhile. */
import { ProblemError } from '../../document/problem.ts';
import type { RecordOf, RecordType } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';

/** Throws `record-gone`. */
export function recordIn<Type extends RecordType>(
  store: ProjectStore,
  type: Type,
  id: RecordOf[Type]['id'],
): RecordOf[Type] {
  const record = store.get(type, id);
  if (record === undefined) throw new ProblemError({ code: 'record-gone', type, id });
  return record;
}
