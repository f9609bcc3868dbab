/**
 * Times pieces of work: warmed up, in turns, medians, and again where something else was at work on the machine meanwhile.
 * Knows nothing of what the work is or what becomes of the numbers.
 */
import { availableParallelism } from 'node:os';
import { setTimeout } from 'node:timers/promises';
import { readOthersCpuS } from './processes.ts';

export interface Way {
  readonly work: () => Promise<unknown>;
  /** What the work gives is the seconds that count; else all of it does. */
  readonly timesItself?: boolean;
  /** CPU seconds that those who do the work have taken so far; null where the system does not say. */
  readonly readCpuS?: () => number | null;
}

/** How often something was measured for what is said of it. */
export interface Runs {
  readonly n: number;
  /** Others used the machine meanwhile: there was no quiet to be had. */
  readonly disturbed: boolean;
}

/** Medians. */
export interface Measured extends Runs {
  readonly wallS: number;
  readonly cpuS: number | null;
}

export interface Turns {
  /** How often each way is measured. */
  readonly runs: number;
  /** How often each is done before that, unmeasured; once where nothing is said. */
  readonly warmUps?: number;
  readonly patience: Patience;
}

/** How long to do disturbed work again in the hope of quiet; what is used up is gone. */
export interface Patience {
  leftS: number;
}

interface Sample {
  readonly wallS: number;
  readonly cpuS: number | null;
  readonly disturbed: boolean;
}

/**
 * Measures ways of doing the same thing one after the other, again and again, so that whatever else the machine does
 * meets all of them alike.
 */
export async function measureInTurns<Name extends string>(
  { runs, warmUps = 1, patience }: Turns,
  ways: Readonly<Record<Name, Way>>,
): Promise<Readonly<Record<Name, Measured>>> {
  const named = Object.entries(ways) as [Name, Way][];
  const samples = named.map(() => [] as Sample[]);
  for (let run = -warmUps; run < runs; run++) {
    for (const [index, [, way]] of named.entries()) {
      if (run < 0) await way.work();
      else samples[index]?.push(await measureQuietly(way, patience));
    }
  }
  return Object.fromEntries(named.map(([name], index) => [name, medianSample(samples[index] ?? [])])) as Record<
    Name,
    Measured
  >;
}

/** Does the work until nothing disturbed it, or patience is at its end. */
export async function measureQuietly(way: Way, patience: Patience): Promise<Sample> {
  for (;;) {
    const sample = await measureOnce(way);
    if (!sample.disturbed || patience.leftS <= 0) return sample;
    patience.leftS -= sample.wallS;
    while (patience.leftS > 0 && (await measureOnce(pause)).disturbed) patience.leftS -= PAUSE_S;
  }
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

/** The value below which `share` of them lie. */
export function quantileOf(values: readonly number[], share: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.ceil(share * values.length) - 1];
  if (value === undefined) throw new RangeError('nothing was measured');
  return value;
}

/** What nothing disturbed; where there is nothing such, all. */
export function quietOnes<Item extends { readonly disturbed: boolean }>(
  all: readonly Item[],
): { readonly samples: readonly Item[]; readonly runs: Runs } {
  const quiet = all.filter(({ disturbed }) => !disturbed);
  if (quiet.length > 0) return { samples: quiet, runs: { n: quiet.length, disturbed: false } };
  return { samples: all, runs: { n: all.length, disturbed: true } };
}

const PAUSE_S = 1;
const pause: Way = { work: () => setTimeout(1000 * PAUSE_S) };

/** Of the machine's CPU time; what a system does by itself is less. */
const DISTURBING_SHARE = 0.05;
/** The system counts in hundredths of a second, for each CPU. */
const UNSURE_S = 0.04;

async function measureOnce({ work, readCpuS = () => null, timesItself = false }: Way): Promise<Sample> {
  const before = { own: readCpuS(), others: readOthersCpuS() };
  let given: unknown;
  const allS = await secondsOf(async () => (given = await work()));
  const after = { own: readCpuS(), others: readOthersCpuS() };
  const wallS = timesItself ? Number(given) : allS;
  const othersS = difference(after.others, before.others) ?? 0;
  const disturbed = othersS > DISTURBING_SHARE * allS * availableParallelism() + UNSURE_S;
  return { wallS, cpuS: difference(after.own, before.own), disturbed };
}

function difference(after: number | null, before: number | null): number | null {
  return before === null || after === null ? null : after - before;
}

function medianSample(all: readonly Sample[]): Measured {
  const { samples, runs } = quietOnes(all);
  const cpu = samples.flatMap(({ cpuS }) => (cpuS === null ? [] : [cpuS]));
  return {
    wallS: medianOf(samples.map(({ wallS }) => wallS)),
    cpuS: cpu.length === 0 ? null : medianOf(cpu),
    ...runs,
  };
}
