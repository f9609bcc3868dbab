import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { foldersUntil } from '../library/test-folder.ts';
import type { BenchmarkQuestion } from './benchmark.ts';
import type { Answered } from './answers.ts';
import { judgeAnswers } from './judge.ts';
import type { Judged } from './judge.ts';
import { JudgeFile } from './judge-file.ts';
import type { JudgeRecord } from './judge-file.ts';
import { readJudgePrompts } from './judge-prompts.ts';
import { judgementsOf } from './judging.ts';
import { startJudge } from './made-judge.ts';
import type { MadeJudge, Manner } from './made-judge.ts';
import { meanScore, scoresOf } from './scores.ts';
import { verdictOf } from './verdict.ts';

const makeFolder = foldersUntil(afterAll);
const never = new AbortController().signal;
const YES = '{"pred": "yes", "score": 4}';

function answered(id: string, given: Partial<BenchmarkQuestion> = {}): Answered {
  const question = { id, text: `What is ${id}?`, form: 'open', topic: null, choices: [] } as const;
  const video = { stem: 'a' } as BenchmarkQuestion['video'];
  const asked = { id, set: 'qa', video, span: null, question, answer: 'a dog', pair: null, ...given } as const;
  return { asked, pred: `{answer} of ${id}`, why: null };
}

interface Told {
  readonly judged: readonly Judged[];
  readonly records: readonly JudgeRecord[];
}

async function judged(
  judge: MadeJudge,
  answers: readonly Answered[],
  { folder = makeFolder(), atOnce = 1, signal = never } = {},
): Promise<Told> {
  const prompts = await readJudgePrompts(null);
  const judgements = judgementsOf(answers, { prompts, endpoint: judge.endpoint });
  const path = join(folder, 'judge.jsonl');
  await using file = await JudgeFile.open(path);
  const job = { judgements, endpoint: judge.endpoint, prompts, file, atOnce, firstWaitMs: 5 };
  const all = await Array.fromAsync(judgeAnswers(job, signal));
  const records = readFileSync(path, 'utf8')
    .split('\n')
    .flatMap((line) => (line === '' ? [] : [JSON.parse(line) as JudgeRecord]));
  return { judged: all, records };
}

test.for<[string, Manner, (number | null)[]]>([
  ['Python in place of JSON', () => "Sure! {'pred': 'yes', 'score': 4.8}", [200]],
  ['no verdict at first', ({ count }) => (count < 3 ? 'I think it is right.' : YES), [200, 200, 200]],
  [
    'broken JSON',
    ({ count, response }) => {
      if (count > 1) return YES;
      response.end('{"choices": [{"mess');
      return null;
    },
    [200, 200],
  ],
  [
    'a dropped connection',
    ({ count, response }) => {
      if (count > 1) return YES;
      response.destroy();
      return null;
    },
    [null, 200],
  ],
  [
    'half an answer and a dropped connection',
    ({ count, response }) => {
      if (count > 1) return YES;
      response.writeHead(200, { 'content-length': '1000' });
      response.write('{"choices":');
      setTimeout(() => response.destroy(), 20);
      return null;
    },
    [null, 200],
  ],
  [
    'a server that is down for a moment',
    ({ count, response }) => {
      if (count > 2) return YES;
      response.writeHead(503).end('overloaded');
      return null;
    },
    [503, 503, 200],
  ],
  [
    'silence',
    ({ count }) => (count > 1 ? YES : null), // it never answers
    [null, 200],
  ],
])('a judge with %s still gives its verdict, and all that came is kept', async ([, manner, statuses]) => {
  await using judge = await startJudge(manner, { timeoutMs: 300 });
  const { judged: all, records } = await judged(judge, [answered('1')]);
  expect(all.map(({ verdict }) => verdict)).toEqual([{ pred: 'yes', score: 4 }]);
  expect(records.map(({ status }) => status)).toEqual(statuses);
  expect(records.map(({ attempt }) => attempt)).toEqual(statuses.map((_, index) => index + 1));
});

