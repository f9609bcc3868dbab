/**
 * Jobs that write together: each step gives every one of them its next token. Their own rows lie in one cache, row i for
 * job i, from the next step after they came. Knows nothing of priorities, budgets or who waits; a lane has one decoder as
 * long as it has jobs.
 */
import type { KeyValueCache } from './cache.ts';
import type { Job } from './job.ts';
import { allocatedOf, type Allocated } from './room.ts';
import { SideBySide } from './side-by-side.ts';

export interface Member {
  readonly job: Job;
  /** Held as long as the job is here. */
  readonly prefix: KeyValueCache;
}

/** Jobs with a cache of their own, row i for member i. */
interface Crew {
  readonly members: Member[];
  readonly own: KeyValueCache;
}

export class Lane {
  /** The first has stepped, or is about to; the others came since. */
  #crews: Crew[] = [];
  readonly #prefixes = new SideBySide();

  get jobs(): readonly Job[] {
    return this.#crews.flatMap(({ members }) => members.map(({ job }) => job));
  }

  get own(): Allocated {
    const all = this.#crews.map(({ own }) => allocatedOf(own));
    return {
      bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
      rowBytes: Math.max(0, ...all.map(({ rowBytes }) => rowBytes)),
    };
  }

  /** Prefixes copied side by side. */
  get side(): Allocated {
    return this.#prefixes.allocated;
  }

  /** Takes in jobs whose suffixes have been read; `own` has a row for each and belongs to the lane from now on. */
  join(members: readonly Member[], own: KeyValueCache): void {
    this.#crews.push({ members: [...members], own });
  }

  leave(job: Job): void {
    for (const crew of this.#crews) {
      const { members, own } = crew;
      const row = members.findIndex((member) => member.job === job);
      const member = members[row];
      if (!member) continue;
      const last = members.pop();
      if (last && last !== member) members[row] = last;
      own.removeRow(row);
      if (members.length > 0) continue;
      own.release();
      this.#crews = this.#crews.filter((one) => one !== crew);
    }
    if (this.#crews.length === 0) this.#prefixes.release();
  }

  /** Reads each job's last token; gives the logits after it, in the order of `jobs`. */
  async step(): Promise<Float32Array[]> {
    const crew = this.#together();
    const reader = crew?.members[0]?.job.reader;
    if (!crew || !reader) return [];
    const { hiddenSize } = reader.shape;
    const all = await reader.embed(this.jobs.map((job) => job.lastToken));
    const embeddings = crew.members.map((_, row) => all.subarray(row * hiddenSize, (row + 1) * hiddenSize));
    const held = crew.members.map(({ prefix }) => prefix);
    const shared = this.#prefixes.lay(held, (size) => reader.newCache(size));
    return reader.read({ embeddings, own: crew.own, shared });
  }

  /** Those that came go to the first, all at once: to make room for one more, everything is laid anew. */
  #together(): Crew | undefined {
    const [first, ...others] = this.#crews;
    if (!first || others.length === 0) return first;
    const rows = this.jobs.length;
    const capacity = Math.max(...this.#crews.map(({ own }) => own.capacity));
    first.own.resize({ rows, capacity });
    for (const { members, own } of others) {
      for (const row of members.keys()) first.own.copyRow({ from: own, row, to: first.members.length + row });
      first.members.push(...members);
      own.release();
    }
    this.#crews = [first];
    return first;
  }
}
