/** Measures of the open project, in a thread of their own: a large project takes seconds, and nothing else may wait. */
import { Worker } from 'node:worker_threads';
import type { StatsEvent } from '../../contract/measures.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import type { Base } from './base.ts';
import type { Desk } from './context.ts';
import { telling } from './telling.ts';

export type StatsAnswer = StatsEvent | { readonly event: 'problem'; readonly problem: Problem };

export interface StatsJob {
  readonly path: string;
  readonly only: string | null;
}

export function measuresPart({ measures: base }: Base, desk: Desk) {
  return base.router({
    stats: base.stats.handler(({ input, signal }) => {
      const { project } = desk;
      const only = input.query.trim() === '' ? null : input.query;
      const job: StatsJob = { path: project.store.path, only };
      return project.holdStream(
        telling<StatsEvent>(project.signalWith(signal), (tell, ended) => workAt(job, tell, ended)),
      );
    }),
  });
}

async function workAt(job: StatsJob, tell: (event: StatsEvent) => void, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  const worker = new Worker(new URL('measures-thread.ts', import.meta.url), { workerData: job });
  const over = Promise.withResolvers<void>();
  const leave = (): void => over.reject(signal.reason as Error);
  signal.addEventListener('abort', leave, { once: true });
  worker.on('error', over.reject);
  worker.on('message', (answer: StatsAnswer) => {
    if (answer.event === 'problem') return over.reject(new ProblemError(answer.problem));
    tell(answer);
    if (answer.event === 'done') over.resolve();
  });
  try {
    await over.promise;
  } finally {
    signal.removeEventListener('abort', leave);
    await worker.terminate();
  }
}
