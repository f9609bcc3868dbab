/** What a model says to the tasks of an exam. Knows nothing of right and wrong. */
import { draft } from '../../main/services/drafting/drafter.ts';
import type { Drafter, Shown } from '../../main/services/drafting/drafter.ts';
import type { Task } from './exam.ts';

const sampling = { kind: 'greedy', maxNewTokens: 96 } as const;

/** All tasks about one clip at once, and no other clip's, so that a run can be repeated. */
export async function answersTo(tasks: readonly Task[], shown: Shown, drafter: Drafter): Promise<string[]> {
  const { signal } = new AbortController();
  const drafts = await Promise.all(
    tasks.map(({ prompt }) => draft(drafter, { shown, prompt, sampling, priority: 'batch' }, signal)),
  );
  return drafts.map(({ text }) => text);
}
