/**
 * Decides what runs next: one graph call at a time, interactive work before batch work at every chunk and token. Knows
 * jobs, their prefixes and the memory budget; knows nothing of messages, processes or what tokens mean.
 *
 * Within a priority: graph runs; then suffixes, so that jobs join those that write; then prefixes and steps. Jobs start
 * in the order they came, as far as memory goes (admission.ts).
 */
import { setImmediate as messagesSeen } from 'node:timers/promises';
import { Admission } from './admission.ts';
import type { GenerationEnd, Priority, PrefixPiece } from './generation.ts';
import { Group } from './group.ts';
import type { KeyValueCache } from './cache.ts';
import { Intake, jobsForOneIntake } from './intake.ts';
import type { Job } from './job.ts';
import type { EngineNotice } from './device.ts';
import { EngineError } from './problem.ts';
import { readPrefixChunk } from './prefill.ts';
import { cachedBytes, lengthOfPieces, PrefixStore, type Prefix } from './prefixes.ts';
import type { Reader } from './reader.ts';
import { relieve } from './relief.ts';
import type { TokenEvent } from './sampling.ts';

export interface SchedulerListener {
  wantPieces(call: number): void;
  token(call: number, token: TokenEvent): void;
  ended(call: number, end: GenerationEnd): void;
  failed(call: number, error: unknown): void;
  /** Something failed and was helped. */
  notice(notice: EngineNotice): void;
  /** After each graph call, when all of the above have been said. */
  turnEnded(): void;
}

export interface SchedulerOptions {
  readonly budgetBytes: number;
  /** Most jobs of a priority that run together. */
  readonly batchSize: number;
}

export interface SchedulerStatus {
  readonly budgetBytes: number;
  /** All caches together, now; `prefixBytes` of them are prefixes, in use or kept for the next question. */
  readonly cacheBytes: number;
  readonly prefixBytes: number;
  readonly heldPrefixes: number;
  readonly waiting: number;
  readonly running: number;
}

type Work = () => Promise<void>;

export class Scheduler {
  readonly #listener: SchedulerListener;
  readonly #options: SchedulerOptions;
  readonly #prefixes = new PrefixStore();
  readonly #groups: Readonly<Record<Priority, Group>> = { interactive: new Group(), batch: new Group() };
  readonly #admission: Admission;
  readonly #limits: { batchSize: number };
  readonly #cancelled = new Set<Job>();
  #looping = false;
  #hold: Promise<void> | null = null;

