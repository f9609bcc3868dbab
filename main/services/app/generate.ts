/** One text for one item, asked for by hand: streamed as it is written, and kept, also when it was cancelled. */
import { findJunk } from '../../document/checks/find-junk.ts';
import type { DraftEvent } from '../../contract/drafting.ts';
import { doubtOf } from '../../document/doubt.ts';
import type { Actor } from '../../document/edit.ts';
import type { StepId, SuggestionId } from '../../document/ids.ts';
import type { Item, ScoredPiece, Suggestion } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { CAPTION_PROMPT, promptOf } from '../drafting/ask-form.ts';
import type { Draft } from '../drafting/draft.ts';
import type { Drafter, SamplingPlan, Shown } from '../drafting/drafter.ts';
import { suggestionOf } from '../runs/suggest.ts';
import { spanOfAnswer } from '../runs/time-answer.ts';

export interface Asking {
  readonly store: ProjectStore;
  readonly actor: Actor;
  readonly drafter: Drafter;
  readonly item: Item;
  readonly shown: Shown;
  /** Null: as the question, or the usual words for a caption, have it. */
  readonly prompt: string | null;
  /** Not null: sampled. */
  readonly seed: number | null;
  readonly begin: string;
  readonly end: string;
  readonly maxWords: number | null;
}

const MAX_NEW_TOKENS = 256;

export async function* generate(asking: Asking, signal: AbortSignal): AsyncGenerator<DraftEvent, void> {
  const { begin, drafter, item, maxWords, shown } = asking;
  const prompt =
    asking.prompt ?? (item.kind === 'caption' ? CAPTION_PROMPT : promptOf({ ...item, text: item.question }));
  const sampling = samplingFor(asking.seed);
  const enough = new AbortController();
  const left = new AbortController();
  const began = performance.now();
  const ended = AbortSignal.any([signal, enough.signal, left.signal]);
  const stream = drafter.write({ shown, prompt, begin, sampling, priority: 'interactive' }, ended);
  const over = { isKept: false };
  const keep = (draft: Draft): Kept | null => {
    over.isKept = true;
    const stop = enough.signal.aborted ? 'length' : draft.stop;
    const seconds = Math.round(performance.now() - began) / 1000;
    return keepDraft(asking, { draft: { ...draft, stop }, prompt, sampling, seconds });
  };
  try {
    let text = '';
    for (;;) {
      const step = await stream.next();
      if (step.done) {
        const kept = keep(step.value);
        yield kept ? { event: 'kept', ...kept } : { event: 'nothing' };
        return;
      }
      text += step.value;
      if (!ended.aborted) yield { event: 'piece', text: step.value };
      if (maxWords !== null && wordsIn(text) > maxWords) enough.abort();
    }
  } finally {
    left.abort();
    if (!over.isKept) await drain(stream, keep);
  }
}

/** The reader has left in the middle: what there is until then is kept. */
async function drain(stream: AsyncGenerator<string, Draft>, keep: (draft: Draft) => unknown): Promise<void> {
  try {
    for (;;) {
      const step = await stream.next();
      if (!step.done) continue;
      // What failed has ended already, and has no draft.
      if ((step.value as Draft | undefined) !== undefined) keep(step.value);
      return;
    }
  } catch {
    // Why it failed is said by what is thrown above.
  }
}

interface Drafted {
  readonly draft: Draft;
  readonly prompt: string;
  readonly sampling: SamplingPlan;
  readonly seconds: number;
}

interface Kept {
  readonly suggestion: Suggestion;
  readonly step: StepId;
}

/** Null: there is nothing to keep. */
function keepDraft(asking: Asking, { draft, prompt, sampling, seconds }: Drafted): Kept | null {
  const { actor, begin, drafter, end, item, shown, store } = asking;
  const written = firstWords(draft.pieces.join(''), asking.maxWords);
  const text = joined(joined(begin, withoutStop(written.trim(), end)), end);
  if (draft.text === '' || store.get('item', item.id) === undefined) return null;
  const pieces = draft.tokens.map(({ logProb }, index): ScoredPiece => [
    draft.pieces[index] ?? '',
    Math.round(logProb * 1e6) / 1e6,
  ]);
  const isTime = item.kind === 'qa' && item.form === 'time';
  const { id, version } = drafter.model;
  const made = suggestionOf(
    { run: { id: null, model: drafter.model }, recipe: null, shown },
    {
      ...{ id: store.newId<SuggestionId>(), itemId: item.id, text, question: null, prompt },
      span: isTime ? spanOfAnswer(text, shown.view.video.framesEndUs) : null,
      written: {
        ...{ draft, sampling, pieces, blindLogProbs: null, tokens: draft.tokens.length, seconds },
        doubt: doubtOf({ pieces, disagreement: null, ungrounded: null }),
      },
    },
  );
  // Who cancels knows that it is cut off.
  const isWhole = draft.stop !== 'cancelled' && begin === '' && end === '';
  const judged = { text, stop: draft.stop, prompt, rules: null, language: null, others: [] } as const;
  const suggestion = { ...made, junk: isWhole ? (findJunk(judged, null)?.reason ?? null) : null };
  const { id: step } = store.write(
    { actor: { ...actor, model: `${id}@${version}` }, label: 'generate', detail: item.id },
    [{ do: 'create', type: 'suggestion', record: suggestion }],
  );
  return { suggestion, step };
}

function samplingFor(seed: number | null): SamplingPlan {
  if (seed === null) return { kind: 'greedy', maxNewTokens: MAX_NEW_TOKENS };
  return { kind: 'sample', temperature: 0.7, topP: 1, topK: 0, seed, maxNewTokens: MAX_NEW_TOKENS };
}

/** It ends a sentence where it stops, also in the middle of one. */
function withoutStop(written: string, end: string): string {
  return /^\s*[\p{Ll}\p{Po}]/u.test(end) ? written.replace(/[.!?。！？]+$/u, '') : written;
}

/** What a model writes has no space before its first word; Chinese and Japanese have none at all. */
function joined(before: string, after: string): string {
  const isApart = before === '' || after === '' || /[\s\p{Ps}]$/u.test(before) || /^[\s\p{Po}\p{Pe}]/u.test(after);
  const isWithoutSpaces = WITHOUT_SPACES.test(before.at(-1) ?? '') || WITHOUT_SPACES.test(after.at(0) ?? '');
  return isApart || isWithoutSpaces ? before + after : `${before} ${after}`;
}

const WITHOUT_SPACES = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** The one after the last may have been begun. */
function firstWords(text: string, most: number | null): string {
  return most === null ? text : (new RegExp(`^\\s*(?:\\S+\\s*){0,${most}}`, 'u').exec(text)?.[0] ?? text);
}

function wordsIn(text: string): number {
  return text.trim().split(/\s+/u).length;
}
