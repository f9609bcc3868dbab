/** What a recipe costs, in texts, so that it can be said before a run starts. Knows no video. */
import { doubtFactor } from '../../document/doubt-cost.ts';
import type { Recipe } from '../../document/recipe.ts';

export interface Cost {
  /** For the whole video, and for each of its segments. */
  readonly perVideo: number;
  readonly perSegment: number;
  /** What is generated for each text that is kept, as a multiple; 1: nothing but the texts. */
  readonly factor: number;
}

export function costOf({ captions, doubt, proposals, questions }: Recipe): Cost {
  const wanted = [
    ...captions.map(({ of }) => ({ of, texts: 1 })),
    ...questions.map(({ of }) => ({ of, texts: 1 })),
    ...(proposals === null ? [] : [{ of: proposals.of, texts: proposals.prompts.length }]),
  ];
  const textsOf = (of: 'video' | 'segment'): number =>
    wanted.reduce((sum, one) => sum + (one.of === of ? one.texts : 0), 0);
  return {
    perVideo: textsOf('video'),
    perSegment: textsOf('segment'),
    factor: doubtFactor(doubt),
  };
}
