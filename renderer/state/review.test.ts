import { flushSync } from 'svelte';
import { expect, test, vi } from 'vitest';
import type { QueueItem } from '../../main/contract/index.ts';
import type { Suggestion } from '../../main/document/records.ts';
import type { ItemTexts } from '../../main/document/status.ts';
import { Review } from './review.svelte.ts';
import { ActiveTime } from './review/active-time.ts';
import { Answer } from './review/answer.svelte.ts';
import { Pace } from './review/pace.ts';
import { Generations } from './texts/generations.svelte.ts';
import { madeApp } from './videos/made-app.ts';

function itemOf(n: number, arm: QueueItem['arm'] = 'suggestion'): QueueItem {
  const id = `I${n}`;
  const suggestion = {
    id: `S${n}`,
    itemId: id,
    text: `text ${n}`,
    question: null,
    span: null,
    junk: null,
    pieces: [],
    frames: { indices: [0], timesUs: [0] },
  };
  const texts = {
    item: { id, videoId: `V${n}`, segmentId: null, kind: 'caption', track: 'short', flag: null, extra: null },
    suggestions: arm === 'suggestion' || arm === 'review' ? [suggestion] : [],
    responses: [],
    reviews: [],
  } as unknown as ItemTexts;
  const video = { video: { id: `V${n}` } } as unknown as QueueItem['video'];
  return { row: { texts, segment: null, videoName: `clip ${n}` }, video, arm };
}

const until = async (isSo: () => boolean) => {
  for (let turn = 0; turn < 100 && !isSo(); turn++) await new Promise((resolve) => setTimeout(resolve));
};

/** A queue of so many; what is said of them is kept in `said`. */
async function queueOf(count: number, arm: QueueItem['arm'] = 'suggestion') {
  const said: unknown[] = [];
  const items = Array.from({ length: count }, (_, n) => itemOf(n, arm));
  const open = new Set(items);
  const app = madeApp({
    review: {
      next: async ({ shown, limit }: { shown: string[]; limit: number }) =>
        Promise.resolve([...open].filter(({ row }) => !shown.includes(row.texts.item.id)).slice(0, limit)),
      counts: async () => Promise.resolve({ left: open.size, doneToday: count - open.size }),
      item: async ({ itemId }: { itemId: string }) =>
        Promise.resolve(items.find(({ row }) => row.texts.item.id === itemId) ?? null),
    },
    texts: {
      decide: async ({ itemId, decision, text, reason, blind }: Record<string, unknown>) => {
        said.push([itemId, decision, text ?? reason, ...(blind === true ? ['blind'] : [])]);
        for (const item of open) if (item.row.texts.item.id === itemId) open.delete(item);
        return Promise.resolve(null);
      },
      review: (async ({
        items: of,
        verdict,
        reason,
      }: {
        items: { itemIds: string[] };
        verdict: string;
        reason: string;
      }) => {
        said.push([...of.itemIds, verdict, reason]);
        return Promise.resolve({ changed: 1, left: 0 });
      }) as never,
      spent: async () => Promise.resolve(null),
      write: async () => Promise.resolve({ step: null, theirs: null }),
    },
    library: { get: async () => Promise.resolve(null) },
  });
  app.place = 'review';
  const review = app.of(Review);
  await review.start();
  flushSync();
  return { app, items, review, said, shown: () => review.answer?.item.row.texts.item.id ?? null };
}

test('a decision brings the next text at once, and is kept meanwhile', async () => {
  const { app, review, said, shown } = await queueOf(3);
  const seen = [shown()];
  review.accept();
  seen.push(shown());
  review.reject('count');
  seen.push(shown());
  review.skip();
  seen.push(shown());
  await until(() => said.length === 3 && review.state === 'empty');
  flushSync();
  expect([seen, said, review.state, app.saving.state]).toEqual([
    ['I0', 'I1', 'I2', null],
    [
      ['I0', 'accepted', 'text 0'],
      ['I1', 'rejected', 'count'],
      ['I2', 'skipped', null],
    ],
    'empty',
    'saved',
  ]);
});

test('what was changed is accepted as it stands in the field', async () => {
  const { review, said } = await queueOf(2);
  review.write('my own words');
  flushSync();
  const changed = review.answer?.isChanged;
  review.accept();
  await until(() => said.length === 1);
  expect([changed, said]).toEqual([true, [['I0', 'accepted', 'my own words']]]);
});

