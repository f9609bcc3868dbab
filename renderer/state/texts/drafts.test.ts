import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Drafts } from './drafts.svelte.ts';
import { MadeWindow } from './made-window.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('sessionStorage', madeStorage());
  vi.stubGlobal('localStorage', madeStorage());
});

function madeStorage() {
  const kept = new Map<string, string>();
  return {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => kept.set(name, value),
    removeItem: (name: string) => kept.delete(name),
    get length() {
      return kept.size;
    },
  };
}

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function atTheField() {
  const made = new MadeWindow();
  const texts = await made.open();
  const drafts = made.app.of(Drafts);
  drafts.enter(texts.item.id);
  const written = () =>
    made.calls.map(([name, input]) => [name, (input as { text: string }).text, (input as { step?: string }).step]);
  return { made, texts, drafts, written, saving: made.app.saving };
}

test('what is typed is shown at once and kept within 300 ms, a visit to the field in one step', async () => {
  const { drafts, made, saving, texts, written } = await atTheField();
  drafts.type(texts, 'A');
  drafts.type(texts, 'A red');
  expect([drafts.of(texts).text, saving.state, written()]).toEqual(['A red', 'saving', []]);
  await vi.advanceTimersByTimeAsync(290);
  expect([saving.state, written(), made.response?.text]).toEqual(['saved', [['write', 'A red', null]], 'A red']);
  drafts.type(made.texts, 'A red ring');
  await vi.advanceTimersByTimeAsync(290);
  drafts.leave(texts.item.id);
  drafts.enter(texts.item.id);
  drafts.type(made.texts, 'A red ring.');
  await vi.advanceTimersByTimeAsync(290);
  expect(written().map(([, , step]) => step)).toEqual([null, 'STEP1', null]);
});

test('what could not be kept stays in the field, unsaved, and is tried again; only then the window forgets it', async () => {
  const { drafts, made, saving, texts, written } = await atTheField();
  made.failures.push(new Error('the connection is cut'));
  drafts.type(texts, 'A red ring');
  drafts.leave(texts.item.id);
  await vi.advanceTimersByTimeAsync(290);
  expect([saving.state, saving.trouble, drafts.of(made.texts).text, sessionStorage.length]).toEqual([
    ...['failed', 'cut', 'A red ring', 1],
  ]);
  await vi.advanceTimersByTimeAsync(3000);
  expect([saving.state, made.response?.text, written().length, sessionStorage.length]).toEqual([
    'saved',
    'A red ring',
    2,
    0,
  ]);
  expect(drafts.shown(made.texts)).toBe(made.texts);
});

test('what waits while there is no connection counts as not saved', async () => {
  const { drafts, made, saving, texts } = await atTheField();
  drafts.type(texts, 'A red ring');
  made.connection.online = false;
  expect([saving.state, saving.trouble]).toEqual(['failed', 'cut']);
  await vi.advanceTimersByTimeAsync(290);
  expect(saving.state).toBe('saved');
});

test('a reload in the middle of typing loses nothing', async () => {
  const before = await atTheField();
  before.made.failures.push(...Array.from({ length: 100 }, () => new Error('the page goes away')));
  before.drafts.type(before.texts, 'A red ring');
  const after = new MadeWindow();
  const texts = await after.open();
  after.app.of(Drafts).restore('P' as never);
  expect(after.app.of(Drafts).of(texts).text).toBe('A red ring');
  await vi.advanceTimersByTimeAsync(10);
  expect([after.response?.text, after.app.saving.state]).toEqual(['A red ring', 'saved']);
});

