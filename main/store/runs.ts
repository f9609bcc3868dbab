/** Runs and their ledgers, as they stand in the file. Knows nothing of how a run is done. */
import type { RunId, VideoId } from '../document/ids.ts';
import { RUN_ITEM_STATES } from '../document/observations.ts';
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
      connection.run(
        'INSERT OR REPLACE INTO run_item VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
        ...[runId, videoId, position, state, attempts, problem && JSON.stringify(problem), seconds, tokens, texts],
      );
    }
  });
}

export interface RunItemPage {
  readonly state?: RunItemState;
  /** A position. */
  readonly after?: number;
  readonly limit?: number;
}

/** In the order of their positions. */
export function readRunItems(connection: Connection, runId: RunId, { state, after, limit }: RunItemPage): RunItem[] {
  const ofState = state === undefined ? '' : 'AND state = ?';
  return connection
    .all(
      `SELECT * FROM run_item WHERE run_id = ? AND position > ? ${ofState} ORDER BY position LIMIT ?`,
      ...[runId, after ?? -1, ...(state === undefined ? [] : [state]), limit ?? -1],
    )
    .map(itemOf);
}

export function countRunItems(connection: Connection, runId: RunId): Record<RunItemState, number> {
  const rows = connection.all('SELECT state, count(*) AS n FROM run_item WHERE run_id = ? GROUP BY state', runId);
  const counts = new Map(rows.map((row) => [row['state'] as RunItemState, Number(row['n'])]));
  return Object.fromEntries(RUN_ITEM_STATES.map((state) => [state, counts.get(state) ?? 0])) as Record<
    RunItemState,
    number
  >;
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
