/**
 * Questions out of lines of text: a question a line, perhaps with its form, topic and choices after tabs, as a table
 * copied from a sheet has them. Knows no recipe's other parts.
 */
import { QUESTION_FORMS, QUESTION_TOPICS } from '../../../main/document/question.ts';
import type { QuestionForm, QuestionTopic } from '../../../main/document/question.ts';
import type { Recipe } from '../../../main/document/recipe.ts';

type BankQuestion = Recipe['questions'][number];

/** Empty lines are left out, and what is not a form or topic says nothing. Ids are new among `taken`. */
export function questionsOf(lines: string, taken: readonly string[]): BankQuestion[] {
  const ids = new Set(taken);
  return lines
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => questionOf(line, ids));
}

function questionOf(line: string, ids: Set<string>): BankQuestion {
  const [text = '', ...cells] = line.split('\t').map((cell) => cell.trim());
  const form = cells.find((cell): cell is QuestionForm => (QUESTION_FORMS as readonly string[]).includes(cell));
  const topic = cells.find((cell): cell is QuestionTopic => (QUESTION_TOPICS as readonly string[]).includes(cell));
  const listed = cells.find((cell) => cell !== form && cell !== topic && /[;|]/u.test(cell)) ?? '';
  const choices = listed.split(/[;|]/u).flatMap((choice) => choice.trim() || []);
  const id = newId(text, ids);
  ids.add(id);
  return {
    id,
    of: 'video',
    text,
    form: form ?? (choices.length > 0 ? 'choice' : 'open'),
    topic: topic ?? null,
    choices,
  };
}

/** Of its first words, as a person would name it. */
function newId(text: string, ids: ReadonlySet<string>): string {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const base = words.slice(0, 4).join('-').slice(0, 40) || 'question';
  for (let n = 1; ; n++) {
    const id = n === 1 ? base : `${base}-${n}`;
    if (!ids.has(id)) return id;
  }
}
