/**
 * A search as a condition of SQL, about items (`i`, a row of item_facts) or about videos (`v`, a row of video_facts).
 *
 * What is asked of items and is about their video goes through one list of videos, and the other way round:
 * - an item is found where what is asked of videos holds of its video; `dur`, `flag` and `has` are about itself;
 * - a video is found where what is asked of items holds of one of its items, all that is asked together of the same one.
 *   What is NOT wanted holds of none of them: `-status:accepted` is a video in which nothing is accepted.
 *
 * Values are always bound, never part of the SQL. Knows nothing of order and pages.
 */
import type { Condition, Query } from '../../document/query/index.ts';
import type { Sql } from './comparing.ts';
import { itemLeaf } from './item-condition.ts';
import { isAboutVideos, videoLeaf } from './video-condition.ts';
import { matchOf } from './words.ts';

export type About = 'item' | 'video';

export const EVERYTHING: Sql = { text: '1', values: [] };

export function conditionOf(query: Query, about: About): Sql {
  switch (query.kind) {
    case 'all':
      return EVERYTHING;
    case 'and':
      return allOf(query.parts, about);
    case 'or': {
      const [own, other] = divided(query.parts, about);
      const parts = own.map((part) => conditionOf(part, about));
      return joined(other.length === 0 ? parts : [...parts, through(about, anyOf(other, across(about)))], 'OR');
    }
    case 'not': {
      // What is unknown of it is not so.
      const { text, values } = conditionOf(query.part, about);
      return { text: `(${text}) IS NOT TRUE`, values };
    }
    default:
      return isOwn(query, about) ? leaf(query, about) : through(about, leaf(query, across(about)));
  }
}

export function joined(parts: readonly Sql[], by: 'AND' | 'OR'): Sql {
  const [first, ...rest] = parts;
  if (first === undefined) return EVERYTHING;
  if (rest.length === 0) return first;
  return { text: parts.map(({ text }) => `(${text})`).join(` ${by} `), values: parts.flatMap(({ values }) => values) };
}

function allOf(parts: readonly Query[], about: About): Sql {
  const [own, other] = divided(parts, about);
  const words = own.filter((part) => part.kind === 'words');
  const rest = own.filter((part) => part.kind !== 'words').map((part) => conditionOf(part, about));
  return joined(
    [
      ...(words.length > 0 ? [wordsOf(words)] : []),
      ...rest,
      ...(other.length > 0 ? [through(about, allOf(other, across(about)))] : []),
    ],
    'AND',
  );
}

function anyOf(parts: readonly Query[], about: About): Sql {
  return joined(
    parts.map((part) => conditionOf(part, about)),
    'OR',
  );
}

/** Those to be asked of the thing itself, and those to be asked together of what it belongs to or what belongs to it. */
function divided(parts: readonly Query[], about: About): [Query[], Query[]] {
  const isOther = (part: Query): boolean => isOnlyAbout(part, across(about)) && (about === 'item' || isWanted(part));
  return [parts.filter((part) => !isOther(part)), parts.filter(isOther)];
}

function isOnlyAbout(query: Query, about: About): boolean {
  switch (query.kind) {
    case 'all':
      return false;
    case 'and':
    case 'or':
      return query.parts.every((part) => isOnlyAbout(part, about));
    case 'not':
      return isOnlyAbout(query.part, about);
    default:
      return !isOwn(query, across(about));
  }
}

/** Whether nothing in it is a NOT: "none of its items" is not "an item that is not". */
function isWanted(query: Query): boolean {
  if (query.kind === 'not') return false;
  return query.kind === 'and' || query.kind === 'or' ? query.parts.every(isWanted) : true;
}

/** Whether it can be asked of the thing itself. */
function isOwn(condition: Condition, about: About): boolean {
  return about === 'video' ? isAboutVideos(condition, 'video') : !isAboutVideos(condition, 'item');
}

function leaf(condition: Condition, about: About): Sql {
  if (about === 'video') return videoLeaf(condition);
  return condition.kind === 'words' ? wordsOf([condition]) : itemLeaf(condition);
}

function wordsOf(words: readonly Extract<Condition, { kind: 'words' }>[]): Sql {
  return { text: 'i.id IN (SELECT rowid FROM item_words WHERE item_words MATCH ?)', values: [matchOf(words)] };
}

function through(about: About, { text, values }: Sql): Sql {
  return about === 'item'
    ? { text: `i.video IN (SELECT v.id FROM video_facts v WHERE ${text})`, values }
    : { text: `v.id IN (SELECT i.video FROM item_facts i WHERE ${text})`, values };
}

function across(about: About): About {
  return about === 'item' ? 'video' : 'item';
}
