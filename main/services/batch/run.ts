/**
 * Works through a batch: several clips under way, their records written in the order of the clips.
 * A clip that cannot be done is an event and never the end; only what would stop every clip ends the run.
 */
import { ProblemError, sentence } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import type { BatchClip } from './clip.ts';
import { draftClip } from './draft-clip.ts';
import type { ClipOutcome } from './draft-clip.ts';
import { inOrder } from './in-order.ts';
import { startPace } from './pace.ts';
import type { BatchEvent, BatchPlan } from './plan.ts';

/** Enough that the engine always has a full batch while the next clips are decoded. */
const CLIPS_AT_ONCE = 6;

/** Ends early, with `stopped`, when the signal is aborted: then clips under way are dropped, and nothing is half written. */
export async function* runBatch(plan: BatchPlan, signal: AbortSignal): AsyncGenerator<BatchEvent> {
  const total = plan.clips.length + plan.problems.length;
  const counts = { done: 0, failed: 0, skipped: 0 };
  const pace = startPace();
  yield { event: 'started', total, model: plan.drafter.model };

  for (const { path, problem } of plan.problems) {
    counts.failed++;
    yield { event: 'failed', path, span: null, problem, message: sentence(problem) };
  }
  const work = async (clip: BatchClip, ended: AbortSignal): Promise<{ clip: BatchClip; outcome: ClipOutcome }> => ({
    clip,
    outcome: await outcomeOf(plan, clip, ended),
  });
  for await (const { clip, outcome } of inOrder(plan.clips, { atOnce: CLIPS_AT_ONCE, work, signal })) {
    if (outcome.kind === 'stopped') break;
    const { path, span } = clip;
    counts[outcome.kind]++;
    if (outcome.kind === 'failed') {
      const { problem } = outcome;
      yield { event: 'failed', path, span, problem, message: sentence(problem) };
    } else if (outcome.kind === 'done') {
      await plan.ledger?.append(outcome.records);
      if (outcome.sidecarText !== null) await plan.sidecars?.write(clip, outcome.sidecarText);
      const { text, outsideWorld, records } = outcome;
      yield { event: 'item', path, span, text, outsideWorld, records };
    }
    const left = total - counts.done - counts.failed - counts.skipped;
    yield { event: 'progress', ...counts, total, ...pace.after({ worked: outcome.kind !== 'skipped', left }) };
    if (signal.aborted) break;
  }
  const seconds = pace.seconds();
  yield {
    event: 'finished',
    ...counts,
    total,
    seconds,
    stopped: signal.aborted && counts.done + counts.failed + counts.skipped < total,
  };
}

async function outcomeOf(plan: BatchPlan, clip: BatchClip, signal: AbortSignal): Promise<ClipOutcome> {
  const isStopped = (): boolean => signal.aborted;
  for (let attempt = 1; !isStopped(); attempt++) {
    try {
      return await draftClip(plan, clip, signal);
    } catch (error) {
      if (isStopped()) break;
      if (!(error instanceof ProblemError) || isFatal(error.problem)) throw error;
      // A crash takes every clip under way with it, and only one of them is to blame.
      if (attempt === 1 && error.problem.code === 'engine-crashed') continue;
      return { kind: 'failed', problem: error.problem };
    }
  }
  return { kind: 'stopped' };
}

/** Whether every other clip would fail in the same way. */
function isFatal(problem: Problem): boolean {
  return ['output-unwritable', 'output-in-use', 'output-foreign', 'model-damaged', 'ffmpeg-missing'].includes(
    problem.code,
  );
}
