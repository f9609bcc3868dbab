/**
 * What a run came to, kept as its videos are done: a list of runs reads a few rows of each, and not the ledger. A row for
 * each state and, where there is a problem, its code (empty: none).
 */
import type { Migration } from './migration.ts';

const sums = `
CREATE TABLE run_sum (
  run_id TEXT NOT NULL, state TEXT NOT NULL, code TEXT NOT NULL, videos INTEGER NOT NULL, texts INTEGER NOT NULL,
  tokens INTEGER NOT NULL, seconds REAL NOT NULL, PRIMARY KEY (run_id, state, code)
) STRICT, WITHOUT ROWID;
INSERT INTO run_sum
SELECT run_id, state, coalesce(json_extract(problem, '$.code'), ''), count(*), sum(coalesce(texts, 0)),
  sum(coalesce(tokens, 0)), sum(coalesce(seconds, 0))
FROM run_item GROUP BY 1, 2, 3;

CREATE TRIGGER run_item_made AFTER INSERT ON run_item BEGIN ${added('NEW', 1)} END;
CREATE TRIGGER run_item_changed AFTER UPDATE ON run_item BEGIN ${added('OLD', -1)} ${added('NEW', 1)} END;
CREATE TRIGGER run_item_removed AFTER DELETE ON run_item BEGIN ${added('OLD', -1)} END;
`;

function added(row: 'NEW' | 'OLD', sign: 1 | -1): string {
  const of = (column: string): string => `${sign} * coalesce(${row}.${column}, 0)`;
  return `
  INSERT INTO run_sum VALUES (${row}.run_id, ${row}.state, coalesce(json_extract(${row}.problem, '$.code'), ''),
    ${sign}, ${of('texts')}, ${of('tokens')}, ${of('seconds')})
  ON CONFLICT DO UPDATE SET videos = videos + excluded.videos, texts = texts + excluded.texts,
    tokens = tokens + excluded.tokens, seconds = seconds + excluded.seconds;`;
}

export const migration0003: Migration = {
  version: 3,
  lift: (database) => database.exec(sums),
};
