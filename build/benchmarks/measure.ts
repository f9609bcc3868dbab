/** Times pieces of work: warmed up, in turns, medians. Knows nothing of what the work is or what becomes of the numbers. */

export interface Way {
  readonly work: () => Promise<unknown>;
  /** CPU seconds that those who do the work have taken so far; null where the system does not say. */
  readonly readCpuS?: () => number | null;
}

/** Medians. */
export interface Measured {
  readonly wallS: number;
  readonly cpuS: number | null;
  /** How often it was measured. */
  readonly n: number;
}

export interface Turns {
  /** How often each way is measured. */
  readonly runs: number;
  /** How often each is done before that, unmeasured; once where nothing is said. */
  readonly warmUps?: number;
}

/**
 * Measures ways of doing the same thing one after the other, again and again, so that whatever else the machine does
 * meets all of them alike.
 */
export async function measureInTurns<Name extends string>(
  { runs, warmUps = 1 }: Turns,
  ways: Readonly<Record<Name, Way>>,
): Promise<Readonly<Record<Name, Measured>>> {
  const named = Object.entries(ways) as [Name, Way][];
  const samples = named.map(() => [] as { wallS: number; cpuS: number | null }[]);
  for (let run = -warmUps; run < runs; run++) {
    for (const [index, [, way]] of named.entries()) {
      const sample = await measureOnce(way);
      if (run >= 0) samples[index]?.push(sample);
    }
  }
  return Object.fromEntries(
    named.map(([name], index) => {
      const own = samples[index] ?? [];
      const cpu = own.flatMap(({ cpuS }) => (cpuS === null ? [] : [cpuS]));
      const wallS = medianOf(own.map((sample) => sample.wallS));
      return [name, { wallS, cpuS: cpu.length === 0 ? null : medianOf(cpu), n: own.length }];
    }),
  ) as Record<Name, Measured>;
}

export async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

/** Of an even number of values the mean of the two in the middle. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  if (low === undefined || high === undefined) throw new RangeError('nothing was measured');
  return (low + high) / 2;
}

async function measureOnce({ work, readCpuS = () => null }: Way): Promise<{ wallS: number; cpuS: number | null }> {
  const before = readCpuS();
  const wallS = await secondsOf(work);
  const after = readCpuS();
  return { wallS, cpuS: before === null || after === null ? null : after - before };
}
