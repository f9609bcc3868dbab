import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { StepId } from '../../../main/document/ids.ts';
import type { DraftEvent } from '../../../main/contract/index.ts';
import { Details } from '../details.svelte.ts';
import { Drafts } from './drafts.svelte.ts';
import { Generations } from './generations.svelte.ts';
import { MadeWindow, suggestionOf } from './made-window.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A stream that says what a test gives it, piece by piece. */
class Said {
  readonly #waiting: DraftEvent[] = [];
  #wake: (() => void) | undefined;

  say(event: DraftEvent): void {
    this.#waiting.push(event);
    this.#wake?.();
  }

  async *stream(signal: AbortSignal): AsyncGenerator<DraftEvent> {
    signal.addEventListener('abort', () => this.#wake?.());
    for (;;) {
      const event = this.#waiting.shift();
      if (signal.aborted) throw new Error('aborted');
      if (event === undefined) await new Promise<void>((resolve) => (this.#wake = resolve));
      else yield event;
      if (event !== undefined && event.event !== 'piece') return;
    }
  }
}

async function generating() {
  const made = new MadeWindow();
  const texts = await made.open();
  const said = new Said();
  made.stream = (signal) => said.stream(signal);
  const generations = made.app.of(Generations);
  const inField = () => generations.of(texts.item.id)?.text ?? made.app.of(Drafts).of(made.texts).text;
  const later = async () => vi.advanceTimersByTimeAsync(1);
  return { made, texts, said, generations, inField, later };
}

const STEP = 'GENERATED' as StepId;
const piece = (text: string): DraftEvent => ({ event: 'piece', text });

test('a text streams into the field and stays there when it is kept', async () => {
  const { generations, inField, later, made, said, texts } = await generating();
  const done = generations.generate(texts);
  await later();
  const seen = [inField()];
  for (const words of ['A red', ' ring.']) {
    said.say(piece(words));
    await later();
    seen.push(inField());
  }
  const kept = suggestionOf('T', 'A red ring.');
  made.suggestions = [...made.suggestions, kept];
  said.say({ event: 'kept', suggestion: kept, step: STEP });
  await done;
  expect([seen, inField(), made.response]).toEqual([['A blue circle.', 'A red', 'A red ring.'], 'A red ring.', null]);
});

test('what a person says while the written text is read back is not written over', async () => {
  const { generations, later, made, said, texts } = await generating();
  const drafts = made.app.of(Drafts);
  const kept = suggestionOf('T', 'A red ring.');
  vi.spyOn(made.app.of(Details), 'refresh').mockImplementationOnce(async () => {
    drafts.type(texts, 'A ring.');
    return Promise.resolve();
  });
  said.say({ event: 'kept', suggestion: kept, step: STEP });
  await generations.generate(texts);
  await later();
  expect(drafts.of(made.texts).text).toBe('A ring.');
});

test('what a person wrote gives way to what they had written anew', async () => {
  const { generations, inField, later, made, said, texts } = await generating();
  made.app.of(Drafts).type(texts, 'mine');
  await vi.advanceTimersByTimeAsync(300);
  const done = generations.generate(made.texts);
  const kept = suggestionOf('T', 'A red ring.');
  made.suggestions = [...made.suggestions, kept];
  said.say({ event: 'kept', suggestion: kept, step: STEP });
  await done;
  await later();
  const { step } = made.calls.findLast(([name]) => name === 'write')?.[1] as { step: StepId };
  expect([inField(), made.response, step]).toMatchObject([
    'A red ring.',
    { text: 'A red ring.', suggestionId: 'T' },
    STEP,
  ]);
});

test('stopping keeps what is there', async () => {
  const { generations, inField, later, made, said, texts } = await generating();
  const done = generations.generate(texts);
  await later();
  said.say(piece('A red'));
  await later();
  generations.stop(texts.item.id);
  await later();
  expect([generations.isWriting(texts.item.id), inField()]).toEqual([false, 'A red']);
  made.suggestions = [...made.suggestions, suggestionOf('T', 'A red')];
  await made.changed('suggestion');
  await vi.advanceTimersByTimeAsync(2500);
  await done;
  expect([inField(), generations.of(texts.item.id), made.response]).toEqual(['A red', null, null]);
});

test('selected words alone are written anew', async () => {
  const { generations, inField, later, made, said, texts } = await generating();
  const done = generations.generate(texts, { selected: { from: 2, to: 6 } });
  await later();
  said.say(piece('green'));
  await later();
  const streaming = inField();
  const kept = suggestionOf('T', 'A green circle.');
  made.suggestions = [...made.suggestions, kept];
  said.say({ event: 'kept', suggestion: kept, step: STEP });
  await done;
  await later();
  const asked = made.calls.find(([name]) => name === 'generate')?.[1];
  expect(asked).toMatchObject({ begin: 'A ', end: ' circle.', maxWords: 1, seed: expect.any(Number) as number });
  expect([streaming, inField(), made.response]).toEqual(['A green circle.', 'A green circle.', null]);
});

test('outside of what the model knows nothing is written until it is asked all the same', async () => {
  const { generations, inField, made, said, texts } = await generating();
  const done = generations.generate(texts);
  said.say({ event: 'outside', score: 0.2, threshold: 0.5 });
  await done;
  expect(generations.of(texts.item.id)?.outside).toEqual({ score: 0.2, threshold: 0.5 });
  const kept = suggestionOf('T', 'A red ring.');
  made.suggestions = [...made.suggestions, kept];
  const again = generations.generate(texts, { anyway: true });
  said.say({ event: 'kept', suggestion: kept, step: STEP });
  await again;
  expect([inField(), made.calls.map(([, input]) => (input as { anyway: boolean }).anyway)]).toEqual([
    'A red ring.',
    [false, true],
  ]);
});

test('who types takes over from the model', async () => {
  const { generations, inField, later, made, said, texts } = await generating();
  void generations.generate(texts);
  await later();
  said.say(piece('A red'));
  await later();
  generations.giveWay(texts.item.id);
  made.app.of(Drafts).type(texts, 'A red!');
  said.say(piece(' ring.'));
  await vi.advanceTimersByTimeAsync(300);
  expect([inField(), made.response?.text]).toEqual(['A red!', 'A red!']);
});
