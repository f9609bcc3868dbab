import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { queryOf } from '../../document/query/index.ts';
import { countFoundItems, countFoundVideos, createProject } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { KnownProject, numbersOf } from './known-project.ts';
import { readStats } from './stats.ts';

const makeFolder = foldersUntil(afterAll);

/** Something of everything that is measured. */
function fill(store: ProjectStore): void {
  const known = new KnownProject(store);
  const bo = known.addPerson('Bo "the OR" Lee');
  const [one, two] = [known.addVideo('day 1/a (b).mp4'), known.addVideo('two.mp4', { flag: 'dark' })];
  const doubt = (total: number) => ({ doubt: { total, logProb: total, disagreement: null, ungrounded: null } });
  const text = 'a red car';
  const suggestions = [{ text, ...doubt(0.1) }];
  known.addItem({ videoId: one });
  known.addItem({ videoId: one, suggestions, caption: 'dense: long' });
  known.addItem({ videoId: one, suggestions, responses: [{ from: 0, text: 'a', decision: null }] });
  const itemId = known.addItem({ videoId: two, suggestions, responses: [{ from: 0, text }], verdict: 'approved' });
  known.addComment(two, itemId);
  const seen = { videoId: two, flag: 'ask, "Bo"', suggestions: [{ text, ...doubt(0.95) }] };
  known.addItem({ ...seen, responses: [{ from: 0, text: 'a blue car', personId: bo }], verdict: 'returned' });
  known.addItem({ ...seen, responses: [{ from: 0, decision: 'rejected', reason: 'object' }] });
  known.addItem({ ...seen, responses: [{ from: 0, decision: 'rejected' }] });
  known.addItem({ ...seen, responses: [{ from: 0, decision: 'skipped' }] });
  known.addItem({ videoId: two, suggestions: [{ text, seeded: true }], responses: [{ from: 0, text }] });
  known.addItem({ videoId: two, suggestions: [{ text: '', junk: 'empty' }] });
  const blind = { text: 'yes', personId: bo, blind: true };
  known.addItem({ videoId: two, qa: { form: 'yes-no', topic: 'motion' }, responses: [{ text: 'no' }, blind] });
  known.addItem({ videoId: two, qa: { form: 'open' }, responses: [{ text: 'a dog' }] });
  known.write();
  const person = { personId: known.me, atMs: 1, activeMs: 1000 };
  store.addActivity({ ...person, itemId, sawSuggestion: true });
}

interface Behind {
  readonly at: string;
  readonly n: number;
  readonly query: string;
}

function* everythingWithQuery(value: unknown, at = ''): Generator<Behind> {
  if (typeof value !== 'object' || value === null) return;
  const { n, query } = value as Partial<Behind>;
  if (query !== undefined) yield { at, n: n ?? -1, query };
  for (const [key, part] of Object.entries(value)) yield* everythingWithQuery(part, at === '' ? key : `${at}.${key}`);
}

test('every number opens the list of what is behind it', () => {
  using store = createProject(join(makeFolder(), 'known.panda'), { name: 'Known', personName: 'Ada' });
  fill(store);
  // The others count videos, suggestions, answers or times, and their query lists the items where these are.
  const counted =
    /^(all|groups|rejectReasons|overTrust|calibration|agreement\.(closed|texts)|flags|comments|balance\.(forms|topics))/;
  const wrong = [];
  let compared = 0;
  for (const only of [null, 'path:two', 'status:accepted OR status:rejected']) {
    for (const { at, n, query } of everythingWithQuery(readStats(store, { only }))) {
      const found = countFoundItems(store, queryOf(query)); // all can be read
      if (!counted.test(at) || at.includes('activeSeconds')) continue;
      compared++;
      if (found !== n) wrong.push({ only, at, n, found, query });
    }
  }
  expect(wrong).toEqual([]);
  expect(compared).toBeGreaterThan(300);
  const [least] = readStats(store, { only: null }).coverage.least;
  expect([least?.path, countFoundVideos(store, queryOf(least?.query ?? ''))]).toEqual(['day 1/a (b).mp4', 1]);
});

test('with a query the measures are of what it finds, as if there were nothing else', () => {
  const folder = makeFolder();
  using all = createProject(join(folder, 'all.panda'), { name: 'Known', personName: 'Ada' });
  fill(all);
  const { all: counted, groups } = readStats(all, { only: 'kind:qa' });
  expect([counted.n, groups.kind.map(({ name, n }) => [name, n])]).toEqual([2, [['qa', 2]]]);
  const everything = readStats(all, { only: '' });
  expect(numbersOf({ ...everything, only: null, comments: 0, coverage: 0, flags: 0 })).toEqual(
    numbersOf({ ...readStats(all, { only: null }), comments: 0, coverage: 0, flags: 0 }),
  );
  expect(() => readStats(all, { only: 'status:nothing' })).toThrow(/status/);
});
