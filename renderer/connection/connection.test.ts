import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Connection, persist } from './connection.svelte.ts';
import { socketTo } from './socket.ts';

const UNTIL_TRIED_AGAIN_MS = 200;

/** What a browser gives; the test says when it opens and when it is cut. */
class Socket extends EventTarget {
  static readonly OPEN = 1;
  static readonly made: Socket[] = [];
  static get last(): Socket {
    return Socket.made.at(-1) as Socket;
  }
  readyState = 0;

  constructor() {
    super();
    Socket.made.push(this);
  }

  async open(): Promise<void> {
    this.readyState = Socket.OPEN;
    this.dispatchEvent(new Event('open'));
    await vi.advanceTimersByTimeAsync(0);
  }

  cut(): void {
    this.readyState = 3;
    this.dispatchEvent(new Event('close'));
  }
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('WebSocket', Socket);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('services that are back are greeted before anyone else has them, and then everyone is told', async () => {
  const connection = new Connection(socketTo('ws://here/services'));
  const heard: string[] = [];
  connection.greet = async () => void heard.push(`greeted while ${connection.online ? 'online' : 'away'}`);
  connection.onReturn(() => heard.push('back'));
  connection.onReturn(() => heard.push('never'))();
  await Socket.last.open();
  expect([connection.online, heard]).toEqual([true, []]);
  Socket.last.cut();
  await vi.advanceTimersByTimeAsync(UNTIL_TRIED_AGAIN_MS);
  expect(connection.online).toBe(false);
  void connection.services().then(() => heard.push('waited'));
  await Socket.last.open();
  expect([connection.online, heard]).toEqual([true, ['greeted while away', 'back', 'waited']]);
});

test('what a cut ended is done again when the services are back, and what failed by itself is not', async () => {
  const connection = new Connection(socketTo('ws://here/services'));
  await Socket.last.open();
  let times = 0;
  const done = persist(connection, async () => {
    times++;
    if (times > 1) return 'done';
    Socket.last.cut();
    throw new Error('cut');
  });
  await vi.advanceTimersByTimeAsync(UNTIL_TRIED_AGAIN_MS);
  await Socket.last.open();
  expect([await done, times]).toEqual(['done', 2]);
  const failing = persist(connection, async () => Promise.reject(new Error('a defect')));
  await expect(failing).rejects.toThrow('a defect');
});
