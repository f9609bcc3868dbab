import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeTinyClip } from '../services/drafting/tiny-clip.ts';
import { startJudge } from '../services/evaluation/made-judge.ts';
import { foldersUntil } from '../services/library/test-folder.ts';
import { makeHome, panda } from './spawned.ts';

const makeFolder = foldersUntil(afterAll);

test('a benchmark is answered, judged by whom the person names, and told with all that the scores depend on', async () => {
  const folder = makeFolder();
  const home = await makeHome(join(folder, 'home'));
  await writeTinyClip(join(folder, 'videos', 'v_one.mp4'), 1);
  mkdirSync(join(folder, 'qa'));
  const rows = [{ video_name: 'one', question: 'What is it?', question_id: 'v_one_0' }];
  writeFileSync(join(folder, 'qa', 'test_q.json'), JSON.stringify(rows));
  writeFileSync(join(folder, 'qa', 'test_a.json'), JSON.stringify([{ answer: 'a dog', question_id: 'v_one_0' }]));
  const run = (...more: string[]): ReturnType<typeof panda> => {
    const named = ['--benchmark', 'qa/test_q.json', '--videos', 'videos', '--model', 'tiny', '--max-tokens', '3'];
    return panda(['evaluate', ...named, ...more], { cwd: folder, home });
  };
  const alone = await run();
  expect([alone.code, alone.stdout.split('\n')[0]]).toEqual([0, 'tiny 0.0.1 answered 1 of 1 question.']);
  expect(alone.stdout).toContain('In evaluation-tiny-test_q: predictions.jsonl, predictions.json, answers.jsonl');

  await using judge = await startJudge(() => '{"pred": "yes", "score": 4}', { timeoutMs: 10_000 });
  const by = ['--judge', judge.endpoint.url, '--judge-model', 'stand-in'];
  const judged = await run(...by);
  expect(judged.stdout).toMatch(
    /Judge stand-in, prompts panda 1 \([0-9a-f]{12}\):\n {2}qa {2}4\.00 {2}accuracy 100\.0 {2}1 judged\n/,
  );
  const { judge: said } = JSON.parse((await run(...by, '--json')).stdout) as { judge: { scores: unknown } };
  expect([said.scores, judge.requests.length]).toEqual([{ qa: { judged: 1, unjudged: 0, score: 4, accuracy: 1 } }, 1]);
  expect(readFileSync(join(folder, 'evaluation-tiny-test_q', 'judge.jsonl'), 'utf8')).toContain('"model":"stand-in"');

  expect((await run('--judge', judge.endpoint.url)).code).toBe(2);
  expect((await run('--judge-model', 'x')).code).toBe(2);
  expect((await run(...by, '--judge-key-env', 'PANDA_NO_SUCH_KEY')).code).toBe(2);
});
