/** What hangs on a record: all that points to it, and what points to that. */
import type { Edit } from '../document/edit.ts';
import { RECORD_TYPES } from '../document/records.ts';
import type { RecordOf, RecordType } from '../document/records.ts';
import type { Connection } from './connection.ts';
import { getRecord, listRecords } from './reading.ts';
import { pointersTo } from './tables/index.ts';

type Removal = Edit & { readonly do: 'remove' };

/** Removes it and all that hangs on it, in an order in which that can be done: itself last. Empty where it is not there. */
export function removalsOf(connection: Connection, type: RecordType, id: string): Edit[] {
  const found = new Map<string, Removal>();
  const record = getRecord(connection, type, id);
  const open: Removal[] = record === undefined ? [] : [removal(type, record)];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next.record.id)) continue;
    found.set(next.record.id, next);
    for (const { from, pointer } of pointersTo(next.type)) {
      const hanging = listRecords(connection, from, { [pointer.field]: next.record.id });
      open.push(...hanging.map((one) => removal(from, one)));
    }
  }
  const depth = (edit: Removal): number => RECORD_TYPES.indexOf(edit.type);
  return [...found.values()].sort((a, b) => depth(b) - depth(a) || (a.record.id < b.record.id ? 1 : -1));
}

function removal<Type extends RecordType>(type: Type, record: RecordOf[Type]): Removal {
  return { do: 'remove', type, record } as unknown as Removal;
}
