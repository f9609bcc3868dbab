/**
 * A recipe as a list of texts that are wanted, in the order in which they are made, so that one may use the texts of those
 * before. Knows no video and no model.
 */
import type { Recipe } from '../../document/recipe.ts';

export type Wish =
  | { readonly kind: 'caption'; readonly caption: Recipe['captions'][number] }
  | { readonly kind: 'question'; readonly question: Recipe['questions'][number] }
  | { readonly kind: 'proposals'; readonly proposals: NonNullable<Recipe['proposals']> };

/** Made together for the whole video, or for each segment in turn: a clip is decoded and read once for all of them. */
export interface Stage {
  readonly of: 'video' | 'segment';
  readonly wishes: readonly Wish[];
}

/** Captions as the recipe has them, then questions, then proposals. */
export function stagesOf({ captions, proposals, questions }: Recipe): Stage[] {
  const last = captions.at(-1)?.of ?? 'video';
  const asked = [last, last === 'video' ? ('segment' as const) : ('video' as const)].flatMap((of) => [
    ...questions.filter((question) => question.of === of).map((question) => ({ of, wish: questionWish(question) })),
    ...(proposals?.of === of ? [{ of, wish: { kind: 'proposals', proposals } as const }] : []),
  ]);
  const all = [
    ...captions.map((caption) => ({ of: caption.of, wish: { kind: 'caption', caption } as const })),
    ...asked,
  ];
  const stages: { of: Stage['of']; wishes: Wish[] }[] = [];
  for (const { of, wish } of all) {
    const stage = stages.at(-1);
    if (stage?.of === of) stage.wishes.push(wish);
    else stages.push({ of, wishes: [wish] });
  }
  return stages;
}

function questionWish(question: Recipe['questions'][number]): Wish {
  return { kind: 'question', question };
}