test('who answers blind, or in the control arm, begins with nothing and cannot accept nothing', async () => {
  const { review, said } = await queueOf(1, 'blind');
  const begun = [review.answer?.text, review.answer?.editing, review.answer?.candidates];
  review.accept();
  const refused = [review.answer?.item.row.texts.item.id, said.length];
  review.write('what I see');
  review.accept();
  await until(() => said.length === 1);
  expect([begun, refused, said]).toEqual([['', true, []], ['I0', 0], [['I0', 'accepted', 'what I see', 'blind']]]);
});

test('a reviewer approves, or returns with a reason', async () => {
  const { review, said } = await queueOf(2, 'review');
  review.review('approved', null);
  review.review('returned', 'which car?');
  await until(() => said.length === 2);
  expect(said).toEqual([
    ['I0', 'approved', null],
    ['I1', 'returned', 'which car?'],
  ]);
});

test('what is taken back is shown again, before what came next', async () => {
  const { app, review, said, shown } = await queueOf(3);
  const told: ((changes: readonly { itemId: string }[]) => void)[] = [];
  app.session.listen = ((listener: { changed: (typeof told)[number] }) => {
    told.push(listener.changed);
    return () => undefined;
  }) as never;
  const again = new Review(app);
  await again.start();
  again.accept();
  await until(() => said.length === 1);
  await new Promise((resolve) => setTimeout(resolve));
  const next = again.answer?.item.row.texts.item.id;
  // Twice, as of a decision and of the time that it took: it comes back once.
  for (const tell of [...told, ...told]) tell([{ itemId: 'I0' }]);
  await until(() => again.answer?.item.row.texts.item.id === 'I0');
  await new Promise((resolve) => setTimeout(resolve));
  expect([next, again.answer?.item.row.texts.item.id, again.next?.row.texts.item.id, shown(), review.state]).toEqual([
    'I1',
    'I0',
    'I1',
    'I0',
    'there',
  ]);
  expect(again.tally.counts).toEqual({ left: 3, doneToday: 0 });
});

test('time that lies idle does not count', () => {
  const time = new ActiveTime(0);
  time.touch(10_000);
  time.touch(100_000);
  time.touch(105_000);
  expect(time.readMs(200_000)).toBe(15_000);
});

test('a rate needs three, and is of the last ten minutes', () => {
  const pace = new Pace();
  const rates = [0, 700_000, 706_000, 712_000].map((ms) => {
    pace.add(ms);
    return pace.perMinute();
  });
  pace.takeBack();
  expect([rates, pace.perMinute()]).toEqual([[null, null, null, 10], null]);
});

test('another candidate stands in the field, unchanged', () => {
  const item = itemOf(1);
  const [first] = item.row.texts.suggestions;
  if (first === undefined) throw new Error('no suggestion');
  const second = { ...first, id: 'S9' as typeof first.id, text: 'other words' };
  const row = { ...item.row, texts: { ...item.row.texts, suggestions: [first, second] } };
  const answer = new Answer({ ...item, row }, null);
  answer.pick(first);
  flushSync();
  expect([answer.candidates.map(({ text }) => text), answer.text, answer.isChanged]).toEqual([
    ['other words', 'text 1'],
    'text 1',
    false,
  ]);
});

test.each([
  ['takes the place of the one that stood there', false, 'S0b'],
  ['waits beside the one that the person picks meanwhile', true, 'S0'],
])('a further candidate %s', async (_, picksMeanwhile, picked) => {
  const { app, items, review } = await queueOf(2);
  const [item] = items;
  const [first] = item?.row.texts.suggestions ?? [];
  if (item === undefined || first === undefined) throw new Error('nothing waits');
  const another = { ...first, id: 'S0b', text: 'another text' } as unknown as Suggestion;
  const { texts } = item.row;
  const longer = { ...item, row: { ...item.row, texts: { ...texts, suggestions: [first, another] } } };
  vi.spyOn(app.of(Generations), 'generate').mockImplementationOnce(async () => {
    items[0] = longer;
    // The news of it may come before the answer.
    review.answer?.renew(longer);
    if (picksMeanwhile) review.answer?.pick(first);
    return Promise.resolve();
  });
  await review.regenerate({ another: true });
  expect(review.answer?.picked?.id).toBe(picked);
});
