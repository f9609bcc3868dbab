/**
 * Every core table: the records, the journal of their edits, and what is only seen. A pointer is checked at each edit, so
 * what is pointed to is made first and removed last; for that, every column that points has an index.
 */
import { searchSchema } from '../search/schema.ts';
import type { Migration } from './migration.ts';

const records = `
CREATE TABLE project (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, guidelines TEXT NOT NULL, control_share REAL NOT NULL,
  double_share REAL NOT NULL, created_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE person (id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- natural: of a root's name, of a video's path, as a key that sorts as a person counts (natural-key.ts)
CREATE TABLE root (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, path TEXT NOT NULL, natural TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE video (
  id TEXT PRIMARY KEY, root_id TEXT NOT NULL REFERENCES root, path TEXT NOT NULL, excluded INTEGER NOT NULL, flag TEXT,
  natural TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX video_place ON video (root_id, path);
CREATE INDEX video_natural ON video (root_id, natural, path);

CREATE TABLE segment (
  id TEXT PRIMARY KEY, video_id TEXT NOT NULL REFERENCES video, tier TEXT NOT NULL, from_us INTEGER NOT NULL,
  to_us INTEGER NOT NULL, origin TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX segment_video ON segment (video_id);

CREATE TABLE item (
  id TEXT PRIMARY KEY, video_id TEXT NOT NULL REFERENCES video, segment_id TEXT REFERENCES segment, kind TEXT NOT NULL,
  track TEXT, bank_id TEXT, question TEXT, form TEXT, topic TEXT, choices TEXT, flag TEXT, extra TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX item_video ON item (video_id);
CREATE INDEX item_segment ON item (segment_id) WHERE segment_id IS NOT NULL;

-- A suggestion is never changed, so all of it stands once, in the edit that made it.
CREATE TABLE suggestion (
  id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES item, run_id TEXT, edit INTEGER NOT NULL REFERENCES edit
) STRICT, WITHOUT ROWID;
CREATE INDEX suggestion_item ON suggestion (item_id);
CREATE INDEX suggestion_run ON suggestion (run_id) WHERE run_id IS NOT NULL;

CREATE TABLE response (
  id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES item, person_id TEXT NOT NULL REFERENCES person,
  text TEXT NOT NULL, span TEXT, decision TEXT, reason TEXT, suggestion_id TEXT REFERENCES suggestion,
  blind INTEGER NOT NULL, decided_at_ms INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX response_item ON response (item_id, person_id);
CREATE INDEX response_person ON response (person_id);
CREATE INDEX response_suggestion ON response (suggestion_id) WHERE suggestion_id IS NOT NULL;

CREATE TABLE review (
  id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES item, response_id TEXT NOT NULL REFERENCES response,
  person_id TEXT NOT NULL REFERENCES person, verdict TEXT NOT NULL, reason TEXT, text TEXT NOT NULL,
  made_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX review_item ON review (item_id);
CREATE INDEX review_response ON review (response_id);
CREATE INDEX review_person ON review (person_id);

CREATE TABLE comment (
  id TEXT PRIMARY KEY, video_id TEXT NOT NULL REFERENCES video, item_id TEXT REFERENCES item,
  person_id TEXT NOT NULL REFERENCES person, text TEXT NOT NULL, made_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX comment_video ON comment (video_id);
CREATE INDEX comment_item ON comment (item_id) WHERE item_id IS NOT NULL;
CREATE INDEX comment_person ON comment (person_id);

CREATE TABLE assignment (
  id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES item, person_id TEXT NOT NULL REFERENCES person,
  blind INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX assignment_item ON assignment (item_id, person_id);
CREATE INDEX assignment_person ON assignment (person_id);

CREATE TABLE recipe (id TEXT PRIMARY KEY, name TEXT NOT NULL, definition TEXT NOT NULL) STRICT, WITHOUT ROWID;
`;

const journal = `
CREATE TABLE step (
  seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, person_id TEXT NOT NULL, model TEXT, run_id TEXT,
  label TEXT NOT NULL, detail TEXT, at_ms INTEGER NOT NULL, kind TEXT NOT NULL, target INTEGER REFERENCES step,
  undone INTEGER NOT NULL
) STRICT;
CREATE INDEX step_person ON step (person_id, seq);
CREATE INDEX step_target ON step (target) WHERE target IS NOT NULL;

-- n: the order in which the project changed. body: JSON (packing.ts) of the record that was made or removed, or of what an update
-- changed, [from, to]; sum: its CRC-32. An edit of an undo or redo names in "of" the edit whose body it has, turned round or not.
CREATE TABLE edit (
  n INTEGER PRIMARY KEY, step INTEGER NOT NULL REFERENCES step, "do" TEXT NOT NULL, type TEXT NOT NULL,
  record_id TEXT NOT NULL, body ANY, sum INTEGER, "of" INTEGER REFERENCES edit, turned INTEGER NOT NULL,
  CHECK ((body IS NULL) <> ("of" IS NULL))
) STRICT;
CREATE INDEX edit_step ON edit (step);
CREATE INDEX edit_record ON edit (record_id);
`;

/** They outlive the records that they are about: what is taken back may be done again. */
const observations = `
CREATE TABLE video_file (
  video_id TEXT PRIMARY KEY, state TEXT NOT NULL, size_bytes INTEGER, modified_ms REAL, fingerprint TEXT, facts TEXT,
  problem TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX video_file_state ON video_file (state);
CREATE INDEX video_file_fingerprint ON video_file (fingerprint) WHERE fingerprint IS NOT NULL;

CREATE TABLE run (id TEXT PRIMARY KEY, state TEXT NOT NULL, body TEXT NOT NULL) STRICT, WITHOUT ROWID;

CREATE TABLE run_item (
  run_id TEXT NOT NULL REFERENCES run, video_id TEXT NOT NULL, position INTEGER NOT NULL, state TEXT NOT NULL,
  attempts INTEGER NOT NULL, problem TEXT, seconds REAL, tokens INTEGER, texts INTEGER,
  PRIMARY KEY (run_id, video_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_item_position ON run_item (run_id, position);
CREATE INDEX run_item_state ON run_item (run_id, state, position);

CREATE TABLE activity (
  n INTEGER PRIMARY KEY, item_id TEXT NOT NULL, person_id TEXT NOT NULL, at_ms INTEGER NOT NULL,
  active_ms REAL NOT NULL, saw_suggestion INTEGER NOT NULL
) STRICT;
CREATE INDEX activity_item ON activity (item_id);
`;

export const migration0001: Migration = {
  version: 1,
  lift: (database) => database.exec(records + journal + observations + searchSchema),
};
