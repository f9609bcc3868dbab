/** The table of each type of record. The columns themselves are made by the migrations. */
import type { RecordOf, RecordType } from '../../document/records.ts';
import { naturalKey } from '../natural-key.ts';
import { tableOf } from './table.ts';
import type { Pointer, Table } from './table.ts';

export type { Row, Table } from './table.ts';

const CAPTION_LACKS = ['bankId', 'question', 'form', 'topic', 'choices'];
const QA_LACKS = ['track'];

const tables: { readonly [Type in RecordType]: Table<Type> } = {
  project: tableOf('project', {
    kinds: {
      id: 'plain',
      name: 'plain',
      guidelines: 'plain',
      controlShare: 'plain',
      doubleShare: 'plain',
      createdAtMs: 'plain',
    },
  }),
  person: tableOf('person', { kinds: { id: 'plain', name: 'plain', role: 'plain' } }),
  root: tableOf('root', {
    kinds: { id: 'plain', name: 'plain', path: 'plain' },
    derived: { natural: ({ name }) => naturalKey(name) },
  }),
  video: tableOf('video', {
    kinds: { id: 'plain', rootId: 'plain', path: 'plain', excluded: 'boolean', flag: 'plain' },
    pointers: { rootId: 'root' },
    unique: ['rootId', 'path'],
    derived: { natural: ({ path }) => naturalKey(path) },
  }),
  segment: tableOf('segment', {
    kinds: { id: 'plain', videoId: 'plain', tier: 'plain', fromUs: 'plain', toUs: 'plain', origin: 'plain' },
    pointers: { videoId: 'video' },
  }),
  item: tableOf('item', {
    kinds: {
      id: 'plain',
      videoId: 'plain',
      segmentId: 'plain',
      flag: 'plain',
      extra: 'json',
      kind: 'plain',
      track: 'plain',
      bankId: 'plain',
      question: 'plain',
      form: 'plain',
      topic: 'plain',
      choices: 'json',
    },
    pointers: { videoId: 'video', segmentId: 'segment' },
    lacks: (row) => (row['kind'] === 'caption' ? CAPTION_LACKS : QA_LACKS),
  }),
  suggestion: tableOf('suggestion', {
    kinds: { id: 'plain', itemId: 'plain', runId: 'plain' },
    pointers: { itemId: 'item' },
    inJournal: true,
  }),
  response: tableOf('response', {
    kinds: {
      id: 'plain',
      itemId: 'plain',
      personId: 'plain',
      text: 'plain',
      span: 'json',
      decision: 'plain',
      reason: 'plain',
      suggestionId: 'plain',
      blind: 'boolean',
      decidedAtMs: 'plain',
    },
    pointers: { itemId: 'item', personId: 'person', suggestionId: 'suggestion' },
    unique: ['itemId', 'personId'],
  }),
  review: tableOf('review', {
    kinds: {
      id: 'plain',
      itemId: 'plain',
      responseId: 'plain',
      personId: 'plain',
      verdict: 'plain',
      reason: 'plain',
      text: 'plain',
      madeAtMs: 'plain',
    },
    pointers: { itemId: 'item', responseId: 'response', personId: 'person' },
  }),
  comment: tableOf('comment', {
    kinds: { id: 'plain', videoId: 'plain', itemId: 'plain', personId: 'plain', text: 'plain', madeAtMs: 'plain' },
    pointers: { videoId: 'video', itemId: 'item', personId: 'person' },
  }),
  assignment: tableOf('assignment', {
    kinds: { id: 'plain', itemId: 'plain', personId: 'plain', blind: 'boolean' },
    pointers: { itemId: 'item', personId: 'person' },
  }),
  recipe: tableOf('recipe', { kinds: { id: 'plain', name: 'plain', definition: 'json' } }),
};

export function tableFor<Type extends RecordType>(type: Type): Table<Type> {
  return tables[type];
}

/** Where records of other types point to this one. */
export function pointersTo(type: RecordType): readonly { readonly from: RecordType; readonly pointer: Pointer }[] {
  return Object.values(tables).flatMap((table) =>
    table.pointers.filter(({ to }) => to === type).map((pointer) => ({ from: table.type, pointer })),
  );
}

/** The item that a record is of or hangs on, where it is about one. */
export function itemOf<Type extends RecordType>(type: Type, record: RecordOf[Type]): string | null {
  if (type === 'item') return record.id;
  return 'itemId' in record ? record.itemId : null;
}
