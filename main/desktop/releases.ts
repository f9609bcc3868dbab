/**
 * Asks one address, once, which version is the newest. What answers is not trusted: it may stall, lie, or not be there, and
 * then nothing is known. Nothing else is fetched, and nothing is sent beside the question. Knows no window.
 */
import { z } from 'zod';
import type { Newer } from '../contract/desktop.ts';
import { isAllowedLink } from './links.ts';

/** As GitHub answers `repos/OWNER/NAME/releases/latest`; any server may say these two. */
const answered = z.object({ tag_name: z.string().max(100), html_url: z.string().max(2000).optional() });

/** What GitHub says of a release with many files has some 100 kB. */
const MOST_BYTES = 1 << 20;
const STALL_MS = 10_000;

interface Question {
  readonly feed: string;
  /** Of this app. */
  readonly version: string;
  readonly signal: AbortSignal;
  readonly stallMs?: number;
}

/** `unanswered`: there was no answer, or none that can be read. Null: this one is the newest. */
export async function askForNewer({
  feed,
  version,
  signal,
  stallMs = STALL_MS,
}: Question): Promise<Newer | null | 'unanswered'> {
  if (!isFeed(feed)) return 'unanswered';
  try {
    const response = await fetch(feed, {
      redirect: 'error',
      headers: { accept: 'application/json', 'user-agent': 'panda-annotator' },
      signal: AbortSignal.any([signal, AbortSignal.timeout(stallMs)]),
    });
    if (!response.ok) {
      await response.body?.cancel();
      return 'unanswered';
    }
    const { tag_name: tag, html_url: page = '' } = answered.parse(JSON.parse(await textOf(response)));
    const newest = numbersOf(tag);
    const own = numbersOf(version);
    if (newest === undefined || own === undefined) return 'unanswered';
    return isAfter(newest, own) ? { version: newest.join('.'), page: isAllowedLink(page) ? page : null } : null;
  } catch {
    return 'unanswered';
  }
}

/** An address that others on the way can neither read nor answer, or one of this machine. */
export function isFeed(address: string): boolean {
  const url = URL.parse(address);
  return (
    url?.protocol === 'https:' ||
    (url?.protocol === 'http:' && ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname))
  );
}

async function textOf({ body }: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of (body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += part.length;
    if (bytes > MOST_BYTES) throw new Error('more than a release has to say');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

/** Undefined: a version that is tried out before it is released, or none. */
function numbersOf(version: string): readonly number[] | undefined {
  const [, ...numbers] = /^v?(\d{1,6})\.(\d{1,6})\.(\d{1,6})$/.exec(version) ?? [];
  return numbers.length === 0 ? undefined : numbers.map(Number);
}

function isAfter(one: readonly number[], other: readonly number[]): boolean {
  const at = one.findIndex((number, index) => number !== other[index]);
  return at >= 0 && (one[at] ?? 0) > (other[at] ?? 0);
}
