/**
 * The facts of items, computed from their texts and kept in the tables of schema.ts: for the items that a change touched,
 * for all of them, or only compared. Knows no search.
 */
import type { SQLOutputValue } from 'node:sqlite';
import type { ItemId } from '../../document/ids.ts';
import type { Item } from '../../document/records.ts';
import { chanceOf } from '../../document/shares.ts';
import { standingOf } from '../../document/status.ts';
import type { ItemTexts, Standing } from '../../document/status.ts';
import type { Connection } from '../connection.ts';
import { readItemTexts } from '../reading.ts';
import { SOME_BLIND, TURN, WAITING } from './turns.ts';
import { indexedText } from './words.ts';

type Facts = Record<string, SQLOutputValue>;

interface Words {
  readonly text: string;
  readonly question: string;
}

/** Within the transaction that changed these items or what hangs on them; some may be gone. */
export function refreshItemFacts(connection: Connection, itemIds: readonly ItemId[]): void {
  const videos = new Set<SQLOutputValue>();
  for (const itemId of itemIds) {
    const texts = readItemTexts(connection, itemId);
    if (texts === undefined) videos.add(remove(connection, itemId));
    else {
      const facts = factsOf(connection, texts);
      save(connection, facts, wordsOf(texts));
      videos.add(facts['video'] ?? null);
    }
  }
  for (const video of videos)
    connection.run(`UPDATE video_facts SET (waiting, doubt) = ${WAITING} WHERE id = ?`, video);
}

/** Makes all of it anew. */
export function rebuildFacts(connection: Connection): void {
  connection.transaction(() => {
    connection.run('DELETE FROM item_words');
    connection.run('DELETE FROM item_facts');
    connection.run('DELETE FROM video_facts');
    connection.run(`INSERT INTO video_facts (${VIDEO_FACTS}) SELECT ${VIDEO_FACTS} FROM video_now`);
    for (const itemId of itemsOf(connection)) refreshItemFacts(connection, [itemId]);
  });
}

/** What is not as it would be made anew; null for each item that was looked at. */
export function* factFaults(connection: Connection): Generator<string | null> {
  yield* videoFaults(connection);
  const gone = connection.all('SELECT item_id FROM item_facts WHERE item_id NOT IN (SELECT id FROM item)');
  for (const row of gone) yield `item ${String(row['item_id'])}: it is gone and can still be found`;
  for (const itemId of itemsOf(connection)) {
    const texts = readItemTexts(connection, itemId);
    const fault = texts && itemFault(connection, texts);
    if (fault !== undefined) yield `item ${itemId}: ${fault}`;
    yield null;
  }
  const stray = connection.get('SELECT count(*) AS n FROM item_words WHERE rowid NOT IN (SELECT id FROM item_facts)');
  if (stray?.['n'] !== 0) yield `the words of ${String(stray?.['n'])} items that are gone are still there`;
}

const PAGE = 1000;
const VIDEO_FACTS = 'video_id, place, name, excluded, flag, file, duration_us';

function* itemsOf(connection: Connection): Generator<ItemId> {
  for (let after = ''; ;) {
    const rows = connection.all('SELECT id FROM item WHERE id > ? ORDER BY id LIMIT ?', after, PAGE);
    yield* rows.map((row) => row['id'] as ItemId);
    if (rows.length < PAGE) return;
    after = rows.at(-1)?.['id'] as string;
  }
}

function factsOf(connection: Connection, texts: ItemTexts): Facts {
  const { item, suggestions, responses } = texts;
  const standing = standingOf(texts);
  // Where a model wrote nothing but junk, that is what a person would look for.
  const written = standing.suggestion ?? suggestions.at(-1) ?? null;
  const qa = item.kind === 'qa' ? item : null;
  const proposed = suggestions.some(({ question }) => question !== null);
  return {
    item_id: item.id,
    ...placeOf(connection, texts),
    segment_id: item.segmentId,
    kind: item.kind,
    track: item.kind === 'caption' ? item.track : null,
    form: qa?.form ?? null,
    topic: qa?.topic ?? null,
    bank: qa?.bankId ?? null,
    asked: qa && (qa.bankId !== null ? 'bank' : proposed ? 'model' : 'person'),
    status: standing.status,
    reason: standing.response?.reason ?? null,
    review: standing.review,
    flag: item.flag,
    junk: written?.junk ?? null,
    doubt: written && (written.junk === null ? (written.doubt?.total ?? null) : 1),
    model: written && `${written.model.id}@${written.model.version}`,
    run_id: written?.runId ?? null,
    person_id: standing.response?.personId ?? null,
    has_text: standing.text === null ? 0 : 1,
    has_suggestion: suggestions.length > 0 ? 1 : 0,
    has_blind: responses.some(({ blind }) => blind) ? 1 : 0,
    has_seeded: suggestions.some(({ seeded }) => seeded) ? 1 : 0,
    second_at: chanceOf('double', item.id),
    ...turnOf(connection, item, standing),
  };
}

