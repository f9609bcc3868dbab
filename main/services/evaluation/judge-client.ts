/**
 * One question to a judge over an OpenAI-compatible endpoint, with patience: what is slow is asked again, what says when to
 * come back is believed. The only code of this program that opens a connection, and only to the address that a person gave.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export interface JudgeEndpoint {
  /** `http://localhost:8000/v1`, or the whole address of its chat completions. */
  readonly url: string;
  readonly model: string;
  /** Null: it asks for none. */
  readonly apiKey: string | null;
  readonly timeoutMs: number;
}

export interface Asking {
  readonly system: string;
  readonly user: string;
}

/** What one attempt came to. `content`: the judge's words; `body`: what was sent in their place. */
export type Reply =
  | { readonly kind: 'said'; readonly content: string; readonly status: number }
  | { readonly kind: 'malformed'; readonly body: string; readonly status: number }
  | { readonly kind: 'busy'; readonly body: string; readonly status: number; readonly waitMs: number | null }
  | { readonly kind: 'refused'; readonly body: string; readonly status: number }
  | { readonly kind: 'failed'; readonly cause: string };

const LONGEST_BYTES = 1 << 20;
const LONGEST_WAIT_MS = 10 * 60_000;

/** Throws only what aborted it. */
export async function askJudge(endpoint: JudgeEndpoint, asking: Asking, signal: AbortSignal): Promise<Reply> {
  const { apiKey, model, timeoutMs } = endpoint;
  const body = {
    model,
    messages: [
      { role: 'system', content: asking.system },
      { role: 'user', content: asking.user },
    ],
    temperature: 0,
  };
  try {
    const response = await fetch(completionsUrl(endpoint.url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(apiKey === null ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify(body),
      // Nowhere else than where the person said.
      redirect: 'error',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    return replyOf(response, await textOf(response));
  } catch (error) {
    signal.throwIfAborted();
    const { cause, message, name } = error as Error & { cause?: Error };
    if (name === 'TimeoutError') return { kind: 'failed', cause: `no answer within ${timeoutMs / 1000} s` };
    return { kind: 'failed', cause: cause instanceof Error ? `${message}: ${cause.message}` : message };
  }
}

export function completionsUrl(url: string): string {
  const address = new URL(url);
  if (!address.pathname.endsWith('/chat/completions')) {
    address.pathname = `${address.pathname.replace(/\/+$/, '')}/chat/completions`;
  }
  return address.href;
}

export async function wait(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.min(ms, LONGEST_WAIT_MS), undefined, { signal });
}

function replyOf({ headers, ok, status }: Response, text: string): Reply {
  if (status === 429 || status >= 500) {
    return { kind: 'busy', body: text, status, waitMs: retryAfterMs(headers.get('retry-after')) };
  }
  if (!ok) return { kind: 'refused', body: text, status };
  const content = contentOf(text);
  return content === null ? { kind: 'malformed', body: text, status } : { kind: 'said', content, status };
}

function contentOf(text: string): string | null {
  try {
    const { choices } = JSON.parse(text) as { choices?: { message?: { content?: unknown } }[] };
    const content = choices?.[0]?.message?.content;
    return typeof content === 'string' ? content : null;
  } catch {
    return null;
  }
}

/** Seconds, or a date. */
function retryAfterMs(header: string | null): number | null {
  if (header === null) return null;
  const seconds = Number(header);
  const ms = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : null;
}

async function textOf(response: Response): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of (response.body ?? []) as AsyncIterable<Uint8Array> | Uint8Array[]) {
    pieces.push(piece);
    bytes += piece.length;
    if (bytes > LONGEST_BYTES) throw new Error('its answer is longer than 1 MB');
  }
  return Buffer.concat(pieces).toString('utf8');
}
