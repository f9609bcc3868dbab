/**
 * Reads `test_q.json` with `test_a.json`, a question and an answer at a time. They are joined by their ids; only where the
 * rows have none by position. Where the two files stand in another order, the answers are gathered by their ids first.
 */
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import { readArray } from '../input/json-array.ts';
import type { Element } from '../input/json-array.ts';
import { rowOf } from '../input/rows.ts';
import type { Row } from '../input/rows.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import { ORIGIN_UNKNOWN } from '../record.ts';
import type { DatasetRecord } from '../record.ts';
import { videoOfName } from '../video-name.ts';
import { kindOf } from './types.ts';
import { QUESTIONS_FILE } from './write.ts';
import type { QaOptions } from './write.ts';

const text = z.union([z.string(), z.number().transform(String)]);
const questionSchema = z.looseObject({
  video_name: z.string().min(1),
  question: z.string().min(1),
  question_id: text.optional(),
});
const answerSchema = z.looseObject({ answer: text, question_id: text.optional(), type: z.unknown().optional() });
/** In place of the row that is not there. */
const NO_ANSWER = Symbol('no answer');
type Question = z.infer<typeof questionSchema>;
type Answer = z.infer<typeof answerSchema>;

export async function* readQa({ path, options, encoding }: ReadInput<QaOptions>): AsyncGenerator<ReadEvent> {
  for (const pair of await pairsOf(path)) yield* readPair(pair, { options, encoding });
}

type Pair = readonly [questions: string, answers: string];

async function* readPair(
  [questionsPath, answersPath]: Pair,
  { options, encoding }: Pick<ReadInput<QaOptions>, 'options' | 'encoding'>,
): AsyncGenerator<ReadEvent> {
  const questions: TextSource = { path: questionsPath, encoding, format: 'videochatgpt-qa' };
  const answers: TextSource = { path: answersPath, encoding, format: 'videochatgpt-qa' };
  try {
    const byId = (await standInOneOrder(questions, answers)) ? null : await answersById(answers);
    const inTurn = readArray(answers);
    for await (const element of readArray(questions)) {
      const question = parsed(questionSchema, questions, element);
      const atSamePosition = byId === null ? await inTurn.next() : null;
      if ('problem' in question) {
        yield question;
        continue;
      }
      const answer = atSamePosition?.value
        ? parsed(answerSchema, answers, atSamePosition.value)
        : (byId?.get(question.row.question_id ?? '') ??
          parsed(answerSchema, questions, { ...element, value: NO_ANSWER }));
      if ('problem' in answer) yield answer;
      else yield { record: recordOf(question.row, answer.row, options), path: questionsPath, line: element.line };
    }
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    yield { problem: error.problem };
  }
}

/** The file of questions, or a folder with some, in it or below it: that of the answers has `_a` for `_q`. */
async function pairsOf(path: string): Promise<readonly Pair[]> {
  const isFolder = existsSync(path) && statSync(path).isDirectory();
  if (!isFolder) return [pairOf(path)];
  const own = join(path, QUESTIONS_FILE);
  const below = existsSync(own) ? [] : await findFiles(path, ['_q.json']);
  return (below.length > 0 ? below : [{ path: own }]).map((file) => pairOf(file.path));
}

function pairOf(questions: string): Pair {
  const name = questions.slice(dirname(questions).length).replace(/^[/\\]/, '');
  return [questions, join(dirname(questions), name.replace(/_q(?=[^a-z]*\.json$)/i, '_a'))];
}

async function standInOneOrder(questions: TextSource, answers: TextSource): Promise<boolean> {
  if (questions.path === answers.path) throw unreadable(questions, null, 'a file of questions ends in _q.json');
  const inTurn = readArray(answers);
  let count = 0;
  for await (const { value } of readArray(questions)) {
    const next = await inTurn.next();
    const asked = idOf(value);
    if (next.done) {
      if (asked !== undefined) return false;
      throw unreadable(answers, null, 'there are more questions than answers, and no ids to join them by');
    }
    const answered = idOf(next.value.value);
    if (asked !== undefined && answered !== undefined && asked !== answered) return false;
    count++;
  }
  const surplus = await inTurn.next();
  if (!surplus.done && count > 0 && idOf(surplus.value.value) === undefined) {
    throw unreadable(answers, surplus.value.line, 'there are more answers than questions, and no ids to join by');
  }
  return true;
}

/** The first of each id: a second one is nobody's answer. */
async function answersById(answers: TextSource): Promise<Map<string, { readonly row: Answer }>> {
  const byId = new Map<string, { readonly row: Answer }>();
  for await (const element of readArray(answers)) {
    const answer = parsed(answerSchema, answers, element);
    if ('problem' in answer) throw new ProblemError(answer.problem);
    const id = answer.row.question_id;
    if (id === undefined) throw unreadable(answers, element.line, 'an answer has no question_id');
    if (byId.has(id)) throw unreadable(answers, element.line, `the question_id ${id} stands twice`);
    byId.set(id, answer);
  }
  return byId;
}

function idOf(row: unknown): string | undefined {
  if (typeof row !== 'object' || row === null || !('question_id' in row)) return undefined;
  return typeof row.question_id === 'string' || typeof row.question_id === 'number'
    ? String(row.question_id)
    : undefined;
}

function parsed<T>(schema: z.ZodType<T>, source: TextSource, { value, line }: Element): Row<T> {
  if (value === NO_ANSWER) return { problem: unreadable(source, line, 'it has no answer').problem };
  return rowOf(schema, source, { value, line });
}

function recordOf(question: Question, answer: Answer, { names, types }: QaOptions): DatasetRecord {
  const { video_name: name, question: asked, question_id: questionId, ...moreOfQuestion } = question;
  const { answer: said, type, question_id: answerId, ...moreOfAnswer } = answer;
  const id = questionId ?? answerId;
  const kept = {
    ...(id === undefined ? {} : { question_id: id }),
    ...(type === undefined ? {} : { type }),
    ...(Object.keys(moreOfQuestion).length > 0 ? { question: moreOfQuestion } : {}),
    ...(Object.keys(moreOfAnswer).length > 0 ? { answer: moreOfAnswer } : {}),
  };
  return {
    id: id ?? null,
    video: videoOfName(name, names),
    span: null,
    tier: null,
    content: {
      kind: 'qa',
      bankId: null,
      question: asked,
      answer: said,
      ...kindOf({ answer: said, type }, types),
      choices: [],
      evidence: null,
    },
    status: null,
    review: null,
    flag: null,
    origin: ORIGIN_UNKNOWN,
    extra: Object.keys(kept).length > 0 ? { 'videochatgpt-qa': kept } : null,
  };
}
