/**
 * The tables that are derived from the records, so that 100,000 items are searched while a person waits: a small row for
 * each video and item, and the words of the texts. The first migration makes them; nothing in them is known from them
 * alone, and all of it can be made anew (facts.ts). What follows from a row of another table alone is kept by triggers, so
 * that nobody can forget it; what is computed from an item's texts is written by `refreshItemFacts`.
 */

/**
 * `place` sorts videos as a person counts. Whole numbers stand for videos and items here, because a join by them costs a
 * tenth of one by id. `video_now` is the one definition of a video's facts: triggers, rebuilding and checking all use it.
 */
const videos = `
CREATE TABLE video_facts (
  id INTEGER PRIMARY KEY, video_id TEXT NOT NULL UNIQUE, place TEXT NOT NULL, name TEXT NOT NULL,
  excluded INTEGER NOT NULL, flag TEXT, file TEXT NOT NULL, duration_us INTEGER
) STRICT;
CREATE INDEX video_facts_place ON video_facts (place, name, id);
CREATE INDEX video_facts_excluded ON video_facts (id) WHERE excluded = 1;
CREATE INDEX video_facts_file ON video_facts (file);

CREATE VIEW video_now AS
SELECT video.id AS video_id, root.natural || char(1) || video.natural AS place, root.name || '/' || video.path AS name,
  video.excluded, video.flag, coalesce(video_file.state, 'unseen') AS file,
  json_extract(video_file.facts, '$.durationUs') AS duration_us
FROM video JOIN root ON root.id = video.root_id LEFT JOIN video_file ON video_file.video_id = video.id;

CREATE TRIGGER video_made AFTER INSERT ON video BEGIN
  INSERT INTO video_facts (video_id, place, name, excluded, flag, file, duration_us)
  SELECT * FROM video_now WHERE video_id = NEW.id;
END;
CREATE TRIGGER video_changed AFTER UPDATE ON video BEGIN ${now('NEW.id')} END;
CREATE TRIGGER video_removed AFTER DELETE ON video BEGIN DELETE FROM video_facts WHERE video_id = OLD.id; END;
CREATE TRIGGER video_file_made AFTER INSERT ON video_file BEGIN ${now('NEW.video_id')} END;
CREATE TRIGGER video_file_changed AFTER UPDATE ON video_file BEGIN ${now('NEW.video_id')} END;
CREATE TRIGGER video_file_removed AFTER DELETE ON video_file BEGIN ${now('OLD.video_id')} END;
CREATE TRIGGER root_renamed AFTER UPDATE OF name ON root WHEN NEW.name <> OLD.name BEGIN
  UPDATE video_facts SET (place, name) = (SELECT place, name FROM video_now WHERE video_id = video_facts.video_id)
  WHERE video_id IN (SELECT id FROM video WHERE root_id = NEW.id);
END;
`;

/**
 * `video` is a row of video_facts. `from_us` and `dur_us` are the segment's, or the whole video's. `model`: id@version.
 * `asked`: by the bank, a model or a person. `second_at`: a second person answers it where this is below doubleShare.
 */
const items = `
CREATE TABLE item_facts (
  id INTEGER PRIMARY KEY, item_id TEXT NOT NULL, video INTEGER NOT NULL, segment_id TEXT,
  from_us INTEGER NOT NULL, dur_us INTEGER, tier TEXT, kind TEXT NOT NULL, track TEXT, form TEXT, topic TEXT, bank TEXT,
  asked TEXT, status TEXT NOT NULL, reason TEXT, review TEXT, flag TEXT, junk TEXT, doubt REAL, model TEXT, run_id TEXT,
  person_id TEXT, has_text INTEGER NOT NULL, has_suggestion INTEGER NOT NULL, has_comment INTEGER NOT NULL,
  has_blind INTEGER NOT NULL, has_seeded INTEGER NOT NULL, second_at REAL NOT NULL
) STRICT;
CREATE UNIQUE INDEX item_facts_item ON item_facts (item_id);
CREATE INDEX item_facts_place ON item_facts (video, from_us, item_id);
CREATE INDEX item_facts_status ON item_facts (status);
CREATE INDEX item_facts_doubt ON item_facts (coalesce(doubt, -1) DESC, item_id);
CREATE INDEX item_facts_segment ON item_facts (segment_id) WHERE segment_id IS NOT NULL;
CREATE INDEX item_facts_run ON item_facts (run_id) WHERE run_id IS NOT NULL;

CREATE TRIGGER video_facts_lasts AFTER UPDATE OF duration_us ON video_facts
WHEN NEW.duration_us IS NOT OLD.duration_us BEGIN
  UPDATE item_facts SET dur_us = NEW.duration_us WHERE video = NEW.id AND segment_id IS NULL;
END;
CREATE TRIGGER segment_changed AFTER UPDATE ON segment BEGIN
  UPDATE item_facts SET tier = NEW.tier, from_us = NEW.from_us, dur_us = NEW.to_us - NEW.from_us
  WHERE segment_id = NEW.id;
END;
CREATE TRIGGER comment_made AFTER INSERT ON comment WHEN NEW.item_id IS NOT NULL BEGIN
  UPDATE item_facts SET has_comment = 1 WHERE item_id = NEW.item_id;
END;
CREATE TRIGGER comment_removed AFTER DELETE ON comment WHEN OLD.item_id IS NOT NULL BEGIN
  UPDATE item_facts SET has_comment = EXISTS (SELECT 1 FROM comment WHERE item_id = OLD.item_id)
  WHERE item_id = OLD.item_id;
END;
`;

/**
 * Rows are those of item_facts, texts are as words.ts makes them: characters of Chinese, Japanese and Korean one by one.
 * unicode61 leaves accents out, so that `cafe` finds `café`.
 */
const words = `
CREATE VIRTUAL TABLE item_words USING fts5 (text, question, tokenize = "unicode61 remove_diacritics 2");
`;

export const searchSchema = videos + items + words;

/** The facts of one video as they are now. */
function now(videoId: string): string {
  return `
  UPDATE video_facts SET (place, name, excluded, flag, file, duration_us) =
    (SELECT place, name, excluded, flag, file, duration_us FROM video_now WHERE video_id = ${videoId})
  WHERE video_id = ${videoId};`;
}
