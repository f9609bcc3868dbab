/**
 * Fetches one file that is known by size and hash, over a line that stalls and breaks: it goes on where it stopped, and is
 * refused when it is another file. Knows no hub.
 */
import { createHash } from 'node:crypto';
import type { Hash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { open, rm, stat } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { ProblemError } from '../../document/problem.ts';
import type { HubFile } from './hub.ts';

export interface FetchPlan {
  readonly signal: AbortSignal;
  /** How long nothing may come before the line is taken for broken. */
  readonly stallMs: number;
  /** Before the line is tried again; twice as long each time. */
  readonly retryMs: number;
  readonly onBytes: (bytes: number) => void;
}

/** In a row, without a byte between them. */
const mostAttempts = 5;

/** A line that is worth trying again. */
class BrokenLine extends Error {}

/** Into `part`, which may hold its beginning. Throws `download-failed`; what came until then is kept, unless it is wrong. */
export async function fetchFile(file: HubFile, part: string, plan: FetchPlan): Promise<void> {
  let done = await knownBytes(file, part);
  for (let attempt = 1; done.bytes < file.bytes || attempt === 1; attempt++) {
    const before = done.bytes;
    try {
      if (done.bytes < file.bytes || file.bytes === 0) await fetchRest(file, part, { ...plan, done });
      break;
    } catch (error) {
      if (!(error instanceof BrokenLine)) throw error;
      if (done.bytes > before) attempt = 0;
      if (attempt >= mostAttempts) throw failed(file.url, error.message);
      await delay(plan.retryMs * 2 ** attempt, undefined, { signal: plan.signal });
      done = await knownBytes(file, part);
    }
  }
  const hex = done.hash.digest('hex');
  if (hex === file.hash.hex) return;
  await rm(part, { force: true });
  throw failed(file.url, `it came with the hash ${hex} instead of ${file.hash.hex}, and was thrown away`);
}

interface Done {
  bytes: number;
  hash: Hash;
}

/** What is there of it already, and the hash up to there. */
async function knownBytes(file: HubFile, part: string): Promise<Done> {
  const bytes = existsSync(part) ? (await stat(part)).size : 0;
  if (bytes > file.bytes) await rm(part);
  const hash = newHash(file);
  if (bytes === 0 || bytes > file.bytes) return { bytes: 0, hash };
  await pipeline(createReadStream(part), hash, { end: false });
  return { bytes, hash };
}

function newHash({ bytes, hash: { kind } }: HubFile): Hash {
  return kind === 'sha256' ? createHash('sha256') : createHash('sha1').update(`blob ${bytes}\0`);
}

async function fetchRest(file: HubFile, part: string, plan: FetchPlan & { readonly done: Done }): Promise<void> {
  const { done, signal } = plan;
  const stalled = new AbortController();
  const line = AbortSignal.any([signal, stalled.signal]);
  let timer = setTimeout(() => stalled.abort(), plan.stallMs);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => stalled.abort(), plan.stallMs);
  };
  try {
    const headers = done.bytes > 0 ? { range: `bytes=${done.bytes}-` } : undefined;
    const response = await fetch(file.url, { signal: line, ...(headers && { headers }) });
    heard();
    await begin(file, part, { done, response });
    await using target = await open(part, done.bytes > 0 ? 'a' : 'w');
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      heard();
      await take(file, chunk, { target, done });
      plan.onBytes(done.bytes);
    }
  } catch (error) {
    if (signal.aborted || error instanceof ProblemError || error instanceof BrokenLine) throw error;
    if ('errno' in (error as Error)) throw error; // the disk, not the line
    throw new BrokenLine(stalled.signal.aborted ? 'nothing came any more' : causeOf(error), { cause: error });
  } finally {
    clearTimeout(timer);
  }
  if (done.bytes < file.bytes) throw new BrokenLine(`it ended after ${done.bytes} of ${file.bytes} bytes`);
}

/** Whether the answer is what was asked for; a hub that knows no ranges begins again. */
async function begin(
  file: HubFile,
  part: string,
  { done, response }: { done: Done; response: Response },
): Promise<void> {
  const { status } = response;
  if (status === 408 || status === 429 || status >= 500) throw new BrokenLine(`the hub answers ${status}`);
  if (status === 206 && done.bytes > 0) {
    const from = /^bytes (\d+)-/.exec(response.headers.get('content-range') ?? '')?.[1];
    if (Number(from) !== done.bytes)
      throw failed(file.url, 'the hub sends another part than the one that was asked for');
    return;
  }
  if (status !== 200) throw failed(file.url, `the hub answers ${status}`);
  if (done.bytes === 0) return;
  await rm(part);
  done.bytes = 0;
  done.hash = newHash(file);
}

async function take(
  file: HubFile,
  chunk: Uint8Array,
  { done, target }: { done: Done; target: FileHandle },
): Promise<void> {
  if (done.bytes + chunk.length > file.bytes) {
    throw failed(file.url, `the hub sends more than the ${file.bytes} bytes that it said`);
  }
  await target.writeFile(chunk);
  done.hash.update(chunk);
  done.bytes += chunk.length;
}

export function failed(url: string, cause: string): ProblemError {
  return new ProblemError({ code: 'download-failed', url, cause: cause.replace(/\s+/g, ' ').slice(0, 300) });
}

function causeOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? cause.message : message;
}
