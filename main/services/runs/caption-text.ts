/** A caption of one track about a video or segment. */
import type { ItemId, SuggestionId } from '../../document/ids.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { Caption } from '../../document/records.ts';
import { withPrefix } from '../../document/checks/rules.ts';
import { fillTemplate } from '../../document/templates/fill.ts';
import { dutyOf } from './policy.ts';
import { suggestionOf } from './suggest.ts';
import { ask, NOTHING } from './target.ts';
import type { Granted, Target } from './target.ts';

export async function captionText(
  target: Target,
  { prompt: template, rules, track }: Recipe['captions'][number],
  signal: AbortSignal,
): Promise<Granted> {
  const { held, run, segment, store, video } = target;
  const segmentId = segment?.id ?? null;
  const there = held.caption(track, segmentId);
  if (dutyOf(run.policy, there) === 'leave') return NOTHING;
  const prompt = fillTemplate(template, { ...target.subject, track });
  const written = await ask(
    target,
    { prompt, form: null, choices: [], comparable: true },
    there?.suggestions.length ?? 0,
    signal,
  );
  const item: Caption = (there?.item as Caption | undefined) ?? {
    id: store.newId<ItemId>(),
    kind: 'caption',
    videoId: video.id,
    segmentId,
    flag: null,
    extra: null,
    track,
  };
  const text = withPrefix(written.draft.text, rules);
  const suggestion = suggestionOf(target, {
    id: store.newId<SuggestionId>(),
    itemId: item.id,
    text,
    question: null,
    span: null,
    prompt,
    written,
  });
  return { texts: [{ item, suggestion }], tokens: written.tokens };
}
