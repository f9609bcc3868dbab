/** How much a person has done in a queue today, as the journal has it. */
import type { Queue } from '../../contract/review.ts';
import type { StepLabel } from '../../document/edit.ts';
import type { PersonId } from '../../document/ids.ts';
import type { ProjectStore } from '../../store/index.ts';

const LABELS: Readonly<Record<Queue, readonly StepLabel[]>> = {
  decide: ['accept', 'reject', 'skip'],
  blind: ['accept', 'reject', 'skip'],
  review: ['approve', 'return'],
};
const PAGE = 500;

/** Steps since midnight of this machine; what was taken back does not count. */
export function doneSince(store: ProjectStore, { personId, queue }: { personId: PersonId; queue: Queue }): number {
  const midnight = new Date().setHours(0, 0, 0, 0);
  let done = 0;
  for (let before: number | undefined; ;) {
    const steps = store.steps({ limit: PAGE, personId, ...(before !== undefined && { before }) });
    for (const { atMs, kind, label, undone } of steps) {
      if (atMs < midnight) return done;
      if (kind === 'do' && !undone && LABELS[queue].includes(label)) done++;
    }
    const last = steps.at(-1);
    if (last === undefined || steps.length < PAGE) return done;
    before = last.seq;
  }
}
