/** Runs and their ledgers, as they stand in the file. Knows nothing of how a run is done. */
import type { RunId, VideoId } from '../document/ids.ts';
import type { Run, RunItem, RunItemState } from '../document/observations.ts';
import type { Problem } from '../document/problem.ts';
import type { Connection } from './connection.ts';
import type { Row } from './tables/index.ts';

export function saveRun(connection: Connection, run: Run): void {
  connection.transaction(() =>
    connection.run(
      'INSERT INTO run VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET state = excluded.state, body = excluded.body',
      ...[run.id, run.state, JSON.stringify(run)],
    ),
  );
}

export function readRun(connection: Connection, id: RunId): Run | undefined {
  const row = connection.get('SELECT * FROM run WHERE id = ?', id);
  return row && runOf(row);
}

/** In the order in which they began. */
export function readRuns(connection: Connection): Run[] {
  return connection.all('SELECT * FROM run ORDER BY id').map(runOf);
}

export function saveRunItems(connection: Connection, items: readonly RunItem[]): void {
  connection.transaction(() => {
    for (const { runId, videoId, position, state, attempts, problem, seconds, tokens, texts } of items) {
      // Replacing a row would remove the old one without a word to the trigger that sums.
      connection.run(
        `INSERT INTO run_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET position = excluded.position,
         state = excluded.state, attempts = excluded.attempts, problem = excluded.problem, seconds = excluded.seconds,
         tokens = excluded.tokens, texts = excluded.texts`,
        ...[runId, videoId, position, state, attempts, problem && JSON.stringify(problem), seconds, tokens, texts],
      );
    }
  });
}

export interface RunItemPage {
  readonly state?: RunItemState;
  /** Only those with a problem of this code. */
  readonly cause?: Problem['code'];
  /** A position. */
  readonly after?: number;
  readonly limit?: number;
  /** So many are passed over. */
  readonly skip?: number;
}

/** In the order of their positions. */
export function readRunItems(connection: Connection, runId: RunId, page: RunItemPage): RunItem[] {
  const { after = -1, cause, limit = -1, skip = 0, state } = page;
  const conditions = [
    'run_id = ? AND position > ?',
    ...(state === undefined ? [] : ['state = ?']),
    ...(cause === undefined ? [] : ["json_extract(problem, '$.code') = ?"]),
  ];
  const values = [state, cause].filter((value) => value !== undefined);
  return connection
    .all(
      `SELECT * FROM run_item WHERE ${conditions.join(' AND ')} ORDER BY position LIMIT ? OFFSET ?`,
      ...[runId, after, ...values, limit, skip],
    )
    .map(itemOf);
}

/** What the videos of a run came to that are in the same state, with the same problem. */
export interface RunSum {
  readonly state: RunItemState;
  /** Null: no problem. */
  readonly cause: Problem['code'] | null;
  readonly videos: number;
  readonly texts: number;
  readonly tokens: number;
  readonly seconds: number;
}

/** In no order. */
export function readRunSums(connection: Connection, runId: RunId): RunSum[] {
  return connection.all('SELECT * FROM run_sum WHERE run_id = ? AND videos > 0', runId).map((row) => ({
    state: row['state'] as RunItemState,
    cause: row['code'] === '' ? null : (row['code'] as Problem['code']),
    videos: Number(row['videos']),
    texts: Number(row['texts']),
    tokens: Number(row['tokens']),
    seconds: Number(row['seconds']),
  }));
}

/** The texts of a run that are there, and what becomes of them when it is taken back. */
export interface RunTexts {
  readonly standing: number;
  /** Of them, those that somebody's text or decision began with: they stay. */
  readonly used: number;
  /** Of models, that the run took the place of: they come back. */
  readonly replaced: number;
}

export function readRunTexts(connection: Connection, { id, stepId }: Pick<Run, 'id' | 'stepId'>): RunTexts {
  const row = connection.get(
    `SELECT (SELECT count(*) FROM suggestion WHERE run_id = ?) AS standing,
       (SELECT count(*) FROM suggestion s WHERE s.run_id = ?
         AND EXISTS (SELECT 1 FROM response r WHERE r.suggestion_id = s.id)) AS used,
       (SELECT count(*) FROM edit e JOIN step ON step.seq = e.step
         WHERE step.id = ? AND e."do" = 'remove' AND e.type = 'suggestion') AS replaced`,
    ...[id, id, stepId],
  );
  const { standing, used, replaced } = row as Record<keyof RunTexts, number>;
  return { standing, used, replaced };
}

function runOf(row: Row): Run {
  return JSON.parse(row['body'] as string) as Run;
}

function itemOf(row: Row): RunItem {
  return {
    runId: row['run_id'] as RunId,
    videoId: row['video_id'] as VideoId,
    position: Number(row['position']),
    state: row['state'] as RunItemState,
    attempts: Number(row['attempts']),
    problem: row['problem'] === null ? null : (JSON.parse(row['problem'] as string) as Problem),
    seconds: row['seconds'] as number | null,
    tokens: row['tokens'] as number | null,
    texts: row['texts'] as number | null,
  };
}
