import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { StepId } from '../../document/ids.ts';
import type { Caption } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import { all, appFor, WRITE } from './made-app.ts';

const { client, firstVideo, newCaption, textOf } = appFor({ beforeAll, afterAll });

const ask = { prompt: null, seed: null, begin: '', end: '', maxWords: null, anyway: true } as const;

test('typing is one undo', async () => {
  const item = await newCaption('typed');
  let step: StepId | null = null;
  for (const text of ['A', 'A cat', 'A cat.'])
    ({ step } = await client().texts.write({ ...WRITE, itemId: item.id, text, step }));
  expect(await textOf(item)).toEqual({ status: 'editing', text: 'A cat.' });
  expect(await client().session.undoable()).toMatchObject({ undo: { label: 'write' }, redo: null });
  expect(await client().session.undo({ leaveChanged: false })).toMatchObject({ label: 'write' });
  expect(await textOf(item)).toEqual({ status: 'todo', text: null });
  await client().session.redo();
  expect(await textOf(item)).toEqual({ status: 'editing', text: 'A cat.' });
});

test('who takes the place of words that another window wrote is told of them', async () => {
  const item = await newCaption('elsewhere');
  const write = async (before: string | null, text: string) =>
    (await client().texts.write({ ...WRITE, itemId: item.id, text, step: null, before })).theirs;
  const told = [await write(null, 'mine'), await write('mine', 'mine too'), await write('mine', 'theirs')];
  expect([...told, await write('theirs', 'theirs')]).toEqual([null, null, 'mine too', null]);
});

test('the span of an answer stays with its words until it is taken away', async () => {
  const { id: videoId } = await firstVideo();
  const asked = { question: 'When does it start?', form: 'open', topic: null, choices: [] } as const;
  const item = await client().texts.addQuestion({ videoId, segmentId: null, ...asked, choices: [] });
  const spanAfter = async (span: { fromUs: number; toUs: number } | 'none' | null) => {
    await client().texts.write({ ...WRITE, itemId: item.id, text: 'At once.', span, step: null });
    return (await client().texts.get({ itemId: item.id }))?.texts.responses[0]?.span;
  };
  const span = { fromUs: 0, toUs: 400_000 };
  expect([await spanAfter(span), await spanAfter(null), await spanAfter('none')]).toEqual([span, span, null]);
});

test('who answers blind sees neither what a model wrote nor what others say, and has nothing written by a model', async () => {
  const item = await newCaption('blind');
  await all(client().drafting.generate({ ...ask, itemId: item.id }));
  const { person } = await client().session.get();
  const items = { itemIds: [item.id] };
  await client().texts.assign({ items, personIds: [person.id], blind: true, share: 1 });
  await client().texts.write({ ...WRITE, itemId: item.id, text: 'As I see it.', step: null });
  const detail = await client().library.get({ videoId: item.videoId });
  const seen = detail?.items.find(({ item: one }) => one.id === item.id);
  expect([detail?.arms, seen?.suggestions, seen?.responses.map(({ text }) => text)]).toEqual([
    { [item.id]: 'blind' },
    [],
    ['As I see it.'],
  ]);
  expect(await all(client().drafting.generate({ ...ask, itemId: item.id }))).toEqual([{ event: 'nothing' }]);
  const { entries } = await client().texts.history({ itemId: item.id });
  expect(entries.map(({ step }) => step.label)).not.toContain('generate');
});

test('a text is generated piece by piece and kept, with what is known of how it came about', async () => {
  const item = await newCaption('generated');
  const events = await all(client().drafting.generate({ ...ask, itemId: item.id }));
  const pieces = events.flatMap((event) => (event.event === 'piece' ? [event.text] : []));
  const kept = events.at(-1);
  if (kept?.event !== 'kept') throw new Error('nothing was kept');
  const { suggestion } = kept;
  expect(pieces.join('').trim()).toBe(suggestion.text);
  expect(suggestion).toMatchObject({ itemId: item.id, runId: null, recipe: null, sampling: { kind: 'greedy' } });
  expect(suggestion.frames.indices.length).toBeGreaterThan(0);
  const history = await client().texts.history({ itemId: item.id });
  expect(history.entries.map(({ step }) => step.label)).toEqual(['add-items', 'generate']);
});

