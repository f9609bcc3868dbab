/** How a question of a bank is put to a model, and what a model is asked for a caption where nobody says. */
import type { Question } from '../../document/question.ts';

export const CAPTION_PROMPT = 'Describe this video in one sentence.';

/** The question as it stands; one of choice with what can be chosen, in the words Panda-Mini learned. */
export function promptOf({ text, form, choices }: Pick<Question, 'text' | 'form' | 'choices'>): string {
  return form === 'choice' ? `${text} Choose one: ${choices.join(', ')}.` : text;
}
