/** For tests: a judge on this machine that answers, or misbehaves, as it is told. */
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as readText } from 'node:stream/consumers';
import type { JudgeEndpoint } from './judge-client.ts';

/** Null: an answer with this content. */
export type Manner = (place: {
  readonly response: ServerResponse;
  readonly count: number;
  readonly user: string;
}) => string | null;

export interface MadeJudge extends AsyncDisposable {
  readonly endpoint: JudgeEndpoint;
  /** What it was sent, in order. */
  readonly requests: { readonly model: string; readonly user: string; readonly authorization: string | undefined }[];
}

/** `manner`: what it says, or null where it has answered in its own way. */
export async function startJudge(manner: Manner, { timeoutMs = 2000 } = {}): Promise<MadeJudge> {
  const requests: MadeJudge['requests'] = [];
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { messages, model } = JSON.parse(await readText(request)) as {
      readonly model: string;
      readonly messages: readonly { readonly content: string }[];
    };
    const user = messages[1]?.content ?? '';
    requests.push({ model, user, authorization: request.headers.authorization });
    const content = manner({ response, count: requests.length, user });
    if (content === null) return;
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ choices: [{ message: { role: 'assistant', content } }] }));
  };
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: { url: `http://127.0.0.1:${port}/v1`, model: 'stand-in', apiKey: null, timeoutMs },
    requests,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
