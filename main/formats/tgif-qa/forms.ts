/**
 * The kinds of TGIF-QA's questions, and their columns. Knows neither records nor files.
 * https://github.com/YunseokJANG/tgif-qa/tree/master/dataset
 */
import type { QaContent } from '../record.ts';

export const TGIF_FORMS = ['frameqa', 'count', 'action'] as const;
export type TgifForm = (typeof TGIF_FORMS)[number];

export const TGIF_CHOICES = ['a1', 'a2', 'a3', 'a4', 'a5'] as const;

export const TGIF_COLUMNS: Readonly<Record<TgifForm, readonly string[]>> = {
  frameqa: ['gif_name', 'question', 'answer', 'type', 'vid_id', 'key', 'description'],
  count: ['gif_name', 'question', 'answer', 'vid_id', 'key'],
  action: ['gif_name', 'question', ...TGIF_CHOICES, 'answer', 'vid_id', 'key'],
};

export const TGIF_FILES: Readonly<Record<TgifForm, string>> = {
  frameqa: 'Test_frameqa_question.csv',
  count: 'Test_count_question.csv',
  action: 'Test_action_question.csv',
};

/** The number `type` of a frame's question. */
export const FRAME_TOPICS = ['object', 'number', 'colour', 'location'] as const;

export function typeOf({ topic, form }: QaContent): string {
  const index = FRAME_TOPICS.findIndex((one) => one === (form === 'count' ? 'number' : topic));
  return String(Math.max(0, index));
}

/** What stands in the column `answer`; null: the form cannot hold it. */
export function answerCell(form: TgifForm, answer: string, choice: number | null): string | null {
  if (form === 'count') return /^\d{1,9}$/.test(answer.trim()) ? answer.trim() : null;
  if (form === 'action') return choice === null ? null : String(choice);
  return answer;
}
