import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { askForNewer, isFeed } from './releases.ts';

const PAGE = 'https://github.com/someone/panda/releases/tag/v0.2.0';

async function serve(answer: (response: ServerResponse) => unknown) {
  const asked: IncomingMessage[] = [];
  const server = createServer((request, response) => {
    asked.push(request);
    answer(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const feed = `http://127.0.0.1:${(server.address() as AddressInfo).port}/releases/latest`;
  const ask = async (plan: { stallMs?: number; signal?: AbortSignal } = {}) =>
    askForNewer({ feed, version: '0.1.9', signal: new AbortController().signal, ...plan });
  return { asked, ask, feed, server };
}

async function answerTo(said: unknown): Promise<unknown> {
  const { ask } = await serve((response) => response.end(typeof said === 'string' ? said : JSON.stringify(said)));
  return ask();
}

test('one request is made, which says nothing of this machine', async () => {
  const { ask, asked } = await serve((response) =>
    response.end(JSON.stringify({ tag_name: 'v0.2.0', html_url: PAGE })),
  );
  expect(await ask()).toEqual({ version: '0.2.0', page: PAGE });
  expect(asked.map(({ method, url }) => [method, url])).toEqual([['GET', '/releases/latest']]);
  const { host, ...headers } = asked[0]?.headers ?? {};
  expect(host).toMatch(/^127\.0\.0\.1:/);
  expect(headers).toEqual({
    accept: 'application/json',
    'accept-encoding': 'gzip, deflate',
    'accept-language': '*',
    connection: 'keep-alive',
    'sec-fetch-mode': 'cors',
    'user-agent': 'panda-annotator',
  });
});

test('versions are compared by their numbers, and one that is only tried out is none', async () => {
  const answers = ['v0.1.9', '0.1.8', 'v0.1.10', '1.0.0', 'v0.2.0-beta.1', 'latest', '0.2', 'v0.2.0 now!'].map((tag) =>
    answerTo({ tag_name: tag, html_url: PAGE }),
  );
  expect(await Promise.all(answers)).toEqual([
    ...[null, null, { version: '0.1.10', page: PAGE }, { version: '1.0.0', page: PAGE }],
    ...['unanswered', 'unanswered', 'unanswered', 'unanswered'],
  ]);
});

test('a link that leads elsewhere is left out', async () => {
  const pages = [
    'https://example.com/',
    'javascript:alert(1)',
    'http://github.com/a',
    'https://github.com.example.com/',
  ];
  const answers = [...pages, undefined].map((page) => answerTo({ tag_name: '1.0.0', html_url: page }));
  expect(await Promise.all(answers)).toEqual(Array(5).fill({ version: '1.0.0', page: null }));
});

test('what is no answer is none: text, a wrong shape, too much, an error, a way elsewhere', async () => {
  const failing = await serve((response) => response.writeHead(500).end('{"tag_name": "9.0.0"}'));
  const elsewhere = await serve((response) => response.writeHead(302, { location: '/other' }).end());
  const endless = await serve((response) => {
    const pour = (): void => {
      while (!response.destroyed && response.write(' '.repeat(65_536)));
    };
    response.on('drain', pour);
    pour();
  });
  expect([
    await answerTo('<html>Please sign in</html>'),
    await answerTo({ tag_name: 9 }),
    await answerTo(null),
    await failing.ask(),
    await elsewhere.ask(),
    await endless.ask(),
  ]).toEqual(Array(6).fill('unanswered'));
  expect(elsewhere.asked).toHaveLength(1);
});

test('who stalls is not waited for, who is absent is not asked again, and who is turned off is left', async () => {
  const silent = await serve(() => undefined);
  const slow = await serve((response) => response.write('{"tag_name": "1.0.0"'));
  expect([await silent.ask({ stallMs: 50 }), await slow.ask({ stallMs: 50 })]).toEqual(['unanswered', 'unanswered']);
  const left = new AbortController();
  const asking = silent.ask({ signal: left.signal });
  await expect.poll(() => silent.asked.length).toBe(2);
  left.abort();
  expect(await asking).toBe('unanswered');
  const gone = await serve(() => undefined);
  await new Promise((resolve) => gone.server.close(resolve));
  expect(await gone.ask()).toBe('unanswered');
});

test('only an address is asked that nobody on the way can answer for', () => {
  const addresses = [
    'https://example.com/x',
    'http://127.0.0.1:1/x',
    'http://example.com/x',
    'file:///etc/passwd',
    'x',
  ];
  expect(addresses.map(isFeed)).toEqual([true, true, false, false, false]);
});
