import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { Doubt } from '../../document/records.ts';
import { createProject } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { KnownProject, numbersOf } from './known-project.ts';
import { statsSchema } from '../../document/measures/stats-report.ts';
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

function sure(total: number): Doubt {
  return { total, logProb: total, disagreement: null, ungrounded: null };
}

test('a project with nothing in it has no number that means nothing', () => {
  const report = stats();
  expect(statsSchema.parse(report)).toEqual(report);
  const { all, groups, agreement, overTrust, coverage, activeTime } = report;
  expect(numbersOf({ all: { ...all, statuses: [], reviews: [] }, groups, overTrust, coverage, activeTime })).toEqual({
    all: {
      n: 0,
      statuses: [],
      reviews: [],
      acceptedAsIs: { n: 0, share: null },
      editEffort: { n: 0, median: null, p90: null },
      keptShare: { n: 0, median: null, p10: null },
      activeSeconds: { n: 0, median: null },
    },
    groups: { kind: [], form: [], topic: [], track: [], model: [], person: [] },
    overTrust: { n: 0, accepted: 0, share: null },
    coverage: { n: 0, unknownDuration: 0, without: 0, mean: null, meanInParts: null, least: [] },
    activeTime: {
      withSuggestion: { n: 0, median: null, p90: null },
      control: { n: 0, median: null, p90: null },
      withoutAny: { n: 0, median: null, p90: null },
      savedSeconds: null,
      savedShare: null,
    },
  });
  expect(numbersOf(agreement)).toEqual({
    closed: ['yes-no', 'choice', 'count'].map((value) => ({ value, n: 0, alpha: null, agreement: null })),
    spans: { n: 0, mean: null, median: null },
    texts: { n: 0, mean: null, median: null },
  });
});

test('counts, accepted as is, edit effort and kept share, of all and of each group', () => {
  const videoId = known.addVideo('a.mp4');
  const bo = known.addPerson('Bo');
  const red = [{ text: 'a red car' }];
  known.addItem({ videoId }); // todo
  known.addItem({ videoId, suggestions: red }); // suggested
  known.addItem({ videoId, suggestions: red, responses: [{ from: 0, text: 'a red', decision: null }] }); // editing
  known.addItem({ videoId, suggestions: red, responses: [{ from: 0, text: 'a  red car' }], verdict: 'approved' });
  known.addItem({ videoId, suggestions: red, responses: [{ from: 0, text: 'a blue car', personId: bo }] });
  known.addItem({ videoId, caption: 'dense', responses: [{ text: 'two cars', personId: bo }], verdict: 'returned' });
  known.addItem({
    videoId,
    qa: { form: 'yes-no', topic: 'motion' },
    suggestions: [{ text: 'yes' }],
    responses: [{ from: 0, text: 'yes', decision: 'rejected', reason: 'vague' }],
  });
  known.addItem({ videoId, suggestions: red, responses: [{ from: 0, text: 'a red car', decision: 'skipped' }] });
  const { all, groups, rejectReasons } = stats();
  const statuses = (...counts: number[]) =>
    ['todo', 'suggested', 'editing', 'accepted', 'edited', 'written', 'rejected', 'skipped'].map((value, at) => ({
      value,
      n: counts[at],
    }));
  const reviews = (approved: number, returned: number) => [
    { value: 'approved', n: approved },
    { value: 'returned', n: returned },
  ];
  expect(numbersOf(all)).toEqual({
    n: 8,
    statuses: statuses(1, 1, 1, 1, 1, 1, 1, 1),
    reviews: reviews(1, 1),
    acceptedAsIs: { n: 3, share: 1 / 3 },
    editEffort: { n: 2, median: 0.2, p90: 0.4 * 0.9 }, // 0 and 4 / 10
    keptShare: { n: 2, median: (2 / 3 + 1) / 2, p10: 2 / 3 + 0.1 / 3 }, // 1 and 2 / 3
    activeSeconds: { n: 0, median: null },
  });
  const short = Object.fromEntries(
    Object.entries(groups).map(([by, of]) => [by, of.map(({ name, n, acceptedAsIs }) => [name, n, acceptedAsIs.n])]),
  );
  expect(short).toEqual({
    kind: [
      ['caption', 7, 2],
      ['qa', 1, 1],
    ],
    form: [['yes-no', 1, 1]],
    topic: [['motion', 1, 1]],
    track: [
      ['short', 6, 2],
      ['dense', 1, 0],
    ],
    model: [['mini@1', 6, 3]],
    person: [
      ['Ada', 4, 2],
      ['Bo', 2, 1],
    ],
  });
  expect(numbersOf(groups.person[1])).toEqual({
    value: bo,
    name: 'Bo',
    n: 2,
    statuses: statuses(0, 0, 0, 0, 1, 1, 0, 0),
    reviews: reviews(0, 1),
    acceptedAsIs: { n: 1, share: 0 },
    editEffort: { n: 1, median: 0.4, p90: 0.4 },
    keptShare: { n: 1, median: 2 / 3, p10: 2 / 3 },
    activeSeconds: { n: 0, median: null },
  });
  expect(numbersOf(rejectReasons)).toEqual({
    n: 1,
    counts: ['vague', 'object', 'action', 'time', 'count', 'invented', 'language', 'other'].map((value) => ({
      value,
      n: value === 'vague' ? 1 : 0,
    })),
  });
});

