/** What is seen of videos' files and of people's time. Not journalled; kept beside the records. */
import { FILE_STATES } from '../document/observations.ts';
import type { FileState, VideoFacts, VideoFile, Activity } from '../document/observations.ts';
import type { ItemId, PersonId, VideoId } from '../document/ids.ts';
import type { Problem } from '../document/problem.ts';
import type { Connection } from './connection.ts';
import type { Row } from './tables/index.ts';

/** What is known of a video's file; `unseen` where nothing was saved. */
export function readFile(connection: Connection, videoId: VideoId): VideoFile {
  const row = connection.get('SELECT * FROM video_file WHERE video_id = ?', videoId);
  if (row !== undefined) return fileOf(row);
  return {
    videoId,
    state: 'unseen',
    sizeBytes: null,
    modifiedMs: null,
    fingerprint: null,
    facts: null,
    problem: null,
  };
}

export function saveFiles(connection: Connection, files: readonly VideoFile[]): void {
  connection.transaction(() => {
    for (const { videoId, state, sizeBytes, modifiedMs, fingerprint, facts, problem } of files) {
      connection.run(
        `INSERT INTO video_file VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (video_id) DO UPDATE SET state = excluded.state,
         size_bytes = excluded.size_bytes, modified_ms = excluded.modified_ms, fingerprint = excluded.fingerprint,
         facts = excluded.facts, problem = excluded.problem`,
        ...[videoId, state, sizeBytes, modifiedMs, fingerprint, jsonOf(facts), jsonOf(problem)],
      );
    }
  });
}

export type FileWanted = { readonly state: FileState } | { readonly fingerprint: string };

/** Of videos that are in the project, in the order in which these were made. */
export function filesBy(connection: Connection, wanted: FileWanted): VideoFile[] {
  if ('fingerprint' in wanted) {
    return connection.all(`${FILES} WHERE f.fingerprint = ? ORDER BY v.id`, wanted.fingerprint).map(fileOf);
  }
  const unsaved = wanted.state === 'unseen' ? 'OR f.state IS NULL' : '';
  return connection.all(`${FILES} WHERE f.state = ? ${unsaved} ORDER BY v.id`, wanted.state).map(fileOf);
}

/** How many videos' files are in each state. */
export function countFiles(connection: Connection): Record<FileState, number> {
  const rows = connection.all(
    `SELECT coalesce(f.state, 'unseen') AS state, count(*) AS n FROM video v LEFT JOIN video_file f ON f.video_id = v.id
     GROUP BY 1`,
  );
  const counts = new Map(rows.map((row) => [row['state'] as FileState, Number(row['n'])]));
  return Object.fromEntries(FILE_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<FileState, number>;
}

export function addActivity(connection: Connection, activity: Activity): void {
  const { itemId, personId, atMs, activeMs, sawSuggestion } = activity;
  connection.transaction(() =>
    connection.run(
      'INSERT INTO activity (item_id, person_id, at_ms, active_ms, saw_suggestion) VALUES (?, ?, ?, ?, ?)',
      ...[itemId, personId, atMs, activeMs, sawSuggestion ? 1 : 0],
    ),
  );
}

/** In the order in which they were added. */
export function* allActivities(connection: Connection): Generator<Activity> {
  for (let after = 0; ;) {
    const rows = connection.all(`SELECT * FROM activity WHERE n > ? ORDER BY n LIMIT ${PAGE}`, after);
    yield* rows.map(activityOf);
    if (rows.length < PAGE) return;
    after = Number(rows.at(-1)?.['n']);
  }
}

const PAGE = 1000;
const FILES = `SELECT v.id AS video_id, coalesce(f.state, 'unseen') AS state, f.size_bytes, f.modified_ms, f.fingerprint,
  f.facts, f.problem FROM video v LEFT JOIN video_file f ON f.video_id = v.id`;

function fileOf(row: Row): VideoFile {
  return {
    videoId: row['video_id'] as VideoId,
    state: row['state'] as FileState,
    sizeBytes: row['size_bytes'] as number | null,
    modifiedMs: row['modified_ms'] as number | null,
    fingerprint: row['fingerprint'] as string | null,
    facts: parsed<VideoFacts>(row['facts']),
    problem: parsed<Problem>(row['problem']),
  };
}

function activityOf(row: Row): Activity {
  return {
    itemId: row['item_id'] as ItemId,
    personId: row['person_id'] as PersonId,
    atMs: Number(row['at_ms']),
    activeMs: Number(row['active_ms']),
    sawSuggestion: row['saw_suggestion'] === 1,
  };
}

function jsonOf(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

function parsed<Value>(json: Row[string] | undefined): Value | null {
  return typeof json === 'string' ? (JSON.parse(json) as Value) : null;
}
