/** What is to be evaluated, with what, and by whom it is judged. */
import type { Drafter, SamplingPlan } from '../drafting/drafter.ts';
import type { Benchmark } from './benchmark.ts';
import type { FindVideo } from './find-video.ts';
import type { JudgeEndpoint } from './judge-client.ts';
import type { JudgePrompts } from './judge-prompts.ts';

export interface EvaluationJob {
  readonly benchmark: Benchmark;
  readonly find: FindVideo;
  readonly drafter: Drafter;
  readonly sampling: SamplingPlan;
  /** Null: nobody is asked, and no connection is opened. */
  readonly judge: {
    readonly endpoint: JudgeEndpoint;
    readonly prompts: JudgePrompts;
    readonly atOnce: number;
    readonly firstWaitMs: number;
  } | null;
  readonly out: string;
}
