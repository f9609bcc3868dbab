/** Sends an answer over HTTP. Knows nothing of what is in it. */
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import type { Answer } from '../services/index.ts';

/** Done when all is sent, or when nobody reads it any more; whatever the body held open is closed then. */
export async function send(answer: Answer, response: ServerResponse): Promise<void> {
  const { status, headers, body } = answer;
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  response.statusCode = status;
  if (body === null || body instanceof Uint8Array) {
    response.end(body ?? undefined);
    return;
  }
  // A file that cannot be read to its end, or a reader who left: the connection is cut, and there is nobody to tell.
  await pipeline(body, response).catch(() => response.destroy());
}
