/** What it costs to find out how doubtful texts are, in texts. Knows no model. */
import type { Recipe } from './recipe.ts';

/**
 * Reading a text without its clip takes the steps that writing it took, of a prompt that is read once for all: counted as a
 * fifth of a text, as measured with Panda-Mini, where the clip is most of the work.
 */
const GROUNDING = 0.2;

/** What is generated for each text that is kept, as a multiple, to a tenth; 1: nothing but the texts. */
export function doubtFactor({ grounding, samples }: Recipe['doubt']): number {
  return Math.round(10 * (1 + samples + (grounding ? GROUNDING : 0))) / 10;
}
