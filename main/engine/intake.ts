/**
 * Jobs whose suffixes are being read, before they write with the others: several short ones on one prefix in one call, or
 * a long one chunk by chunk. Knows one decoder and one prefix; does not know what comes after.
 */
import type { KeyValueCache } from './cache.ts';
import type { Job } from './job.ts';
import type { Reader } from './reader.ts';

export class Intake {
  readonly jobs: readonly Job[];
  readonly reader: Reader;
  /** The prefix they all stand on. */
  readonly prefix: KeyValueCache;
  /** A row for each job. */
  readonly own: KeyValueCache;
  #done = 0;

  constructor(jobs: readonly [Job, ...Job[]], prefix: KeyValueCache) {
    this.jobs = jobs;
    this.reader = jobs[0].reader;
    this.prefix = prefix;
    this.own = this.reader.newCache({ rows: jobs.length, capacity: 0 });
  }

  /** Reads the next chunk; gives the logits after each job's last token once all is read. */
  async read(): Promise<Float32Array[] | null> {
    const { reader } = this;
    const stretches = this.jobs.map((job) => job.ownTokens.slice(this.#done, this.#done + reader.chunkTokens));
    const all = await reader.embed(stretches.flat());
    let at = 0;
    const embeddings = stretches.map(({ length }) => {
      const start = at;
      at += length * reader.shape.hiddenSize;
      return all.subarray(start, at);
    });
    const rowOf = this.jobs.map(() => 0);
    const logits = await reader.read({ embeddings, own: this.own, shared: { cache: this.prefix, rowOf } });
    this.#done += reader.chunkTokens;
    return this.jobs.some((job) => job.ownLength > this.#done) ? null : logits;
  }
}

/** The first of the jobs, and those after it that can be read in the same call: on the same prefix, all within one chunk when padded. */
export function jobsForOneIntake(jobs: readonly Job[]): readonly [Job, ...Job[]] | null {
  const [first, ...others] = jobs;
  if (!first) return null;
  const together: [Job, ...Job[]] = [first];
  let longest = first.ownLength;
  for (const job of others) {
    const padded = Math.max(longest, job.ownLength);
    if (job.prefixKey !== first.prefixKey || padded * (together.length + 1) > first.reader.chunkTokens) continue;
    together.push(job);
    longest = padded;
  }
  return together;
}
