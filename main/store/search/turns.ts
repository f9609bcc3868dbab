/**
 * Whose turn an item is, kept with its facts: what the queues of 100,000 items are walked and counted by, without a look at
 * the items themselves. Of a video it is kept how many of its items wait and how doubtful the most doubtful of them is.
 * Knows nothing of what is shown to whom.
 */

/** The `turn` of what was decided and waits for a reviewer. */
export const TO_REVIEW = 'review';
/** The `turn` of what anybody may decide on. */
export const ANYBODY = '';
/** The `turn` of what was given to several people. */
export const SEVERAL = '*';

const GIVEN = 'SELECT 1 FROM assignment a WHERE a.item_id = i.item_id AND a.blind = 0';
const GIVEN_TO = `(SELECT CASE count(DISTINCT a.person_id) WHEN 0 THEN '${ANYBODY}' WHEN 1 THEN max(a.person_id)
  ELSE '${SEVERAL}' END FROM assignment a WHERE a.item_id = i.item_id AND a.blind = 0)`;

/**
 * Of `i`, a row of item_facts, in `v`, its video's: ANYBODY, the id of the one person it waits for (given to them, or
 * returned to them), SEVERAL, or TO_REVIEW; null: it waits for nobody. Who answers blind is not in it.
 */
export const TURN = `CASE WHEN v.excluded = 1 THEN NULL
  WHEN i.status IN ('todo', 'suggested', 'editing') THEN ${GIVEN_TO}
  WHEN i.review = 'returned' AND (NOT EXISTS (${GIVEN}) OR EXISTS (${GIVEN} AND a.person_id = i.person_id))
    THEN i.person_id
  WHEN i.review IS NULL AND i.status IN ('accepted', 'edited', 'written', 'rejected') THEN '${TO_REVIEW}' END`;

/** Of `i`: somebody was given it to answer blind, or did. */
export const SOME_BLIND = `(EXISTS (SELECT 1 FROM assignment a WHERE a.item_id = i.item_id AND a.blind = 1)
  OR EXISTS (SELECT 1 FROM response r WHERE r.item_id = i.item_id AND r.blind = 1))`;

/** Of `video_facts`: how many of its items wait, and the greatest doubt of those that wait for a decision. */
export const WAITING = `(SELECT count(i.turn), max(CASE WHEN i.turn <> '${TO_REVIEW}' THEN i.doubt END)
  FROM item_facts i WHERE i.video = video_facts.id)`;

/** What the second migration adds. */
export const turnSchema = `
ALTER TABLE item_facts ADD COLUMN turn TEXT;
ALTER TABLE item_facts ADD COLUMN some_blind INTEGER NOT NULL DEFAULT 0;
ALTER TABLE video_facts ADD COLUMN waiting INTEGER NOT NULL DEFAULT 0;
ALTER TABLE video_facts ADD COLUMN doubt REAL;
UPDATE item_facts SET (turn, some_blind) = (
  SELECT ${TURN}, ${SOME_BLIND} FROM item_facts i JOIN video_facts v ON v.id = i.video WHERE i.id = item_facts.id);
UPDATE video_facts SET (waiting, doubt) = ${WAITING};

-- Each holds all that a queue asks of an item, so that counting reads nothing else.
CREATE INDEX item_facts_turn_doubt ON item_facts (turn, coalesce(doubt, -1) DESC, item_id, some_blind, person_id)
WHERE turn IS NOT NULL;
CREATE INDEX item_facts_turn_made ON item_facts (turn, item_id, some_blind, person_id) WHERE turn IS NOT NULL;
CREATE INDEX video_facts_waiting ON video_facts (place, name, id) WHERE waiting > 0;
CREATE INDEX video_facts_doubt ON video_facts (coalesce(doubt, -1) DESC, video_id);

CREATE TRIGGER video_facts_excluded_or_not AFTER UPDATE OF excluded ON video_facts
WHEN NEW.excluded <> OLD.excluded BEGIN
  UPDATE item_facts SET turn = (
    SELECT ${TURN} FROM item_facts i JOIN video_facts v ON v.id = i.video WHERE i.id = item_facts.id)
  WHERE video = NEW.id;
  UPDATE video_facts SET (waiting, doubt) = ${WAITING} WHERE id = NEW.id;
END;

-- What a person did today is counted without a look at what they did before.
DROP INDEX response_person;
CREATE INDEX response_person ON response (person_id, decided_at_ms);
DROP INDEX review_person;
CREATE INDEX review_person ON review (person_id, made_at_ms);
`;
