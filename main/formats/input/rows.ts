/** What a row of a foreign file has to be, and what is said where it is not. Knows no format. */
import type { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import type { ReadEvent } from '../format.ts';
import { unreadable } from './text.ts';
import type { TextSource } from './text.ts';

export type Row<T> = { readonly row: T } | { readonly problem: Problem };

/** `line`: where the row begins. */
export function rowOf<T>(
  schema: z.ZodType<T>,
  source: TextSource,
  { value, line }: { readonly value: unknown; readonly line: number },
): Row<T> {
  const result = schema.safeParse(value);
  if (result.success) return { row: result.data };
  return { problem: unreadable(source, line, causeOf(result.error)).problem };
}

/** The first thing that is wrong: where in the row, and what. */
export function causeOf({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.replace(/^: /, '');
}

/** What a file holds, up to where it cannot be read on. */
export async function* untilUnreadable(events: AsyncIterable<ReadEvent>): AsyncGenerator<ReadEvent> {
  try {
    yield* events;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    yield { problem: error.problem };
  }
}
