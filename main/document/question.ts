/** A question of a bank, as a person writes it. Knows nothing of videos and answers, nor how a model wants to be asked. */

export const QUESTION_FORMS = ['open', 'yes-no', 'choice', 'count', 'time'] as const;
export type QuestionForm = (typeof QUESTION_FORMS)[number];

export const QUESTION_TOPICS = [
  'motion',
  'spatial',
  'temporal',
  'colour',
  'object',
  'location',
  'number',
  'other',
] as const;
export type QuestionTopic = (typeof QUESTION_TOPICS)[number];

export interface Question {
  /** Unique in its bank. */
  readonly id: string;
  readonly text: string;
  readonly form: QuestionForm;
  /** What it is about; null where nobody said. */
  readonly topic: QuestionTopic | null;
  /** What can be chosen; empty unless the form is `choice`. */
  readonly choices: readonly string[];
}
