/** The answer to a question of the recipe's bank about a video or segment. */
import type { ItemId, SuggestionId } from '../../document/ids.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { Qa } from '../../document/records.ts';
import { chooseDistractors, placeAnswer } from '../../document/proposals/distractors.ts';
import { fillTemplate } from '../../document/templates/fill.ts';
import { promptOf } from '../drafting/ask-form.ts';
import { dutyOf } from './policy.ts';
import { suggestionOf } from './suggest.ts';
import { ask, NOTHING } from './target.ts';
import type { Granted, Target } from './target.ts';
import { spanOfAnswer } from './time-answer.ts';

/** A question of choice without choices is asked openly, and wrong answers are put beside the answer. */
export async function answerText(
  target: Target,
  { choices, form, id: bankId, text: template, topic }: Recipe['questions'][number],
  signal: AbortSignal,
): Promise<Granted> {
  const { held, run, segment, store, video } = target;
  const segmentId = segment?.id ?? null;
  const there = held.answer(bankId, segmentId);
  if (dutyOf(run.policy, there) === 'leave') return NOTHING;
  const question = fillTemplate(template, target.subject);
  const known = (there?.item as Qa | undefined) ?? null;
  const given = known?.choices ?? choices;
  const asksOpenly = form === 'choice' && given.length === 0;
  const prompt = promptOf({ text: question, form: asksOpenly ? 'open' : form, choices: given });
  const written = await ask(
    target,
    { prompt, form, choices: given, comparable: true },
    there?.suggestions.length ?? 0,
    signal,
  );
  const { text } = written.draft;
  const offered = asksOpenly
    ? offeredBeside(target, { bankId, answer: text, pool: await target.answerPool.of(prompt) })
    : given;
  const item: Qa = known ?? {
    id: store.newId<ItemId>(),
    kind: 'qa',
    videoId: video.id,
    segmentId,
    flag: null,
    extra: null,
    bankId,
    question,
    // Where there is nothing else to say, there is nothing to choose.
    form: asksOpenly && offered.length === 0 ? 'open' : form,
    topic,
    choices: offered,
  };
  const suggestion = suggestionOf(target, {
    id: store.newId<SuggestionId>(),
    itemId: item.id,
    text,
    question: null,
    span: form === 'time' ? spanOfAnswer(text, target.subject.durationUs) : null,
    prompt,
    written,
  });
  return { texts: [{ item, suggestion }], tokens: written.tokens };
}

interface Answer {
  readonly bankId: string;
  readonly answer: string;
  /** What else may be said to the question. */
  readonly pool: readonly string[];
}

/** Empty where nothing else can be said. */
function offeredBeside({ ordinal, run }: Target, { answer, bankId, pool }: Answer): string[] {
  const count = run.recipe.distractors;
  const wrong = chooseDistractors({ answer, pool, count, seed: `${bankId} ${ordinal}` });
  return answer === '' || wrong.length === 0 ? [] : placeAnswer({ answer, wrong, ordinal, seed: bankId });
}
