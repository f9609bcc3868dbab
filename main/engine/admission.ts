/**
 * Lets jobs start as memory allows, and finds memory for those that grow. Knows the budget, what each job may need and
 * which prefixes can go; does not know what runs next.
 *
 * Memory comes first from prefixes that nobody uses, the longest unused first; then from jobs that started last, which
 * are parked: they give up their cache, and read prompt and answer again when there is room. An interactive job may park
 * batch jobs, never the other way round.
 */
import type { Priority } from './generation.ts';
import type { Group, Started } from './group.ts';
import type { Job } from './job.ts';
import { EngineError } from './problem.ts';
import { prefixLength, type Prefix, type PrefixStore } from './prefixes.ts';
import { claimedBytes, nothingAllocated } from './room.ts';

interface AdmissionParts {
  readonly budgetBytes: number;
  /** Most jobs of a priority that run together; it can become less while they do. */
  readonly limits: { readonly batchSize: number };
  readonly groups: Readonly<Record<Priority, Group>>;
  readonly prefixes: PrefixStore;
  readonly listener: { wantPieces(call: number): void; failed(call: number, error: unknown): void };
}

export class Admission {
  readonly #parts: AdmissionParts;

  constructor(parts: AdmissionParts) {
    this.#parts = parts;
  }

  /** Starts the jobs that can start, in the order they came; those whose prefix is still awaited do not hold up the others. */
  admit(priority: Priority): void {
    const { groups, limits } = this.#parts;
    const { batchSize } = limits;
    const group = groups[priority];
    const near = group.waiting.slice(0, batchSize);
    for (const job of near) this.#prefixOf(job); // all are asked for now, whether or not they can start
    for (const job of near) {
      const prefix = this.#prefixOf(job);
      if (prefix === 'awaited') continue;
      const problem = this.#problemOf(job, prefix);
      if (problem) {
        group.remove(job);
        this.#parts.listener.failed(job.call, problem);
        continue;
      }
      if (!this.#start(group, { job, prefix })) break;
    }
    this.#forgetUnwanted();
  }

  /** Sees to it that every job of the lane has room for its next token; parks some if there is no other way. */
  makeRoomToWrite(group: Group): void {
    for (const job of group.lane.jobs.filter((one) => one.outgrowsReservation)) {
      if (!group.lane.jobs.includes(job)) continue; // parked for another one
      job.reserved = job.nextReservation;
      while (!this.#fits()) {
        const victim = this.#victim(group);
        if (!victim) {
          group.remove(job);
          this.#parts.listener.failed(job.call, this.#tooLarge(this.#claimed()));
          break;
        }
        this.#park(victim);
        if (victim === job) break;
      }
    }
  }

  /** A job's prefix, with its length known; asks for the pieces where nobody has. */
  #prefixOf(job: Job): Prefix | null | 'awaited' {
    const { prefixes, listener } = this.#parts;
    if (job.prefixKey === null) return null;
    const prefix = prefixes.find(job.prefixKey);
    if (!prefix) {
      prefixes.want(job.prefixKey, { reader: job.reader, provider: job.call });
      listener.wantPieces(job.call);
    }
    if (!prefix || prefix.state.kind === 'wanted') return 'awaited';
    job.prefixLength = prefixLength(prefix);
    return prefix;
  }

  /** Why a job can never run, whatever else does. */
  #problemOf(job: Job, prefix: Prefix | null): EngineError | null {
    if (job.promptTokens >= job.reader.shape.maxPositions) {
      const { maxPositions } = job.reader.shape;
      return new EngineError({ code: 'prompt-too-long', promptTokens: job.promptTokens, maxPositions });
    }
    const claims = [{ job, prefix, reserved: job.firstReservation }];
    const alone = claimedBytes([{ claims, notJoined: 1, own: nothingAllocated, side: nothingAllocated }]);
    return alone > this.#parts.budgetBytes ? this.#tooLarge(alone) : null;
  }

  #start(group: Group, started: Started): boolean {
    const { job, prefix } = started;
    const { groups, limits, prefixes } = this.#parts;
    const others = group.started[0]?.job;
    if (group.started.length >= limits.batchSize || (others && others.reader !== job.reader)) return false;
    job.reserved = job.firstReservation;
    while (!this.#fits({ group, started })) {
      const victim = group === groups.interactive ? groups.batch.started.at(-1) : undefined;
      if (!victim) {
        job.reserved = 0;
        return false;
      }
      this.#park(victim.job);
    }
    const isShared = prefix !== null && (prefix.state.kind === 'held' || this.#inUse().has(prefix));
    if (prefix) prefixes.touch(prefix);
    job.started({ reusedTokens: isShared ? (job.prefixLength ?? 0) : 0 });
    group.start(started);
    return true;
  }

  /** Whether all that has started, and one more, fits the budget; drops idle prefixes until it does, or there are none. */
  #fits(more?: { group: Group; started: Started }): boolean {
    const spareBytes = this.#parts.budgetBytes - this.#claimed(more);
    if (spareBytes < 0) return false;
    const inUse = this.#inUse();
    if (more?.started.prefix) inUse.add(more.started.prefix);
    this.#parts.prefixes.evict({ inUse, keepBytes: spareBytes });
    return true;
  }

  #claimed(more?: { group: Group; started: Started }): number {
    const groups = Object.values(this.#parts.groups);
    return claimedBytes(groups.map((group) => group.claims(more?.group === group ? [more.started] : [])));
  }

  #inUse(): Set<Prefix> {
    const started = Object.values(this.#parts.groups).flatMap((group) => group.started);
    return new Set(started.flatMap(({ prefix }) => prefix ?? []));
  }

  /** Who gives way to a job of this group: the last that started, batch jobs first; nobody when it is alone. */
  #victim(group: Group): Job | null {
    const { interactive, batch } = this.#parts.groups;
    const candidates = group === batch ? batch.started : [...interactive.started, ...batch.started];
    const isAlone = interactive.started.length + batch.started.length === 1;
    return isAlone ? null : (candidates.at(-1)?.job ?? null);
  }

  #park(job: Job): void {
    this.#parts.groups[job.request.priority].park(job);
    this.#forgetUnwanted();
  }

  /** Lets go of what was read of prefixes whose jobs are gone, and of prefixes that nobody near the front wants any more, unless they are held. */
  #forgetUnwanted(): void {
    const { groups, limits, prefixes, listener } = this.#parts;
    const near = Object.values(groups).flatMap(({ waiting, started }) => [
      ...waiting.slice(0, limits.batchSize),
      ...started.map(({ job }) => job),
    ]);
    const inUse = this.#inUse();
    for (const prefix of prefixes.all()) {
      if (prefix.state.kind === 'held') continue;
      if (!inUse.has(prefix)) prefixes.stopReading(prefix);
      const wanting = near.filter((job) => job.prefixKey === prefix.key);
      const [first] = wanting;
      if (!first) prefixes.drop(prefix);
      else if (prefix.state.kind === 'wanted' && wanting.every((job) => job.call !== prefix.provider)) {
        prefix.provider = first.call;
        listener.wantPieces(first.call);
      }
    }
  }

  #tooLarge(neededBytes: number): EngineError {
    return new EngineError({ code: 'out-of-memory-budget', neededBytes, budgetBytes: this.#parts.budgetBytes });
  }
}
