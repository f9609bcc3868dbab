/** What each field of a search means for an item, a row `i` of item_facts. */
import type { Condition } from '../../document/query/index.ts';
import { unreachable } from '../../document/unreachable.ts';
import { anywhere, hasWildcard, isLike, isOneOf, isOneOfOrNone, likeOf, numberIs } from './comparing.ts';
import type { NumberCondition, Sql } from './comparing.ts';

const HAS: Readonly<Record<string, string>> = {
  text: 'i.has_text = 1',
  question: "i.kind = 'qa'",
  suggestion: 'i.has_suggestion = 1',
  response: 'i.person_id IS NOT NULL',
  flag: 'i.flag IS NOT NULL',
  comment: 'i.has_comment = 1',
  segment: 'i.segment_id IS NOT NULL',
  blind: 'i.has_blind = 1',
  seeded: 'i.has_seeded = 1',
};

/** Only what `isAboutVideos` says no to. */
export function itemLeaf(condition: Exclude<Condition, { kind: 'words' }>): Sql {
  switch (condition.kind) {
    case 'choice':
      return choice(condition);
    case 'pattern':
      return pattern(condition);
    case 'compare':
    case 'between':
      return condition.field === 'dur' ? numberIs('i.dur_us', condition) : doubtIs(condition);
    default:
      return unreachable(condition);
  }
}

/** In the words of the indexes, so that a walk by doubt begins and ends with it. */
function doubtIs(condition: NumberCondition): Sql {
  const { text, values } = numberIs('coalesce(i.doubt, -1)', condition);
  return { text: `${text} AND i.doubt IS NOT NULL`, values };
}

function choice({ field, values }: Extract<Condition, { kind: 'choice' }>): Sql {
  switch (field) {
    case 'status':
    case 'reason':
    case 'kind':
    case 'form':
    case 'asked':
      return isOneOf(`i.${field}`, values);
    case 'review':
      return isOneOfOrNone('i.review', values);
    case 'topic': {
      const { text, values: bound } = isOneOfOrNone('i.topic', values);
      return { text: `i.kind = 'qa' AND (${text})`, values: bound };
    }
    case 'junk':
      return junk(values);
    case 'has':
      return { text: values.map((value) => HAS[value] ?? '0').join(' OR '), values: [] };
    case 'file':
    case 'excluded':
      throw new TypeError(`${field} is asked of videos`);
    default:
      return unreachable(field);
  }
}

function junk(values: readonly string[]): Sql {
  const { text, values: bound } = isOneOf('i.junk', values);
  const any = [
    ...(values.includes('yes') ? ['i.junk IS NOT NULL'] : []),
    ...(values.includes('no') ? ['i.junk IS NULL'] : []),
  ];
  return { text: [text, ...any].join(' OR '), values: bound };
}

function pattern({ field, patterns }: Extract<Condition, { kind: 'pattern' }>): Sql {
  switch (field) {
    case 'track':
    case 'tier':
    case 'bank':
      return isLike(`i.${field}`, patterns);
    case 'flag':
      return isLike('i.flag', patterns, anywhere);
    case 'model':
      return isLike('i.model', patterns, (like) => (like.includes('@') ? [like] : [like, `${like}@%`]));
    case 'run':
      // An id as it is written is found by its index.
      return patterns.some((one) => hasWildcard(one) || one === 'none')
        ? isLike('i.run_id', patterns)
        : isOneOf(
            'i.run_id',
            patterns.map((one) => one.toUpperCase()),
          );
    case 'by':
      return by(patterns);
    case 'path':
    case 'video':
      throw new TypeError(`${field} is asked of videos`);
    default:
      return unreachable(field);
  }
}

function by(patterns: readonly string[]): Sql {
  const likes = patterns.map(likeOf);
  const people = likes.map(() => `name LIKE ? ESCAPE '\\' OR id LIKE ? ESCAPE '\\'`).join(' OR ');
  const none = patterns.includes('none') ? ' OR i.person_id IS NULL' : '';
  return {
    text: `i.person_id IN (SELECT id FROM person WHERE ${people})${none}`,
    values: likes.flatMap((like) => [like, like]),
  };
}
