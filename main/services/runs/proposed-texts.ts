/** Questions that the model proposes about a video or segment, each with its answer. */
import type { ItemId, SuggestionId } from '../../document/ids.ts';
import type { Run } from '../../document/observations.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { Item, Qa } from '../../document/records.ts';
import { fillTemplate } from '../../document/templates/fill.ts';
import { normalised } from '../../document/status.ts';
import type { WrittenText } from './outcome.ts';
import { readProposal } from './stand-in.ts';
import { suggestionOf } from './suggest.ts';
import { ask, NOTHING } from './target.ts';
import type { Granted, Target } from './target.ts';

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
  const asked = new Set(there.map(({ question }) => keyOf(question)));
  const filled = prompts.map((template) => fillTemplate(template, target.subject));
  const all = await Promise.all(
    filled.map((prompt) =>
      ask(
        target,
        { prompt, form: null, choices: [], answerIn: (text) => readProposal(text)?.answer },
        there.length,
        signal,
      ),
    ),
  );
  const texts: WrittenText[] = [];
  for (const [index, written] of all.entries()) {
    const proposal = readProposal(written.draft.text);
    if (texts.length === count || proposal === undefined || asked.has(keyOf(proposal.question))) continue;
    asked.add(keyOf(proposal.question));
    const item: Qa = {
      id: store.newId<ItemId>(),
      kind: 'qa',
      videoId: video.id,
      segmentId,
      flag: null,
      extra: null,
      bankId: null,
      question: proposal.question,
      form: 'open',
      topic: null,
      choices: [],
    };
    const suggestion = suggestionOf(target, {
      id: store.newId<SuggestionId>(),
      itemId: item.id,
      text: proposal.answer,
      question: proposal.question,
      span: null,
      prompt: filled[index] ?? '',
      written,
    });
    texts.push({ item, suggestion });
  }
  return { texts, replaced, tokens: all.reduce((sum, { tokens }) => sum + tokens, 0) };
}

function keyOf(question: string): string {
  return normalised(question).toLowerCase();
}
