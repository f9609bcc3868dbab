/** What a person waits for, as rows: the 95th of a hundred against what is promised, the median beside it. */
import { measureQuietly, medianOf, quantileOf } from '../measure.ts';
import type { Patience } from '../measure.ts';
import { once, written } from '../table.ts';
import type { Row } from '../table.ts';

/** What was measured, and whether something else was at work on the machine meanwhile. */
export interface Felt<Result> {
  readonly result: Result;
  readonly disturbed: boolean;
}

/** Again while it is disturbed, as far as patience goes: the last one stands. */
export async function quietly<Result>(patience: Patience, work: () => Promise<Result>): Promise<Felt<Result>> {
  let result: Result | undefined;
  const { disturbed } = await measureQuietly({ work: async () => (result = await work()) }, patience);
  return { result: result as Result, disturbed };
}

/** `promisedMs` null: nothing is. */
export function row<Result>(
  name: string,
  { disturbed, result }: Felt<Result>,
  { of, promisedMs }: { readonly of: (result: Result) => readonly number[]; readonly promisedMs: number | null },
): Row {
  return rowOf(`${name}, 95 of 100`, { ms: of(result), share: 0.95, promisedMs, disturbed });
}

/** No task may be longer: a person notices. */
const TASK_MS = 50;

export function taskRow(name: string, { disturbed, result }: Felt<{ readonly tasks: readonly number[] }>): Row {
  return rowOf(`${name}, the longest task`, { ms: result.tasks, share: 1, promisedMs: TASK_MS, disturbed });
}

export function blankRow(
  name: string,
  { disturbed, result }: Felt<{ readonly rows: number; readonly blankRows: number }>,
): Row {
  return {
    name: `${name}, rows seen blank`,
    ours: { value: result.blankRows, unit: 'rows' },
    other: { is: 'promised', value: 0 },
    runs: { n: result.rows, disturbed },
    note: 'n: rows in all pictures of the screen',
  };
}

export function sizeRow(name: string, bytes: number, promisedBytes: number): Row {
  const other = { is: 'promised', value: promisedBytes / 1000 };
  return { name, ours: { value: bytes / 1000, unit: 'kB' }, other, runs: once };
}

interface Timed {
  readonly ms: readonly number[];
  readonly share: number;
  readonly promisedMs: number | null;
  readonly disturbed: boolean;
}

function rowOf(name: string, { disturbed, ms, promisedMs, share }: Timed): Row {
  const s = ms.map((one) => one / 1000);
  return {
    name,
    ours: { value: quantileOf(s, share), unit: 's' },
    ...(promisedMs !== null && { other: { is: 'promised', value: promisedMs / 1000 } }),
    runs: { n: ms.length, disturbed },
    note: `median ${written({ value: medianOf(s), unit: 's' })}`,
  };
}
