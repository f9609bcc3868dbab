/**
 * The process of one window's services, under Electron's utilityProcess: the project, its journal, its runs. The page calls
 * them over a port of its own; the shell asks for videos and pictures. Knows no window.
 */
import { RPCHandler } from '@orpc/server/message-port';
import type { MessagePortMain } from 'electron';
import {
  answerResource,
  findFfmpeg,
  openApp,
  openPreviews,
  PREVIEWS_LIMIT_BYTES,
  previewsFolder,
  ProblemError,
  startEnginesBy,
} from '../services/index.ts';
import type { App, CallContext } from '../services/index.ts';
import { awaitEngine } from './engine-channel.ts';
import type { EngineBirth } from './engine-channel.ts';
import type { FromServices, ToServices } from './services-messages.ts';

const { parentPort } = process;
const tell = (message: FromServices): void => parentPort.postMessage(message);

const engines = new Map<number, EngineBirth>();
let lastEngine = 0;

startEnginesBy(() => {
  const engine = ++lastEngine;
  const birth = awaitEngine({ kill: () => tell({ kind: 'kill-engine', engine }) });
  engines.set(engine, birth);
  tell({ kind: 'spawn-engine', engine });
  return birth.process;
});

const leaving = new Map<number, AbortController>();
let app: Promise<Opened | null> = Promise.resolve(null);

interface Opened extends AsyncDisposable {
  readonly app: App;
  readonly handler: RPCHandler<CallContext>;
}

parentPort.on('message', ({ data, ports }) => void receive(data as ToServices, ports[0]));

async function receive(message: ToServices, port: MessagePortMain | undefined): Promise<void> {
  switch (message.kind) {
    case 'begin':
      app = begin(message.ffmpeg);
      return;
    case 'page':
      return serve(port);
    case 'engine':
      if (port !== undefined) engines.get(message.engine)?.given(port, message.pid ?? undefined);
      return;
    case 'engine-ended':
      engines.get(message.engine)?.ended(message.exit);
      engines.delete(message.engine);
      return;
    case 'resource':
      return answer(message);
    case 'resource-left':
      return leaving.get(message.call)?.abort();
    case 'close':
      await (await app)?.[Symbol.asyncDispose]();
      process.exit();
  }
}

async function begin(setting: string | null): Promise<Opened | null> {
  try {
    const ffmpeg = await findFfmpeg({ setting: setting ?? undefined });
    const previews = openPreviews({ ffmpeg, folder: previewsFolder(), limitBytes: PREVIEWS_LIMIT_BYTES });
    const opened = openApp({ ffmpeg, previews, onDefect: tellDefect });
    tell({ kind: 'ready' });
    return {
      app: opened,
      handler: new RPCHandler<CallContext>(opened.router),
      async [Symbol.asyncDispose]() {
        await opened[Symbol.asyncDispose]();
        await previews[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    tell({ kind: 'unable', problem: error.problem });
    return null;
  }
}

/** Who is at this machine calls: nobody else has a port. */
async function serve(port: MessagePortMain | undefined): Promise<void> {
  const opened = await app;
  if (port === undefined || opened === null) return;
  opened.handler.upgrade(port as never, { context: {} });
  port.start();
}

async function answer({ call, method, address, headers }: Extract<ToServices, { kind: 'resource' }>): Promise<void> {
  const left = new AbortController();
  leaving.set(call, left);
  try {
    const asked = { method, address, header: (name: string) => headers[name] ?? null, signal: left.signal };
    tell({ kind: 'resource', call, answer: await answerResource((await app)?.app.shown(), asked) });
  } catch (error) {
    tellDefect(error);
    tell({ kind: 'resource', call, answer: null });
  } finally {
    leaving.delete(call);
  }
}

function tellDefect(error: unknown): void {
  tell({ kind: 'defect', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
