/**
 * As Video-LLaVA reads the pair: the answer of a question is the one at the same position. And as one should: by its id,
 * which has to give the same. https://github.com/PKU-YuanGroup/Video-LLaVA/blob/main/videollava/eval/video/run_inference_video_qa.py
 */
import type { View } from '../expected.ts';
import { Seen } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readArray } from '../input/json-array.ts';
import { textOf } from '../record.ts';
import { videoName } from '../video-name.ts';
import { ANSWERS_FILE, questionId, QUESTIONS_FILE } from './write.ts';
import type { QaOptions } from './write.ts';

interface Question {
  readonly video_name: string;
  readonly question: string;
  readonly question_id: string;
}

interface Answer {
  readonly answer: string;
  readonly question_id: string;
}

export const checkQa: Check<QaOptions> = {
  expected(record, options) {
    const asked = record.content.kind === 'qa' ? record.content.question : null;
    return [videoName(record.video, options.names), asked, questionId(record, options), textOf(record)];
  },
  found,
};

async function* found({ files, rules }: CheckJob<QaOptions>): AsyncGenerator<View> {
  const open = (name: string): AsyncGenerator<{ value: unknown }, undefined> => {
    const path = files.find((file) => file.path === name)?.staged ?? name;
    return readArray({ path, encoding: 'utf-8', format: 'videochatgpt-qa' });
  };
  const answers = open(ANSWERS_FILE);
  const ids = new Seen();
  let position = 0;
  for await (const { value } of open(QUESTIONS_FILE)) {
    const question = value as Question;
    const { value: atSamePosition } = await answers.next();
    const answer = atSamePosition?.value as Answer | undefined;
    const where = (): string => `position ${position}, question_id ${question.question_id}`;
    rules.hold('answers-in-place', answer?.question_id === question.question_id, where);
    ids.add(question.question_id);
    yield [question.video_name, question.question, question.question_id, answer?.answer ?? null];
    position++;
  }
  const surplus = await answers.next();
  rules.hold('as-many-answers', surplus.done === true, () => `${position} questions`);
  rules.hold('ids-once', ids.repeated() === 0, () => `${ids.repeated()} do`);
}
