/**
 * A bank of questions from a file: one a line, or JSON, or JSON lines with `id`, `question`, `form`, `topic`
 * and `choices`.
 * Knows nothing of how a model wants to be asked.
 */
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';
import { QUESTION_FORMS, QUESTION_TOPICS } from '../../document/question.ts';
import type { Question } from '../../document/question.ts';

const written = z.object({
  id: z.union([z.string().min(1), z.number()]).optional(),
  question: z.string().trim().min(1),
  form: z.enum(QUESTION_FORMS).optional(),
  topic: z.enum(QUESTION_TOPICS).optional(),
  choices: z.array(z.string().trim().min(1)).min(2).optional(),
});
const bank = z.union([
  z.array(z.unknown()),
  z.object({ questions: z.array(z.unknown()) }).transform((it) => it.questions),
]);

interface Entry {
  readonly line: number | null;
  readonly value: unknown;
}

/** In the order of the file; a question without an id gets `q1`, `q2`, ... by its place. Throws `questions-unreadable`. */
export function parseQuestions(text: string, path: string): readonly Question[] {
  const refuse = (line: number | null, cause: string): ProblemError =>
    new ProblemError({ code: 'questions-unreadable', path, line, cause });
  const entries = entriesOf(text.replace(/^\uFEFF/, ''), refuse);
  const questions = entries.map(({ line, value }, index) => {
    const entry = written.safeParse(typeof value === 'string' ? { question: value } : value);
    if (!entry.success) {
      const issue = entry.error.issues[0];
      throw refuse(line, `question ${index + 1}, ${issue?.path.join('.') || 'entry'}: ${issue?.message ?? 'unknown'}`);
    }
    const { id, question, choices } = entry.data;
    const form = entry.data.form ?? (choices ? 'choice' : 'open');
    if ((form === 'choice') !== (choices !== undefined)) {
      throw refuse(line, `question ${index + 1}: choices belong to the form choice, and the form choice needs them`);
    }
    return {
      id: String(id ?? `q${index + 1}`),
      text: question,
      form,
      topic: entry.data.topic ?? null,
      choices: choices ?? [],
    };
  });
  if (questions.length === 0) throw refuse(null, 'there is no question in it');
  const twice = questions.find(({ id }, index) => questions.findIndex((other) => other.id === id) < index);
  if (twice) throw refuse(null, `the id ${twice.id} stands twice`);
  return questions;
}

function entriesOf(text: string, refuse: (line: number | null, cause: string) => ProblemError): Entry[] {
  const whole = /^\s*[[{]/.test(text) ? jsonOrUndefined(text) : undefined;
  const checked = whole === undefined ? undefined : bank.safeParse(whole);
  if (checked?.success) return checked.data.map((value) => ({ line: null, value }));
  const lines = text.split('\n').map((source, index) => ({ line: index + 1, source: source.trim() }));
  return lines
    .filter(({ source }) => source !== '' && !source.startsWith('#'))
    .map(({ line, source }) => {
      if (!source.startsWith('{')) return { line, value: source };
      const value = jsonOrUndefined(source);
      if (value === undefined) throw refuse(line, 'it is not JSON');
      return { line, value };
    });
}

function jsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
