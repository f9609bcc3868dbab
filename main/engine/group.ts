/**
 * The work of one priority: what waits, what has started, and the lane of those that write. Knows how a job goes from
 * one to the next; does not know the other priority or the memory budget.
 */
import type { Intake } from './intake.ts';
import type { Job } from './job.ts';
import { Lane } from './lane.ts';
import type { Prefix } from './prefixes.ts';
import type { LaneClaims } from './room.ts';

export interface Started {
  readonly job: Job;
  readonly prefix: Prefix | null;
}

export class Group {
  /** Calls of single graphs. */
  readonly runs: (() => Promise<void>)[] = [];
  /** In the order they came. */
  readonly waiting: Job[] = [];
  /** In the order they started; memory is kept for them. */
  readonly started: Started[] = [];
  readonly lane = new Lane();
  intake: Intake | null = null;

  /** Memory that its jobs may need, with one more or not. */
  claims(more: Started[] = []): LaneClaims {
    const all = [...this.started, ...more];
    return {
      claims: all.map(({ job, prefix }) => ({ job, prefix, reserved: job.reserved })),
      notJoined: all.length - this.lane.jobs.length,
      own: this.lane.own,
      side: this.lane.side,
    };
  }

  start(started: Started): void {
    removeWhere(this.waiting, (job) => job === started.job);
    this.started.push(started);
  }

  /** Jobs that have started but do not write yet, and are not being read. */
  get unread(): readonly Started[] {
    const busy = new Set([...this.lane.jobs, ...(this.intake?.jobs ?? [])]);
    return this.started.filter(({ job }) => !busy.has(job));
  }

  /** Without the prefixes. */
  get cacheBytes(): number {
    return this.lane.own.bytes + this.lane.side.bytes + (this.intake?.own.bytes ?? 0);
  }

  has(job: Job): boolean {
    return this.waiting.includes(job) || this.started.some((one) => one.job === job);
  }

  /** Takes a job out, wherever it is. Its own cache is gone. */
  remove(job: Job): void {
    removeWhere(this.waiting, (one) => one === job);
    removeWhere(this.started, (one) => one.job === job);
    if (this.intake?.jobs.includes(job)) {
      this.intake.own.release();
      this.intake = null;
    }
    this.lane.leave(job);
    job.reserved = 0;
  }

  /** Sends a job back to the front of those that wait; what it has written stays. */
  park(job: Job): void {
    this.remove(job);
    this.waiting.unshift(job);
  }
}

function removeWhere<T>(list: T[], isIt: (one: T) => boolean): void {
  const at = list.findIndex(isIt);
  if (at >= 0) list.splice(at, 1);
}
