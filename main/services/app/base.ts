/**
 * What every call goes through: an expected failure becomes a `PROBLEM`, anything else is a defect, which is logged and
 * told as one; what changed is told to whoever follows. Knows no call.
 */
import { implement, ORPCError } from '@orpc/server';
import { contract } from '../../contract/index.ts';
import { ProblemError } from '../../document/problem.ts';
import type { CallContext, Desk } from './context.ts';

export interface BasePlan {
  readonly desk: Desk;
  readonly onDefect: (error: unknown, call: string) => void;
}

export function baseOf({ desk, onDefect }: BasePlan) {
  const told = (error: unknown, { path, signal }: Called): unknown => {
    if (error instanceof ORPCError || signal?.aborted) return error;
    if (error instanceof ProblemError) return new ORPCError('PROBLEM', { data: error.problem, message: error.message });
    onDefect(error, path.join('.'));
    return new ORPCError('INTERNAL_SERVER_ERROR', { message: 'a defect of the program' });
  };
  async function* guarded<Event>(stream: AsyncIterable<Event>, called: Called): AsyncGenerator<Event> {
    try {
      yield* stream;
    } catch (error) {
      throw told(error, called);
    } finally {
      desk.opened?.feed.look();
    }
  }
  return implement(contract)
    .$context<CallContext>()
    .use(async ({ next, path, signal }) => {
      const called = { path, signal };
      try {
        const result = await next();
        // A stream has not even begun here.
        return isStream(result.output) ? { ...result, output: guarded(result.output, called) as never } : result;
      } catch (error) {
        throw told(error, called);
      } finally {
        desk.opened?.feed.look();
      }
    });
}

export type Base = ReturnType<typeof baseOf>;

interface Called {
  readonly path: readonly string[];
  readonly signal: AbortSignal | undefined;
}

function isStream(value: unknown): value is AsyncIterable<unknown> {
  return typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
}
