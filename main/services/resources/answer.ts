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

/** A part of a file, from the first byte to the last, both of them in it. */
export interface FilePart {
  readonly path: string;
  readonly first: number;
  readonly last: number;
  /** Of the version that the answer is about. */
  readonly etag: string;
}

/** An answer of which nothing is open yet: it can be handed on to the process that sends it. */
export interface PlannedAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: FilePart | Uint8Array | null;
}

export interface Answer extends Omit<PlannedAnswer, 'body'> {
  /** To be read to its end or destroyed: it may hold a file open. */
  readonly body: Readable | Uint8Array | null;
}

/** `code` alone where it is no problem of the project but of the address. */
export function refusal(
  status: number,
  problem: Problem | { readonly code: string },
): PlannedAnswer & { readonly body: Uint8Array } {
  const body: Uint8Array = Buffer.from(`${JSON.stringify(problem)}\n`);
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
