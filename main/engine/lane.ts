/**
 * Jobs that write together: each step gives every one of them its next token. Their own rows lie in one cache, row i for
 * job i; one prefix common to all is read where it is held, several are copied side by side. Knows nothing of priorities,
 * budgets or who waits; a lane has one decoder as long as it has jobs.
 */
import { bytesPerPosition, type KeyValueCache } from './cache.ts';
import type { Job } from './job.ts';
import type { Reader, SharedPrefixes } from './reader.ts';
import { nothingAllocated, type Allocated } from './room.ts';

export interface Member {
  readonly job: Job;
  /** Held as long as the job is here. */
  readonly prefix: KeyValueCache;
}

export class Lane {
  readonly #members: Member[] = [];
  #own: KeyValueCache | null = null;
  /** The distinct prefixes, in the order of `#side`'s rows. */
  readonly #prefixes: KeyValueCache[] = [];
  /** Copies of the prefixes, one a row, when there are several. */
  #side: KeyValueCache | null = null;

  get jobs(): readonly Job[] {
    return this.#members.map(({ job }) => job);
  }

  get own(): Allocated {
    return allocatedOf(this.#own);
  }

  get side(): Allocated {
    return allocatedOf(this.#side);
  }

  /** Takes in jobs whose suffixes have been read; `own` has a row for each and belongs to the lane from now on. */
  join(members: readonly Member[], own: KeyValueCache): void {
    for (const { job, prefix } of members) this.#share(prefix, job.reader);
    const first = this.#members.length;
    this.#members.push(...members);
    if (!this.#own) {
      this.#own = own;
      return;
    }
    this.#own.resize({ rows: this.#members.length, capacity: Math.max(this.#own.capacity, own.capacity) });
    for (const row of members.keys()) this.#own.copyRow({ from: own, row, to: first + row });
    own.release();
  }

  leave(job: Job): void {
    const row = this.#members.findIndex((member) => member.job === job);
    const member = this.#members[row];
    if (!member) return;
    const last = this.#members.pop();
    if (last && last !== member) this.#members[row] = last;
    this.#own?.removeRow(row);
    if (this.#members.every(({ prefix }) => prefix !== member.prefix)) this.#unshare(member.prefix);
    if (this.#members.length > 0) return;
    this.#own?.release();
    this.#own = null;
  }

  /** Reads each job's last token; gives the logits after it, in the order of `jobs`. */
  async step(): Promise<Float32Array[]> {
    const reader = this.#members[0]?.job.reader;
    if (!reader || !this.#own) return [];
    const { hiddenSize } = reader.shape;
    const all = await reader.embed(this.jobs.map((job) => job.lastToken));
    const embeddings = this.jobs.map((_, row) => all.subarray(row * hiddenSize, (row + 1) * hiddenSize));
    return reader.read({ embeddings, own: this.#own, shared: this.#shared() });
  }

  #shared(): SharedPrefixes {
    const cache = this.#side ?? this.#prefixes[0];
    if (!cache) throw new RangeError('a lane with jobs has a prefix');
    return { cache, rowOf: this.#members.map(({ prefix }) => this.#prefixes.indexOf(prefix)) };
  }

  #share(prefix: KeyValueCache, reader: Reader): void {
    if (this.#prefixes.includes(prefix)) return;
    this.#prefixes.push(prefix);
    if (this.#prefixes.length === 1) return;
    const capacity = Math.max(...this.#prefixes.map(({ lengths }) => lengths[0] ?? 0));
    const copied = this.#side ? this.#prefixes.length - 1 : 0;
    this.#side ??= reader.newCache({ rows: 0, capacity });
    this.#side.resize({ rows: this.#prefixes.length, capacity: Math.max(capacity, this.#side.capacity) });
    for (const [row, from] of this.#prefixes.entries()) {
      if (row >= copied) this.#side.copyRow({ from, row: 0, to: row });
    }
  }

  #unshare(prefix: KeyValueCache): void {
    const row = this.#prefixes.indexOf(prefix);
    const last = this.#prefixes.pop();
    if (last && last !== prefix) this.#prefixes[row] = last;
    if (this.#prefixes.length > 1) return this.#side?.removeRow(row);
    this.#side?.release();
    this.#side = null;
  }
}

function allocatedOf(cache: KeyValueCache | null): Allocated {
  if (!cache) return nothingAllocated;
  return { bytes: cache.bytes, rowBytes: cache.capacity * bytesPerPosition(cache.shape) };
}
