import { expect, test, vi } from 'vitest';
import type { RunEvent, RunSummary } from '../../main/contract/index.ts';
import type { RunId } from '../../main/document/ids.ts';
import type { RunState } from '../../main/document/observations.ts';
import { Runs } from './runs.svelte.ts';
import { NewRun } from './runs/new-run.svelte.ts';
import { streamOf, testApp } from './test-app.ts';

const runId = '01M7YBPZE48A4H9JVCS3' as RunId;
const model = { id: 'panda-mini', version: '1.0.0', weightsHash: 'w' };

function summary(state: RunState, id = runId): RunSummary {
  const run = { id, state, recipe: { name: 'captions' } };
  return { run, counts: { waiting: 1, working: 0, done: 1, skipped: 0, failed: 0 }, texts: 2 } as unknown as RunSummary;
}

const started: RunEvent = {
  event: 'started',
  runId,
  recipe: 'captions',
  model,
  policy: 'fill',
  resumed: false,
  total: 4,
  left: 4,
};

function progress(done: number, failed: number): RunEvent {
  const failures = failed === 0 ? {} : { 'video-damaged': failed };
  return {
    event: 'progress',
    done,
    failed,
    skipped: 0,
    total: 4,
    texts: 2 * done,
    failures,
    perMinute: 30,
    secondsLeft: 4,
  };
}

test('a run that was started elsewhere is watched, told at the bottom, and let go of at its end', async () => {
  const gate = Promise.withResolvers<void>();
  let state: RunState = 'running';
  async function* follow(): AsyncGenerator<RunEvent> {
    yield* [started, progress(2, 1), { event: 'paused' } as const];
    await gate.promise;
    state = 'finished';
    yield {
      event: 'finished',
      runId,
      state,
      seconds: 1,
      texts: 6,
      failures: {},
      done: 3,
      failed: 1,
      skipped: 0,
      total: 4,
    };
  }
  const { app } = testApp({ runs: { list: async () => [summary(state)], follow: async () => follow() } as never });
  const runs = new Runs(app);
  runs.attend(app.session.open);
  await expect.poll(() => runs.live?.paused).toBe(true);
  expect([runs.live?.over, runs.live?.failures, runs.picked, app.running.now]).toEqual([
    3,
    { 'video-damaged': 1 },
    runId,
    { name: 'captions', done: 3, total: 4, failed: 1, perMinute: 30, leftMs: 4000 },
  ]);
  gate.resolve();
  await expect.poll(() => runs.shown?.run.state).toBe('finished');
  expect([runs.live, app.running.now]).toEqual([null, null]);
});

test('starting tells what kept it from starting, and shows the run once it has begun', async () => {
  let refused = true;
  const start = async () => {
    if (refused) throw new Error('under way');
    return streamOf([started, progress(1, 0)]);
  };
  const { app } = testApp({ runs: { list: async () => [summary('finished')], start } as never });
  const runs = new Runs(app);
  runs.attend(app.session.open);
  runs.picked = 'new';
  await expect(runs.start({} as never)).rejects.toThrow('under way');
  expect(runs.picked).toBe('new');
  refused = false;
  await runs.start({} as never);
  expect([runs.picked, runs.shown?.run.id]).toEqual([runId, runId]);
});

test('what a plan would do is counted once it stands still, and only of the last plan', async () => {
  vi.useFakeTimers();
  const asked: string[] = [];
  const forecast = async ({ query }: { readonly query: string }) => {
    asked.push(query);
    return { forecast: { videos: 3, skipped: 1, texts: 4, unsegmented: 0, factor: 1 }, model, resumes: null };
  };
  const { app } = testApp({ runs: { forecast } });
  const run = new NewRun(app);
  run.recipe = 'captions';
  for (const query of ['d', 'du', 'dur:<1m']) {
    run.query = query;
    run.count(run.plan);
  }
  expect(run.mayStart).toBe(false);
  await vi.runAllTimersAsync();
  expect([asked, run.mayStart]).toEqual([['dur:<1m'], true]);
  run.limit = 'many';
  expect([run.isLimitWrong, run.plan.limit, run.mayStart]).toEqual([true, null, false]);
  vi.useRealTimers();
});
