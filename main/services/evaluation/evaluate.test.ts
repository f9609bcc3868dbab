import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { findFfmpeg } from '../../media/index.ts';
import { exported, KINDS } from '../../formats/made-records.ts';
import { startDrafter } from '../drafting/drafter.ts';
import type { Drafter } from '../drafting/drafter.ts';
import { writeTinyClip } from '../drafting/tiny-clip.ts';
import { writeTinyModel } from '../drafting/tiny-model.ts';
import { foldersUntil } from '../library/test-folder.ts';
import { chooseModel } from '../models/find.ts';
import { readBenchmark } from './benchmark.ts';
import type { Benchmark } from './benchmark.ts';
import { evaluate } from './evaluate.ts';
import type { EvaluationJob } from './evaluation-job.ts';
import type { EvaluationResult } from './evaluation-result.ts';
import { isExact } from './exact-match.ts';
import { videosBelow } from './find-video.ts';
import { readJudgePrompts } from './judge-prompts.ts';
import { startJudge } from './made-judge.ts';

const makeFolder = foldersUntil(afterAll);
const never = new AbortController().signal;
const folder = makeFolder();
let drafter: Drafter;

beforeAll(async () => {
  await writeTinyModel(join(folder, 'model'));
  drafter = startDrafter({ model: await chooseModel(join(folder, 'model')), ffmpeg: await findFfmpeg() });
  await writeTinyClip(join(folder, 'videos', 'v_one.mp4'), 1);
  await writeTinyClip(join(folder, 'videos', 'two.mp4'), 2);
});
afterAll(() => drafter[Symbol.asyncDispose]());

function write(name: string, rows: unknown): string {
  mkdirSync(join(folder, 'benchmark'), { recursive: true });
  const path = join(folder, 'benchmark', name);
  writeFileSync(path, JSON.stringify(rows));
  return path;
}

/** Two questions about one video, one about another, one about none; the answers stand in another order. */
async function zeroShot(): Promise<Benchmark> {
  const path = write('test_q.json', [
    { video_name: 'one', question: 'What is it?', question_id: 'v_one_0' },
    { video_name: 'two', question: 'What is it?', question_id: 'v_two_0' },
    { video_name: 'one', question: 'How many?', question_id: 'v_one_1' },
    { video_name: 'gone', question: 'Where?', question_id: 'v_gone_0' },
  ]);
  write('test_a.json', [
    { answer: 'here', question_id: 'v_gone_0' },
    { answer: '2', question_id: 'v_one_1' },
    { answer: 'a dog', question_id: 'v_one_0' },
    { answer: 'a cat', question_id: 'v_two_0' },
  ]);
  return readBenchmark({ paths: [path], format: null, options: {} });
}

async function run(
  benchmark: Benchmark,
  { out, judge = null, signal = never }: { out: string; judge?: EvaluationJob['judge']; signal?: AbortSignal },
): Promise<EvaluationResult> {
  const find = await videosBelow(join(folder, 'videos'));
  const sampling = { kind: 'greedy', maxNewTokens: 3 } as const;
  const steps = evaluate({ benchmark, find, drafter, sampling, judge, out }, signal);
  for (;;) {
    const step = await steps.next();
    if (step.done) return step.value;
  }
}