test('a window that is closed while it is cut off leaves what was typed to the next one', async () => {
  const before = await atTheField();
  before.drafts.type(before.texts, 'A red');
  before.made.connection.online = false;
  before.made.failures.push(new Error('the connection is cut'));
  await vi.advanceTimersByTimeAsync(290);
  before.drafts.type(before.texts, 'A red ring');
  before.saving.part();
  before.drafts.part();
  vi.stubGlobal('sessionStorage', madeStorage());
  const after = new MadeWindow();
  await after.open();
  after.app.of(Drafts).restore('P' as never);
  await vi.advanceTimersByTimeAsync(10);
  expect([after.response?.text, after.app.saving.state, localStorage.length]).toEqual(['A red ring', 'saved', 0]);
});

test('a window that is closed while it is connected leaves nothing behind', async () => {
  const { drafts, saving, texts, written } = await atTheField();
  drafts.type(texts, 'A red ring');
  saving.part();
  drafts.part();
  await vi.advanceTimersByTimeAsync(0);
  expect([written(), localStorage.length]).toEqual([[['write', 'A red ring', null]], 0]);
});

test('while an input method composes nothing is sent', async () => {
  const { drafts, texts, written } = await atTheField();
  drafts.compose(texts.item.id, true);
  drafts.type(texts, 'ㅍ');
  drafts.type(texts, '파');
  await vi.advanceTimersByTimeAsync(1000);
  expect(written()).toEqual([]);
  drafts.type(texts, '파란 원');
  drafts.compose(texts.item.id, false);
  await vi.advanceTimersByTimeAsync(0);
  expect(written()).toEqual([['write', '파란 원', null]]);
});

test('what came from elsewhere while one types stands beside it until one of both is chosen', async () => {
  const { drafts, made, texts } = await atTheField();
  const theirs = async (text: string) => {
    if (made.response !== null) made.response = { ...made.response, text };
    await made.changed();
  };
  const seen = () => [drafts.of(made.texts).text, drafts.theirs.get(texts.item.id), made.response?.text];
  drafts.type(texts, 'mine');
  await vi.advanceTimersByTimeAsync(290);
  await theirs('from elsewhere');
  expect(seen()).toEqual(['mine', 'from elsewhere', 'from elsewhere']);
  drafts.leave(texts.item.id);
  await vi.advanceTimersByTimeAsync(10);
  expect(seen()).toEqual(['mine', 'from elsewhere', 'from elsewhere']);
  drafts.choose(made.texts, 'mine');
  await vi.advanceTimersByTimeAsync(10);
  expect(seen()).toEqual(['mine', undefined, 'mine']);
  drafts.enter(texts.item.id);
  drafts.type(made.texts, 'mine again');
  await theirs('theirs again');
  await vi.advanceTimersByTimeAsync(290);
  expect(seen()).toEqual(['mine again', 'theirs again', 'mine again']);
  drafts.choose(made.texts, 'theirs');
  await vi.advanceTimersByTimeAsync(10);
  expect(seen()).toEqual(['theirs again', undefined, 'theirs again']);
});

test('what came from elsewhere shows at once where nobody types', async () => {
  const { drafts, made, texts } = await atTheField();
  drafts.type(texts, 'mine');
  await vi.advanceTimersByTimeAsync(290);
  drafts.leave(texts.item.id);
  await vi.advanceTimersByTimeAsync(10);
  if (made.response !== null) made.response = { ...made.response, text: 'from elsewhere' };
  await made.changed();
  expect([drafts.of(made.texts).text, drafts.theirs.size]).toEqual(['from elsewhere', 0]);
});

test('a decision is shown at once; a rejection keeps the words that were typed before it', async () => {
  const { drafts, made, texts, written } = await atTheField();
  drafts.type(texts, 'A red ring');
  drafts.decide(texts, { decision: 'rejected', reason: 'colour' as never });
  expect(drafts.shown(texts).responses.map(({ decision, text }) => [decision, text])).toEqual([
    ['rejected', 'A red ring'],
  ]);
  await vi.advanceTimersByTimeAsync(10);
  expect([written(), made.response?.decision]).toEqual([
    [
      ['write', 'A red ring', null],
      ['decide', 'A red ring', undefined],
    ],
    'rejected',
  ]);
});
