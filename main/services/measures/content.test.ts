import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { createProject } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { KnownProject, numbersOf } from './known-project.ts';
import type { StatsReport } from '../../document/measures/stats-report.ts';
import { readStats } from './stats.ts';

const makeFolder = foldersUntil(afterAll);
let store: ProjectStore;
let known: KnownProject;

beforeEach(() => {
  store = createProject(join(makeFolder(), 'known.panda'), { name: 'Known', personName: 'Ada' });
  known = new KnownProject(store);
});
afterEach(() => store[Symbol.dispose]());

function stats(): StatsReport {
  known.write();
  return readStats(store, { only: null });
}

test('coverage of videos by what stands, the least covered first', () => {
  const [whole, parts, none] = ['whole.mp4', 'parts.mp4', 'none.mp4'].map((path) => known.addVideo(path));
  known.addVideo('unseen.mp4', { seconds: null });
  known.addVideo('excluded.mp4', { excluded: true });
  if (whole === undefined || parts === undefined || none === undefined) throw new Error('three videos');
  const us = (from: number, to: number) => ({ fromUs: from * 1e6, toUs: to * 1e6 });
  const suggestions = [{ text: 'a red car' }];
  known.addItem({ videoId: whole, suggestions });
  known.addItem({ videoId: parts, segmentId: known.addSegment(parts, us(0, 2)), suggestions });
  known.addItem({ videoId: parts, qa: { form: 'time' }, suggestions: [{ text: 'here', span: us(1, 4) }] });
  known.addItem({ videoId: none });
  known.addItem({ videoId: none, suggestions, responses: [{ from: 0, decision: 'rejected' }] });
  known.addItem({ videoId: none, suggestions: [{ text: 'x', junk: 'looping' }] });
  const row = (videoId: string, path: string, covered: number, inParts: number) => ({
    ...{ videoId, path, durationUs: 1e7, covered, inParts },
  });
  expect(numbersOf(stats().coverage)).toEqual({
    n: 3,
    unknownDuration: 1,
    without: 1,
    mean: 1.4 / 3,
    meanInParts: 0.4 / 3,
    least: [row(none, 'none.mp4', 0, 0), row(parts, 'parts.mp4', 0.4, 0.4), row(whole, 'whole.mp4', 1, 0)],
  });
});

test('balance of forms, topics and answers', () => {
  const videoId = known.addVideo('a.mp4');
  const ask = (qa: Parameters<KnownProject['addItem']>[0]['qa'], text: string) =>
    known.addItem({ videoId, ...(qa && { qa }), suggestions: [{ text }] });
  for (const text of ['yes', 'Yes!', 'no', 'maybe']) ask({ form: 'yes-no', topic: 'motion' }, text);
  for (const text of ['red', 'blue', 'B']) ask({ form: 'choice', choices: ['red', 'blue', 'green', 'grey'] }, text);
  ask({ form: 'choice', choices: ['in', 'out'] }, 'in');
  for (const text of ['2', 'two', 'three', 'many']) ask({ form: 'count', topic: 'number' }, text);
  const count = (value: string, n: number) => ({ value, n });
  const entropy = (...shares: number[]) => -shares.reduce((sum, share) => sum + share * Math.log(share), 0);
  expect(numbersOf(stats().balance)).toEqual({
    forms: {
      n: 12,
      evenness: entropy(1 / 3, 1 / 3, 1 / 3) / Math.log(5),
      counts: [count('yes-no', 4), count('choice', 4), count('count', 4), count('open', 0), count('time', 0)],
    },
    topics: {
      n: 8,
      evenness: entropy(0.5, 0.5) / Math.log(8),
      counts: [
        ...[count('motion', 4), count('number', 4)],
        ...['spatial', 'temporal', 'colour', 'object', 'location', 'other'].map((topic) => count(topic, 0)),
      ],
    },
    yesNo: {
      n: 4,
      evenness: entropy(0.5, 0.25, 0.25) / Math.log(3),
      counts: [count('yes', 2), count('no', 1), count('other', 1)],
      yesShare: 0.5,
    },
    counts: {
      n: 4,
      evenness: entropy(0.5, 0.25, 0.25) / Math.log(3),
      counts: [count('2', 2), count('3', 1), count('other', 1)],
    },
    choicePlaces: [
      { choices: 2, n: 1, evenness: 0, counts: [count('A', 1), count('B', 0)] },
      {
        choices: 4,
        n: 3,
        evenness: entropy(2 / 3, 1 / 3) / Math.log(4),
        counts: [count('B', 2), count('A', 1), count('C', 0), count('D', 0)],
      },
    ],
  });
});

test('flags, comments and junk', () => {
  const videoId = known.addVideo('a.mp4', { flag: 'dark' });
  const flagged = known.addItem({ videoId, flag: 'ask Bo', suggestions: [{ text: '', junk: 'empty' }, { text: 'a' }] });
  known.addItem({ videoId, flag: 'ask Bo', suggestions: [{ text: 'a a a a', junk: 'looping' }] });
  known.addComment(videoId, flagged);
  known.addComment(videoId, null);
  const { flags, comments, junk } = stats();
  expect(numbersOf({ flags, comments, junk: { ...junk, counts: junk.counts.filter(({ n }) => n > 0) } })).toEqual({
    flags: { n: 2, videos: 1, counts: [{ value: 'ask Bo', n: 2 }] },
    comments: { n: 2 },
    junk: {
      n: 3,
      junk: 2,
      counts: [
        { value: 'empty', n: 1 },
        { value: 'looping', n: 1 },
      ],
    },
  });
});
