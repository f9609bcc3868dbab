/** What a judge is to be asked: each answer by the measures of its question, two answers together for consistency. */
import { createHash } from 'node:crypto';
import type { Answered } from './answers.ts';
import type { QuestionSet } from './benchmark.ts';
import type { Asking, JudgeEndpoint } from './judge-client.ts';
import { filled } from './judge-prompts.ts';
import type { JudgePrompts, Measure } from './judge-prompts.ts';

export interface Judgement extends Asking {
  /** The same question to the same judge, worded the same, has the same key. */
  readonly key: string;
  readonly id: string;
  readonly measure: Measure;
  /** As the official scripts keep it beside a verdict. */
  readonly judged: Readonly<Record<string, string>>;
}

/** The paper's: table 1 for short answers, table 2 for the generative benchmark. */
const MEASURES_OF: Readonly<Record<QuestionSet, readonly Measure[]>> = {
  qa: ['qa'],
  generic: ['correctness', 'detail', 'context'],
  temporal: ['temporal'],
  consistency: ['consistency'],
};

interface ToJudge {
  readonly prompts: JudgePrompts;
  readonly endpoint: Pick<JudgeEndpoint, 'url' | 'model'>;
}

/** In the order of the answers; what was not answered is not judged, nor what the prompts have no words for. */
export function judgementsOf(answers: readonly Answered[], { prompts, endpoint }: ToJudge): Judgement[] {
  return answeredTogether(answers).flatMap(([one, other]) => {
    const { asked } = one;
    const values = other ? valuesOfPair(one, other) : valuesOf(one);
    const id = other ? asked.id.replace(/#1$/, '') : asked.id;
    return MEASURES_OF[asked.set].flatMap((measure) => {
      const prompt = prompts.measures[measure];
      if (!prompt) return [];
      const asking = { system: filled(prompt.system, values), user: filled(prompt.user, values) };
      const parts = [endpoint.url, endpoint.model, prompts.sha256, measure, id, asking.system, asking.user];
      const key = createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22);
      return [{ key, id, measure, judged: judgedOf(values), ...asking }];
    });
  });
}

/** Each by itself, or the two of a pair: a pair of which one is not answered is none. */
export function answeredTogether(answers: readonly Answered[]): (readonly [Answered, Answered?])[] {
  const seconds = new Map(answers.flatMap((one) => (one.asked.pair?.which === 2 ? [[one.asked.pair.key, one]] : [])));
  return answers.flatMap((one): (readonly [Answered, Answered?])[] => {
    const { pair } = one.asked;
    if (one.pred === null || pair?.which === 2) return [];
    if (pair === null) return [[one]];
    const other = seconds.get(pair.key);
    return other && other.pred !== null ? [[one, other]] : [];
  });
}

function valuesOf({ asked, pred }: Answered): Record<string, string> {
  return { question: asked.question.text, answer: asked.answer, prediction: pred ?? '' };
}

function valuesOfPair(one: Answered, other: Answered): Record<string, string> {
  return {
    question1: one.asked.question.text,
    question2: other.asked.question.text,
    answer: one.asked.answer,
    prediction1: one.pred ?? '',
    prediction2: other.pred ?? '',
  };
}

const SHORT: Readonly<Record<string, string>> = {
  question: 'q',
  answer: 'a',
  prediction: 'pred',
  question1: 'q1',
  question2: 'q2',
  prediction1: 'pred1',
  prediction2: 'pred2',
};

function judgedOf(values: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [SHORT[name] ?? name, value]));
}