  constructor(options: SchedulerOptions, listener: SchedulerListener) {
    this.#options = options;
    this.#listener = listener;
    this.#limits = { batchSize: options.batchSize };
    const { budgetBytes } = options;
    const parts = { budgetBytes, limits: this.#limits, groups: this.#groups, prefixes: this.#prefixes };
    this.#admission = new Admission({ ...parts, listener });
  }

  /** Does a call of a single graph when its turn comes. */
  run(priority: Priority, work: Work): void {
    this.#groups[priority].runs.push(work);
    this.#wake();
  }

  generate(job: Job): void {
    this.#groups[job.request.priority].waiting.push(job);
    this.#wake();
  }

  /** The pieces of the prefix that a call was asked for. */
  give(call: number, pieces: readonly PrefixPiece[]): void {
    const prefix = this.#prefixes.all().find(({ state, provider }) => state.kind === 'wanted' && provider === call);
    if (!prefix) return;
    prefix.state = { kind: 'given', pieces, length: lengthOfPieces(pieces), reading: null };
    this.#wake();
  }

  /** Lets go of a prefix that nobody is to ask about again; one that a job has or waits for stays. */
  dropPrefix(key: string): void {
    const prefix = this.#prefixes.find(key);
    const groups = Object.values(this.#groups);
    const jobs = groups.flatMap(({ waiting, started }) => [...waiting, ...started.map(({ job }) => job)]);
    if (prefix?.state.kind === 'held' && jobs.every(({ prefixKey }) => prefixKey !== key)) this.#prefixes.drop(prefix);
  }

  /** Ends a job at the next chunk or token; what it wrote stands. */
  cancel(call: number): void {
    for (const { waiting, started } of Object.values(this.#groups)) {
      const job = [...waiting, ...started.map((one) => one.job)].find((one) => one.call === call);
      if (job) this.#cancelled.add(job);
    }
    this.#wake();
  }

  /** Ends every job of a decoder and drops its prefixes. Only between two graph calls: from within a run. */
  forget(reader: Reader): void {
    for (const { waiting, started } of Object.values(this.#groups)) {
      for (const job of [...waiting, ...started.map((one) => one.job)]) {
        if (job.reader === reader) this.#cancelled.add(job);
      }
    }
    this.#endCancelled();
    for (const prefix of this.#prefixes.all()) if (prefix.reader === reader) this.#prefixes.drop(prefix);
  }

  /** Starts nothing new until `arrived`: a long message is on its way and would otherwise come in between many runs. */
  holdUntil(arrived: Promise<void>): void {
    this.#hold = arrived;
  }

  get status(): SchedulerStatus {
    const groups = Object.values(this.#groups);
    const prefixes = this.#prefixes.all();
    const prefixBytes = prefixes.reduce((sum, prefix) => sum + cachedBytes(prefix), 0);
    return {
      budgetBytes: this.#options.budgetBytes,
      cacheBytes: groups.reduce((sum, group) => sum + group.cacheBytes, prefixBytes),
      prefixBytes,
      heldPrefixes: prefixes.filter(({ state }) => state.kind === 'held').length,
      waiting: groups.reduce((sum, { waiting }) => sum + waiting.length, 0),
      running: groups.reduce((sum, { started }) => sum + started.length, 0),
    };
  }

  #wake(): void {
    if (this.#looping) return;
    this.#looping = true;
    void this.#loop();
  }

  async #loop(): Promise<void> {
    for (;;) {
      await messagesSeen();
      while (this.#hold) {
        const hold = this.#hold;
        await hold;
        if (this.#hold === hold) this.#hold = null;
      }
      const work = this.#next();
      if (!work) {
        this.#looping = false;
        this.#listener.turnEnded();
        return;
      }
      await work();
      this.#listener.turnEnded();
    }
  }

  #next(): Work | null {
    this.#endCancelled();
    for (const priority of ['interactive', 'batch'] as const) {
      const group = this.#groups[priority];
      const run = group.runs.shift();
      if (run) return run;
      this.#admission.admit(priority);
      const work = this.#nextOf(priority);
      if (work) return work;
    }
    return null;
  }

  /** What a person waits for is finished before something else is begun; a batch is filled before it steps. */
  #nextOf(priority: Priority): Work | null {
    const group = this.#groups[priority];
    const suffixes = this.#nextSuffixes(group);
    if (suffixes) return suffixes;
    const prefix = priority === 'batch' ? this.#nextPrefix(group) : null;
    if (prefix) return prefix;
    this.#admission.makeRoomToWrite(group);
    return group.lane.jobs.length > 0 ? this.#step(group) : this.#nextPrefix(group);
  }

  #nextSuffixes(group: Group): Work | null {
    const ready = group.unread.filter(({ prefix }) => prefix === null || prefix.state.kind === 'held');
    const jobs = group.intake ? null : jobsForOneIntake(ready.map(({ job }) => job));
    if (jobs) {
      const prefix = ready.find(({ job }) => job === jobs[0])?.prefix ?? null;
      group.intake = new Intake(jobs, cacheOf(prefix, jobs[0]));
    }
    return group.intake ? this.#readSuffixes(group, group.intake) : null;
  }

  #nextPrefix(group: Group): Work | null {
    const prefix = group.unread.find((one) => one.prefix?.state.kind === 'given')?.prefix;
    return prefix ? () => this.#readPrefix(group, prefix) : null;
  }

  async #readPrefix(group: Group, prefix: Prefix): Promise<void> {
    try {
      await readPrefixChunk(prefix);
    } catch (error) {
      if (await this.#relieve(error, { group, reader: prefix.reader, reading: true })) return;
      for (const one of Object.values(this.#groups)) {
        const jobs = one.started.filter((started) => started.prefix === prefix).map(({ job }) => job);
        this.#fail(one, error, jobs);
      }
      this.#prefixes.drop(prefix);
    }
  }

  #readSuffixes(group: Group, intake: Intake): Work {
    return async () => {
      try {
        const logits = await intake.read();
        if (!logits) return;
        group.intake = null;
        const ended = this.#take(group, intake.jobs, logits);
        const left = [...intake.jobs];
        for (const job of ended) {
          const row = left.indexOf(job);
          intake.own.removeRow(row);
          const last = left.pop();
          if (last && last !== job) left[row] = last;
        }
        if (left.length === 0) return intake.own.release();
        group.lane.join(
          left.map((job) => ({ job, prefix: intake.prefix })),
          intake.own,
        );
      } catch (error) {
        if (await this.#relieve(error, { group, reader: intake.reader, reading: true })) return;
        group.intake = null;
        intake.own.release();
        this.#fail(group, error, intake.jobs);
      }
    };
  }

  #step(group: Group): Work {
    return async () => {
      const { jobs } = group.lane;
      try {
        this.#take(group, jobs, await group.lane.step());
      } catch (error) {
        const reader = jobs[0]?.reader;
        if (reader && (await this.#relieve(error, { group, reader, reading: false }))) return;
        this.#fail(group, error, jobs);
      }
    };
  }

  async #relieve(error: unknown, of: { group: Group; reader: Reader; reading: boolean }): Promise<boolean> {
    const groups = Object.values(this.#groups);
    const onNotice = (notice: EngineNotice) => this.#listener.notice(notice);
    return relieve({ error, ...of }, { groups, prefixes: this.#prefixes, limits: this.#limits, onNotice });
  }

  /** Hands each job its logits; gives those that ended, which have left the group. */
  #take(group: Group, jobs: readonly Job[], logits: readonly Float32Array[]): Job[] {
    return jobs.filter((job, row) => {
      const { token, end, problem } = job.take(logits[row] ?? new Float32Array());
      if (token) this.#listener.token(job.call, token);
      if (end) this.#listener.ended(job.call, end);
      if (problem) this.#listener.failed(job.call, new EngineError(problem));
      if (end ?? problem) group.remove(job);
      return Boolean(end ?? problem);
    });
  }

  #fail(group: Group, error: unknown, jobs: readonly Job[]): void {
    for (const job of jobs) {
      group.remove(job);
      this.#listener.failed(job.call, error);
    }
  }

  #endCancelled(): void {
    for (const job of this.#cancelled) {
      const group = this.#groups[job.request.priority];
      if (!group.has(job)) continue; // it ended by itself meanwhile
      group.remove(job);
      this.#listener.ended(job.call, job.end('cancelled'));
    }
    this.#cancelled.clear();
  }
}

function cacheOf(prefix: Prefix | null, job: Job): KeyValueCache {
  return prefix?.state.kind === 'held' ? prefix.state.cache : job.reader.noPrefix;
}
