/** What a recipe costs, in texts, so that it can be said before a run starts. Knows no video. */
import type { Recipe } from '../../document/recipe.ts';

export interface Cost {
  /** For the whole video, and for each of its segments. */
  readonly perVideo: number;
  readonly perSegment: number;
  /** What is generated for each text that is kept, as a multiple; 1: nothing but the texts. */
  readonly factor: number;
}

/**
 * Reading a text without its clip takes the steps that writing it took, of a prompt that is read once for all: counted as a
 * fifth of a text. An estimate: how much it is depends on how long a clip's prefix is beside its text.
 */
const GROUNDING = 0.2;
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
    factor: Math.round(10 * (1 + doubt.samples + (doubt.grounding ? GROUNDING : 0))) / 10,
  };
}