test('questions are answered by id, written as the scripts read them, and done once, without any network', async () => {
  const fetching = vi.spyOn(globalThis, 'fetch');
  const out = join(makeFolder(), 'out');
  const benchmark = await zeroShot();
  const result = await run(benchmark, { out });
  expect(result).toMatchObject({
    benchmark: { format: 'videochatgpt-qa', files: ['test_q.json'], questions: 4 },
    answered: 3,
    unanswered: { noVideo: 1, notAnswered: 0 },
    exactMatch: { of: 3 },
    judge: null,
    files: ['predictions.jsonl', 'predictions.json'],
  });
  const array = JSON.parse(readFileSync(join(out, 'predictions.json'), 'utf8')) as Record<string, string>[];
  const lines = readFileSync(join(out, 'predictions.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(array);
  expect(array.map(({ id, question, answer, video_name: video, Q, A }) => [id, question, answer, video, Q, A])).toEqual(
    [
      ['v_one_0', 'What is it?', 'a dog', 'one', 'What is it?', 'a dog'],
      ['v_two_0', 'What is it?', 'a cat', 'two', 'What is it?', 'a cat'],
      ['v_one_1', 'How many?', '2', 'one', 'How many?', '2'],
    ],
  );
  const answers = readFileSync(join(out, 'answers.jsonl'), 'utf8');
  expect(await run(benchmark, { out })).toEqual(result);
  expect(readFileSync(join(out, 'answers.jsonl'), 'utf8')).toBe(answers);
  expect(JSON.parse(readFileSync(join(out, 'result.json'), 'utf8'))).toEqual(result);
  expect(fetching).not.toHaveBeenCalled();
  fetching.mockRestore();
});

test('a judge gives accuracy and score, and the result says who judged, and with which words', async () => {
  const out = join(makeFolder(), 'out');
  await using made = await startJudge(({ user }) =>
    user.includes('a cat') ? '{"pred": "no", "score": 1}' : '{"pred": "yes", "score": 4}',
  );
  const prompts = await readJudgePrompts(null);
  const judge = { endpoint: { ...made.endpoint, apiKey: 'k' }, prompts, atOnce: 2, firstWaitMs: 5 };
  const benchmark = await zeroShot();
  const result = await run(benchmark, { out, judge });
  const { name, version, sha256 } = prompts;
  expect(result.judge).toEqual({
    endpoint: made.endpoint.url,
    model: 'stand-in',
    prompts: { name, version, sha256 },
    scores: { qa: { judged: 3, unjudged: 0, score: 3, accuracy: 2 / 3 } },
    mean: null,
  });
  expect(made.requests[0]?.authorization).toBe('Bearer k');
  expect(readFileSync(join(out, 'judge.jsonl'), 'utf8')).not.toContain('Bearer');
  const verdicts = JSON.parse(readFileSync(join(out, 'judged_qa.json'), 'utf8')) as Record<string, unknown[]>;
  expect(verdicts['v_two_0']).toMatchObject([
    { pred: 'no', score: 1 },
    { q: 'What is it?', a: 'a cat' },
  ]);
  await run(benchmark, { out, judge });
  expect(made.requests).toHaveLength(3);
});

test('the generative benchmark is judged by all five measures', async () => {
  const out = join(makeFolder(), 'out');
  await using made = await startJudge(() => "{'score': 3}");
  const paths = [
    write('generic_qa.json', [{ video_name: 'v_one', Q: 'What happens?', A: 'A dog runs.' }]),
    write('temporal_qa.json', [{ video_name: 'v_one', Q: 'What comes first?', A: 'The dog.' }]),
    write('consistency_qa.json', [{ video_name: 'two', Q1: 'Who runs?', Q2: 'What runs?', A: 'A dog.' }]),
  ];
  const benchmark = await readBenchmark({ paths, format: null, options: {} });
  const judge = { endpoint: made.endpoint, prompts: await readJudgePrompts(null), atOnce: 2, firstWaitMs: 5 };
  const { judge: said, files } = await run(benchmark, { out, judge });
  const three = { judged: 1, unjudged: 0, score: 3 };
  const measures = ['correctness', 'detail', 'context', 'temporal', 'consistency'];
  expect(said).toMatchObject({ mean: 3, scores: Object.fromEntries(measures.map((measure) => [measure, three])) });
  expect(files).toEqual([
    ...['generic', 'temporal', 'consistency'].flatMap((set) => [`${set}_qa.jsonl`, `${set}_qa.json`]),
    ...measures.map((measure) => `judged_${measure}.json`),
  ]);
  const [row] = JSON.parse(readFileSync(join(out, 'consistency_qa.json'), 'utf8')) as Record<string, unknown>[];
  expect(Object.keys(row ?? {})).toEqual(['video_name', 'Q1', 'Q2', 'A', 'pred1', 'pred2']);
});

test('a stop leaves what is there, and the next time goes on', async () => {
  const out = join(makeFolder(), 'out');
  const benchmark = await zeroShot();
  const stopped = await run(benchmark, { out, signal: AbortSignal.abort() });
  expect([stopped.answered, stopped.unanswered.notAnswered]).toEqual([0, 3]);
  expect((await run(benchmark, { out })).answered).toBe(3);
});

test('a stop while it is judged keeps what was said, and the next time asks only for the rest', async () => {
  const out = join(makeFolder(), 'out');
  const stop = new AbortController();
  await using made = await startJudge(({ count }) => {
    if (count === 2) stop.abort();
    return count === 2 ? null : '{"pred": "yes", "score": 5}';
  });
  const judge = { endpoint: made.endpoint, prompts: await readJudgePrompts(null), atOnce: 1, firstWaitMs: 5 };
  const benchmark = await zeroShot();
  const stopped = await run(benchmark, { out, judge, signal: stop.signal });
  expect(stopped.judge?.scores.qa).toEqual({ judged: 1, unjudged: 2, score: 5, accuracy: 1 });
  expect((await run(benchmark, { out, judge })).judge?.scores.qa).toMatchObject({ judged: 3, unjudged: 0 });
  expect(made.requests).toHaveLength(4);
});

test.for(['jsonl', 'csv', 'nextqa', 'tgif-qa', 'sharegpt', 'hf-parquet', 'webdataset', 'label-studio'])(
  'a benchmark in the format %s is known as an import knows it',
  async (format) => {
    const out = join(makeFolder(), 'out');
    const { files } = await exported(KINDS, { format, folder: out });
    const file = join(out, files[0]?.path ?? '');
    for (const path of [out, file]) {
      const { format: known, questions } = await readBenchmark({ paths: [path], format: null, options: {} });
      expect([known, questions.map(({ answer, question }) => [question.text, answer])]).toEqual([
        format,
        [['What?', 'cat']],
      ]);
    }
  },
);

test('a benchmark without questions, or with one id twice, is refused', async () => {
  const twice = { video_name: 'a', question: 'What?', question_id: '1' };
  const path = write('twice_q.json', [twice, twice]);
  write('twice_a.json', [
    { answer: 'a', question_id: '1' },
    { answer: 'b', question_id: '1' },
  ]);
  const read = (named: string, format: string | null = null) => readBenchmark({ paths: [named], format, options: {} });
  await expect(read(path)).rejects.toThrow('the id 1 stands at several questions');
  const unanswered = write('generic_qa.json', [{ video_name: 'a', Q: 'What?', A: ' ' }]);
  await expect(read(unanswered)).rejects.toThrow('there is no question with its answer in it');
  await expect(read(write('x.yaml', []))).rejects.toThrow('x.yaml: neither its name nor how it begins');
  await expect(videosBelow(join(folder, 'nowhere'))).rejects.toThrow('nowhere');
});

test.for([
  ['A dog.', 'a dog', true],
  [' “Yes” ', 'yes', true],
  ['two  dogs', 'two dogs', true],
  ['dogs', 'dog', false],
] as const)('%s and %s: %s', ([pred, answer, same]) => {
  expect(isExact(pred, answer)).toBe(same);
});
