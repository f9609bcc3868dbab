/** Whether an answer is the right one word for word: but for case, white space, punctuation at the ends, and how Unicode writes it. */
import type { QuestionForm } from '../../document/question.ts';
import type { Answered } from './answers.ts';

export interface ExactMatch {
  readonly right: number;
  readonly of: number;
  /** Null: nothing was answered. */
  readonly share: number | null;
}

export interface ExactMatches extends ExactMatch {
  readonly byForm: Readonly<Partial<Record<QuestionForm, ExactMatch>>>;
}

/** Of what was answered. */
export function exactMatches(answers: readonly Answered[]): ExactMatches {
  const answered = answers.filter(({ pred }) => pred !== null);
  const forms = [...new Set(answered.map(({ asked }) => asked.question.form))].sort();
  const byForm = forms.map((form) => [form, counted(answered.filter(({ asked }) => asked.question.form === form))]);
  return { ...counted(answered), byForm: Object.fromEntries(byForm) as ExactMatches['byForm'] };
}

export function isExact(pred: string, answer: string): boolean {
  return plain(pred) === plain(answer);
}

function counted(answers: readonly Answered[]): ExactMatch {
  const right = answers.filter(({ asked, pred }) => pred !== null && isExact(pred, asked.answer)).length;
  return { right, of: answers.length, share: answers.length === 0 ? null : right / answers.length };
}

function plain(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/gu, ' ')
    .replace(/^[\s\p{P}]+|[\s\p{P}]+$/gu, '');
}
