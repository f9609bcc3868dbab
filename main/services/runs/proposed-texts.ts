/** Questions that the model proposes about a video or segment, each with its answer. */
import type { ItemId, SuggestionId } from '../../document/ids.ts';
import type { Run } from '../../document/observations.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { Item, Qa } from '../../document/records.ts';
import { distinctProposals } from '../../document/proposals/distinct.ts';
import { formedProposal } from '../../document/proposals/form.ts';
import { parseProposals } from '../../document/proposals/parse.ts';
import { topicOf } from '../../document/proposals/topic.ts';
import { fillTemplate } from '../../document/templates/fill.ts';
import type { WrittenText } from './outcome.ts';
import { suggestionOf } from './suggest.ts';
import { ask, NOTHING } from './target.ts';
import type { Granted, Target } from './target.ts';
import { spanOfAnswer } from './time-answer.ts';
import { doubtOfAnswer } from './write-text.ts';

/** How many are still wanted, and which of an earlier run give way to them. */
export function proposalsWanted(
  { held, run, segment }: Pick<Target, 'held' | 'segment'> & { readonly run: Pick<Run, 'policy'> },
  keep: number,
): { readonly count: number; readonly replaced: readonly Item[] } {
  const there = held.proposed(segment?.id ?? null);
  switch (run.policy) {
    case 'skip':
      return { count: there.length > 0 ? 0 : keep, replaced: [] };
    case 'fill': {
      const good = there.filter(
        ({ responses, suggestions }) => responses.length > 0 || suggestions.some(({ junk }) => junk === null),
      );
      return { count: good.length > 0 ? 0 : keep, replaced: [] };
    }
    case 'append':
      return { count: keep, replaced: [] };
    case 'overwrite':
      return { count: keep, replaced: there.filter(({ responses }) => responses.length === 0).map(({ item }) => item) };
  }
}

/** A question that is asked already, or proposed twice, is kept once. */
export async function proposedTexts(
  target: Target,
  { keep, prompts }: NonNullable<Recipe['proposals']>,
  signal: AbortSignal,
): Promise<Granted> {
  const { count, replaced } = proposalsWanted(target, keep);
  if (count === 0) return NOTHING;
  const { held, segment, store, video } = target;
  const segmentId = segment?.id ?? null;
  const gone = new Set(replaced.map(({ id }) => id));
  const there = held.questions(segmentId).filter(({ id }) => !gone.has(id));
  const filled = prompts.map((template) => fillTemplate(template, target.subject));
  const all = await Promise.all(
    filled.map((prompt) => ask(target, { prompt, form: null, choices: [], comparable: false }, there.length, signal)),
  );
  const proposed = all.flatMap((written, index) =>
    parseProposals(written.draft.text).map((proposal) => ({ ...proposal, written, prompt: filled[index] ?? '' })),
  );
  const asked = there.map(({ question }) => question);
  const kept = distinctProposals(proposed, asked).slice(0, count);
  const texts = kept.map(({ written, prompt, ...proposal }): WrittenText => {
    const { answer, choices, form, question } = formedProposal(proposal);
    const item: Qa = {
      id: store.newId<ItemId>(),
      kind: 'qa',
      videoId: video.id,
      segmentId,
      flag: null,
      extra: null,
      bankId: null,
      question,
      form,
      topic: topicOf(proposal),
      choices,
    };
    const suggestion = suggestionOf(target, {
      id: store.newId<SuggestionId>(),
      itemId: item.id,
      text: answer,
      question,
      span: form === 'time' ? spanOfAnswer(answer, target.subject.durationUs) : null,
      prompt,
      written: { ...written, doubt: doubtOfAnswer(written, proposal) },
    });
    return { item, suggestion };
  });
  return { texts, replaced, tokens: all.reduce((sum, { tokens }) => sum + tokens, 0) };
}