test('who leaves a generation keeps what there is, cancelled', async () => {
  const item = await newCaption('cancelled');
  for await (const event of await client().drafting.generate({ ...ask, itemId: item.id })) {
    if (event.event === 'piece') break;
  }
  const row = await client().texts.get({ itemId: item.id });
  const [suggestion] = row?.texts.suggestions ?? [];
  expect(suggestion?.stop).toBe('cancelled');
  expect(suggestion?.text).not.toBe('');
});

test('a text goes on from what stands before the words to be written anew', async () => {
  const item = await newCaption('again');
  const asked = { ...ask, itemId: item.id, begin: 'A red', maxWords: 2, seed: 3 };
  const kept = (await all(client().drafting.generate(asked))).at(-1);
  if (kept?.event !== 'kept') throw new Error('nothing was kept');
  expect(kept.suggestion.text.startsWith('A red ')).toBe(true);
  expect(kept.suggestion.sampling).toMatchObject({ kind: 'sample', seed: 3 });
});

describe('segments', () => {
  test('are added, moved, split and joined, with their texts', async () => {
    const { id: videoId } = await firstVideo();
    const segment = await client().texts.addSegment({ videoId, tier: 'parts', fromUs: 0, toUs: 800_000 });
    const item = (await client().texts.addCaption({ videoId, segmentId: segment.id, track: 'short' })) as Caption;
    await client().texts.write({ ...WRITE, itemId: item.id, text: 'First.', step: null });
    const [first, second] = await client().texts.splitSegment({ segmentId: segment.id, atUs: 400_000 });
    if (!first || !second) throw new Error('it was not split');
    const detail = await client().library.get({ videoId });
    const other = detail?.items.find(({ item: one }) => one.segmentId === second.id)?.item;
    if (other === undefined) throw new Error('the second part has no caption');
    await client().texts.write({ ...WRITE, itemId: other.id, text: 'Second.', step: null });
    const whole = await client().texts.mergeSegments({ segmentIds: [second.id, first.id] });
    expect(whole).toEqual(segment);
    expect(await textOf(item)).toEqual({ status: 'editing', text: 'First. Second.' });
    expect(await client().texts.get({ itemId: other.id })).toBe(null);
    await client().session.undo({ leaveChanged: false });
    expect(await textOf(item)).toEqual({ status: 'editing', text: 'First.' });
    await client().texts.removeSegments({ segmentIds: [first.id, second.id] });
    expect(await client().texts.get({ itemId: item.id })).toBe(null);
  });
});

test('a queue hands out what is to be decided, with what may be seen', async () => {
  const query = 'track:generated';
  const [next] = await client().review.next({ queue: 'decide', query, order: 'doubt', shown: [], limit: 5 });
  expect({ arm: next?.arm, status: next && standingOf(next.row.texts).status }).toEqual({
    arm: 'suggestion',
    status: 'suggested',
  });
  expect(await client().review.counts({ queue: 'decide', query })).toMatchObject({ left: 1 });
  const items = { query };
  expect(await client().texts.decideAll({ items, decision: 'accepted', reason: null })).toEqual({
    changed: 1,
    left: 0,
  });
  expect(await client().review.counts({ queue: 'decide', query })).toMatchObject({ left: 0 });
  await client().session.undo({ leaveChanged: false });
  expect(await client().review.counts({ queue: 'decide', query })).toMatchObject({ left: 1 });
});

test('many texts are changed in one step after a preview', async () => {
  const change = { find: { kind: 'text' as const, what: 'cat', with: 'dog' }, prefix: null, suffix: null };
  const query = 'track:typed';
  const { shown } = await client().replace.preview({ query, change, show: 5 });
  expect(shown).toMatchObject([{ before: 'A cat.', after: 'A dog.' }]);
  expect(await client().replace.apply({ query, change })).toMatchObject({ label: 'replace', detail: '1' });
});