test('a judge that says when to come back is asked then, by all who ask', async () => {
  const times: number[] = [];
  await using judge = await startJudge(({ count, response }) => {
    times.push(Date.now());
    if (count > 1) return YES;
    response.writeHead(429, { 'retry-after': '1' }).end('slow down');
    return null;
  });
  const { judged: all } = await judged(judge, [answered('1'), answered('2'), answered('3')]);
  expect(all.every(({ verdict }) => verdict?.score === 4)).toBe(true);
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
});

test('what never becomes a verdict is left without one, and the others are judged', async () => {
  await using judge = await startJudge(({ user }) => (user.includes('What is 2?') ? 'no idea' : YES));
  const { judged: all, records } = await judged(judge, [answered('1'), answered('2'), answered('3')], { atOnce: 3 });
  expect(all.map(({ judgement, verdict }) => [judgement.id, verdict?.score ?? null])).toEqual([
    ['1', 4],
    ['2', null],
    ['3', 4],
  ]);
  expect(records.filter(({ id }) => id === '2')).toHaveLength(3);
  expect(scoresOf(all)).toEqual({ qa: { judged: 2, unjudged: 1, score: 4, accuracy: 1 } });
});

test('a judge that refuses all, or is not there, ends it with a sentence', async () => {
  const judge = await startJudge(({ response }) => {
    response.writeHead(401).end('no such key');
    return null;
  });
  await expect(judged(judge, [answered('1')])).rejects.toThrow('refused to answer (401: no such key)');
  await judge[Symbol.asyncDispose]();
  await expect(judged(judge, [answered('1')])).rejects.toThrow('the judge cannot be reached');
});

test('what was judged is not judged again, even after half a line was written', async () => {
  const folder = makeFolder();
  await using judge = await startJudge(() => YES);
  await judged(judge, [answered('1')], { folder });
  appendFileSync(join(folder, 'judge.jsonl'), '{"format":"panda-judge-answer","vers');
  const { judged: all, records } = await judged(judge, [answered('1'), answered('2')], { folder });
  expect([all.length, records.length, judge.requests.length]).toEqual([2, 2, 2]);
  // Another judge, or the same with other words, has said nothing yet.
  await judged({ ...judge, endpoint: { ...judge.endpoint, model: 'another' } }, [answered('1')], { folder });
  expect(judge.requests.map(({ model }) => model)).toEqual(['stand-in', 'stand-in', 'another']);
});

test('each question is judged by its measures, two answers of a pair together, and signs in an answer stay as they are', async () => {
  await using judge = await startJudge(({ count }) => `{"score": ${count % 6}}`);
  const pair = (which: 1 | 2): Answered => answered(`c_0#${which}`, { set: 'consistency', pair: { key: 'k', which } });
  const { judged: all } = await judged(judge, [
    answered('g_0', { set: 'generic' }),
    answered('t_0', { set: 'temporal' }),
    pair(1),
    pair(2),
  ]);
  expect(all.map(({ judgement }) => [judgement.measure, judgement.id])).toEqual([
    ['correctness', 'g_0'],
    ['detail', 'g_0'],
    ['context', 'g_0'],
    ['temporal', 't_0'],
    ['consistency', 'c_0'],
  ]);
  expect(judge.requests[0]?.user).toContain("Model's answer: {answer} of g_0");
  expect(judge.requests[4]?.user).toContain("Model's answer to the second: {answer} of c_0#2");
  expect(meanScore(scoresOf(all))).toBe(3);
});

test.for([
  ['{"pred": "yes", "score": 5}', { pred: 'yes', score: 5 }],
  ["```python\n{'pred': 'no', 'score': '2'}\n```", { pred: 'no', score: 2 }],
  ['{"pred": "Yes.", "score": 3.9, "why": "fine"}', { pred: 'yes', score: 3 }],
  ['First {"pred": "no", "score": 0}, no: {"pred": "yes", "score": 4}', { pred: 'yes', score: 4 }],
  ['{"score": 3}', null],
  ['{"pred": "yes", "score": 7}', null],
  ['{"pred": "yes", "score": -1}', null],
  ['yes, 5', null],
] as const)('%s is taken for what it is', ([words, verdict]) => {
  expect(verdictOf(words, { asksYesNo: true })).toEqual(verdict);
});
