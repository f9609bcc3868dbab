/** What each field of a search means for a video, a row `v` of video_facts; and which fields are about videos. */
import type { Condition } from '../../document/query/index.ts';
import { anywhere, hasWildcard, isLike, isOneOf, numberIs } from './comparing.ts';
import type { Sql } from './comparing.ts';

/** What a video has besides its items. */
const HAS: Readonly<Record<string, string>> = {
  flag: 'v.flag IS NOT NULL',
  comment: 'EXISTS (SELECT 1 FROM comment WHERE video_id = v.video_id)',
  segment: 'EXISTS (SELECT 1 FROM segment WHERE video_id = v.video_id)',
};

/** Whether it is asked of the video where items are looked for, or where videos are. */
export function isAboutVideos(condition: Condition, wanted: 'item' | 'video'): boolean {
  switch (condition.kind) {
    case 'words':
      return false;
    case 'choice':
      if (condition.field === 'has') return wanted === 'video' && condition.values.every((value) => value in HAS);
      return condition.field === 'file' || condition.field === 'excluded';
    case 'pattern':
      if (condition.field === 'path' || condition.field === 'video') return true;
      return wanted === 'video' && (condition.field === 'flag' || condition.field === 'tier');
    case 'compare':
    case 'between':
      return wanted === 'video' && condition.field === 'dur';
  }
}

/** Only what `isAboutVideos` says yes to. */
export function videoLeaf(condition: Condition): Sql {
  switch (condition.kind) {
    case 'choice':
      return choice(condition);
    case 'pattern':
      return pattern(condition);
    case 'compare':
    case 'between':
      return numberIs('v.duration_us', condition);
    case 'words':
      throw new TypeError('words are asked of items');
  }
}

function choice({ field, values }: Extract<Condition, { kind: 'choice' }>): Sql {
  if (field === 'file') return isOneOf('v.file', values);
  if (field === 'has') return { text: values.map((value) => HAS[value] ?? '0').join(' OR '), values: [] };
  const [yes, no] = [values.includes('yes'), values.includes('no')];
  return { text: yes && no ? '1' : `v.excluded = ${yes ? 1 : 0}`, values: [] };
}

function pattern({ field, patterns }: Extract<Condition, { kind: 'pattern' }>): Sql {
  if (field === 'flag') return isLike('v.flag', patterns, anywhere);
  if (field === 'video')
    return isOneOf(
      'v.video_id',
      patterns.map((one) => one.toUpperCase()),
    );
  if (field === 'path') {
    // With the root's name in front; a whole path begins at any folder.
    return isLike('v.name', patterns, (like, one) => (hasWildcard(one) ? [like, `%/${like}`] : [`%${like}%`]));
  }
  const { text, values } = isLike('tier', patterns);
  return { text: `EXISTS (SELECT 1 FROM segment WHERE video_id = v.video_id AND (${text}))`, values };
}
