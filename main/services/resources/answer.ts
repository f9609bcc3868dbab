/**
 * What the window asks for by address and what it gets, whichever way it travels: HTTP from the host, the desktop's own
 * scheme. Knows neither of them.
 */
import type { Readable } from 'node:stream';
import type { Problem } from '../../document/problem.ts';

export interface Asked {
  readonly method: string;
  /** What comes after the page's own place: `media/ID?proxy=1`. */
  readonly address: string;
  /** Null where it was not sent. */
  readonly header: (name: string) => string | null;
  /** Aborted when nobody waits for the answer any more. */
  readonly signal: AbortSignal;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** To be read to its end or destroyed: it may hold a file open. */
  readonly body: Readable | Uint8Array | null;
}

/** `code` alone where it is no problem of the project but of the address. */
export function refusal(status: number, problem: Problem | { readonly code: string }): Answer {
  const body = Buffer.from(`${JSON.stringify(problem)}\n`);
  return {
    status,
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Length': String(body.length),
      'Cache-Control': 'no-store',
    },
    body,
  };
}
