/** Reads a project's measures and tells them to who started this thread. */
import { parentPort, workerData } from 'node:worker_threads';
import { ProblemError } from '../../document/problem.ts';
import { openProject } from '../../store/index.ts';
import { readStats } from '../measures/stats.ts';
import type { StatsAnswer, StatsJob } from './measures.ts';

const { only, path } = workerData as StatsJob;
const tell = (answer: StatsAnswer): void => parentPort?.postMessage(answer);

try {
  using store = openProject(path, { readOnly: true });
  const of = store.count('video');
  const onProgress = (videos: number): void => tell({ event: 'progress', videos, of });
  tell({ event: 'done', report: readStats(store, { only, onProgress }) });
} catch (error) {
  if (!(error instanceof ProblemError)) throw error;
  tell({ event: 'problem', problem: error.problem });
}