test('the time that a suggestion saves is told by the control arm alone', () => {
  const videoId = known.addVideo('a.mp4');
  const suggestions = [{ text: 'a red car' }];
  const response = { text: 'a red car' };
  const at = (itemId: ReturnType<KnownProject['addItem']>, seconds: number, sawSuggestion: boolean) => {
    known.write();
    store.addActivity({ itemId, personId: known.me, atMs: 1, activeMs: seconds * 1000, sawSuggestion });
  };
  for (const seconds of [4, 6, 8]) {
    at(known.addItem({ videoId, suggestions, responses: [{ ...response, from: 0 }] }), seconds, true);
  }
  for (const seconds of [10, 20]) at(known.addItem({ videoId, suggestions, responses: [response] }), seconds, false);
  const alone = known.addItem({ videoId, suggestions: [{ text: '', junk: 'empty' }], responses: [response] });
  at(alone, 50, false);
  at(alone, 10, false); // the same item again
  at(known.addItem({ videoId, suggestions, responses: [{ ...response, decision: null }] }), 99, true); // not decided
  const { activeTime, all } = stats();
  expect(numbersOf(activeTime)).toEqual({
    withSuggestion: { n: 3, median: 6, p90: 7.6 },
    control: { n: 2, median: 15, p90: 19 },
    withoutAny: { n: 1, median: 60, p90: 60 },
    savedSeconds: 9,
    savedShare: 0.6,
  });
  expect(numbersOf(all.activeSeconds)).toEqual({ n: 6, median: 9 });
});

test('agreement of two people, one of them blind', () => {
  const videoId = known.addVideo('a.mp4');
  const bo = known.addPerson('Bo');
  const twice = (qa: Parameters<KnownProject['addItem']>[0]['qa'], first: object, second: object) =>
    known.addItem({
      videoId,
      ...(qa && { qa }),
      responses: [first, { ...second, personId: bo, blind: true }],
    });
  for (const [a, b] of ['yy', 'yy', 'nn', 'yn'].map((pair) => [...pair])) {
    const said = (letter = '') => ({ text: letter === 'y' ? 'Yes.' : 'no' });
    twice({ form: 'yes-no' }, said(a), said(b));
  }
  twice({ form: 'choice', choices: ['red', 'blue'] }, { text: 'red' }, { text: 'A' });
  twice({ form: 'choice', choices: ['red', 'blue'] }, { text: 'red' }, { text: 'blue', decision: 'skipped' });
  twice({ form: 'count' }, { text: 'two' }, { text: '3 cars' });
  twice(undefined, { text: 'police killed the gunman' }, { text: 'police kill the gunman' });
  twice({ form: 'open' }, { text: 'the gunman kill police' }, { text: 'police killed the gunman' });
  const span = (fromUs: number, toUs: number) => ({ span: { fromUs, toUs } });
  twice({ form: 'time' }, span(0, 10), span(2, 7));
  twice({ form: 'time' }, span(0, 10), span(0, 10));
  known.addItem({ videoId, responses: [{ text: 'alone' }] });
  expect(numbersOf(stats().agreement)).toEqual({
    closed: [
      { value: 'yes-no', n: 4, alpha: 16 / 30, agreement: 0.75 },
      { value: 'choice', n: 1, alpha: null, agreement: 1 },
      { value: 'count', n: 1, alpha: 0, agreement: 0 },
    ],
    spans: { n: 2, mean: 0.75, median: 0.75 },
    texts: { n: 2, mean: 0.625, median: 0.625 },
  });
});

test('seeded mistakes tell of over-trust, and nothing of the model', () => {
  const videoId = known.addVideo('a.mp4');
  const suggestions = [{ text: 'a green dog', seeded: true, doubt: sure(0.05) }];
  const say = (response: object) => known.addItem({ videoId, suggestions, responses: [{ from: 0, ...response }] });
  say({ text: 'a green dog' });
  say({ text: 'a red dog' });
  say({ text: '', decision: 'rejected', reason: 'object' });
  say({ text: '', decision: 'skipped' });
  const { overTrust, all, calibration } = stats();
  expect(numbersOf(overTrust)).toEqual({ n: 3, accepted: 1, share: 1 / 3 });
  expect([all.acceptedAsIs.n, all.editEffort.n, calibration.n]).toEqual([0, 0, 0]);
});

test('calibration holds what the model thought against what a person kept', () => {
  const videoId = known.addVideo('a.mp4');
  const text = 'a red car';
  for (const [total, response] of [
    [0.05, { text }],
    [0.05, { text }],
    [0.05, { text: 'a car' }],
    [0.55, { text: '', decision: 'rejected' }],
  ] as const) {
    known.addItem({ videoId, suggestions: [{ text, doubt: sure(total) }], responses: [{ from: 0, ...response }] });
  }
  known.addItem({ videoId, suggestions: [{ text }], responses: [{ from: 0, text }] }); // nothing known of its doubt
  const { n, ece, buckets } = stats().calibration;
  expect([n, ece?.toFixed(6)]).toEqual([4, ((3 * (0.95 - 2 / 3) + 0.45) / 4).toFixed(6)]);
  expect(numbersOf(buckets.filter((bucket) => bucket.n > 0))).toEqual([
    { from: 0.4, to: 0.5, n: 1, confidence: 0.45, right: 0 },
    { from: 0.9, to: 1, n: 3, confidence: expect.closeTo(0.95, 9) as number, right: 2 / 3 },
  ]);
});