function turnOf(connection: Connection, item: Item, { response, review, status }: Standing): Facts {
  const row = connection.get(
    `SELECT ${TURN} AS turn, ${SOME_BLIND} AS some_blind FROM video_facts v
     JOIN (SELECT ? AS item_id, ? AS status, ? AS review, ? AS person_id) i WHERE v.video_id = ?`,
    ...[item.id, status, review, response?.personId ?? null, item.videoId],
  );
  return { ...row };
}

function placeOf(connection: Connection, { item }: ItemTexts): Facts {
  const row = connection.get(
    `SELECT v.id AS video, coalesce(s.from_us, 0) AS from_us, s.tier,
       CASE WHEN s.id IS NULL THEN v.duration_us ELSE s.to_us - s.from_us END AS dur_us,
       EXISTS (SELECT 1 FROM comment WHERE item_id = ?) AS has_comment
     FROM video_facts v LEFT JOIN segment s ON s.id = ? WHERE v.video_id = ?`,
    ...[item.id, item.segmentId, item.videoId],
  );
  if (row === undefined) throw new Error(`there are no facts of video ${item.videoId}`);
  return { ...row };
}

function wordsOf(texts: ItemTexts): Words {
  const text = standingOf(texts).text ?? texts.suggestions.at(-1)?.text ?? '';
  const question = texts.item.kind === 'qa' ? texts.item.question : '';
  return { text: indexedText(text), question: indexedText(question) };
}

function save(connection: Connection, facts: Facts, { text, question }: Words): void {
  const before = connection.get('SELECT * FROM item_facts WHERE item_id = ?', facts['item_id'] ?? null);
  if (before === undefined) {
    const id = insert(connection, facts);
    connection.run('INSERT INTO item_words (rowid, text, question) VALUES (?, ?, ?)', id, text, question);
    return;
  }
  const id = before['id'] as number;
  // Each column that is named costs the indexes that it is in, changed or not.
  const changed = Object.entries(facts).filter(([column, value]) => before[column] !== value);
  if (changed.length > 0) {
    const columns = changed.map(([column]) => `${column} = ?`).join(', ');
    connection.run(`UPDATE item_facts SET ${columns} WHERE id = ?`, ...changed.map(([, value]) => value), id);
  }
  const words = connection.get('SELECT text, question FROM item_words WHERE rowid = ?', id);
  if (words?.['text'] !== text || words['question'] !== question) {
    connection.run('UPDATE item_words SET text = ?, question = ? WHERE rowid = ?', text, question, id);
  }
}

function insert(connection: Connection, facts: Facts): number {
  const columns = Object.keys(facts);
  return connection.run(
    `INSERT INTO item_facts (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    ...Object.values(facts),
  );
}

/** Returns the row of its video; null: there was no such item. */
function remove(connection: Connection, itemId: ItemId): SQLOutputValue {
  const gone = connection.get('DELETE FROM item_facts WHERE item_id = ? RETURNING id, video', itemId);
  if (gone === undefined) return null;
  connection.run('DELETE FROM item_words WHERE rowid = ?', gone['id'] ?? null);
  return gone['video'] ?? null;
}

function* videoFaults(connection: Connection): Generator<string> {
  const wrong = connection.all(
    `SELECT video_id, 'it can be found otherwise than it is' AS fault FROM (
       SELECT ${VIDEO_FACTS} FROM video_now EXCEPT SELECT ${VIDEO_FACTS} FROM video_facts)
     UNION ALL
     SELECT video_id, 'it is gone and can still be found' FROM video_facts WHERE video_id NOT IN (SELECT id FROM video)
     UNION ALL
     SELECT video_id, 'another number of its texts waits than is kept' FROM video_facts
     WHERE (waiting, doubt) IS NOT ${WAITING}`,
  );
  for (const { video_id: id, fault } of wrong) yield `video ${String(id)}: ${String(fault)}`;
}

function itemFault(connection: Connection, texts: ItemTexts): string | undefined {
  const facts = factsOf(connection, texts);
  const row = connection.get('SELECT * FROM item_facts WHERE item_id = ?', texts.item.id);
  if (row === undefined) return 'it cannot be found';
  const column = Object.keys(facts).find((name) => facts[name] !== row[name]);
  if (column !== undefined) return `its ${column} can be found otherwise than it is`;
  const { text, question } = wordsOf(texts);
  const words = connection.get('SELECT text, question FROM item_words WHERE rowid = ?', row['id'] ?? null);
  return words?.['text'] === text && words['question'] === question
    ? undefined
    : 'its words are not those of its texts';
}
