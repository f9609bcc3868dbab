/** A project at a glance, from what is known of it: no video is looked at, and no text is read. */
import { statSync } from 'node:fs';
import type { ProjectInfo } from '../../contract/session.ts';
import { RECORD_TYPES } from '../../document/records.ts';
import type { RecordType } from '../../document/records.ts';
import { STATUSES } from '../../document/status.ts';
import type { Status } from '../../document/status.ts';
import { countItems } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { listPeople } from './people.ts';

export function readInfo(store: ProjectStore): ProjectInfo {
  const statuses = Object.fromEntries(STATUSES.map((status) => [status, 0])) as Record<Status, number>;
  const tracks = new Map<string, number>();
  let questions = 0;
  for (const { kind, track, status, items } of countItems(store)) {
    statuses[status] += items;
    if (kind === 'qa') questions += items;
    else tracks.set(track ?? '', (tracks.get(track ?? '') ?? 0) + items);
  }
  const counted = RECORD_TYPES.map((type) => [type, store.count(type)]);
  return {
    path: store.path,
    project: store.project,
    bytes: statSync(store.path).size,
    records: Object.fromEntries(counted) as Record<RecordType, number>,
    files: store.fileCounts(),
    statuses,
    tracks: [...tracks].map(([track, items]) => ({ track, items })),
    questions,
    roots: store.list('root'),
    people: listPeople(store),
    runs: store.runs().length,
  };
}
