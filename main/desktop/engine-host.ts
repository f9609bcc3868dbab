/** Starts the engine in a utilityProcess, for whoever is to talk with it. Knows no message. */
import { MessageChannelMain, utilityProcess } from 'electron';
import type { MessagePortMain } from 'electron';
import type { EngineExit } from '../services/index.ts';
import { ENGINE } from './places.ts';

export interface StartedEngine {
  /** The end of its channel that is not its own. */
  readonly port: MessagePortMain;
  readonly pid: Promise<number | undefined>;
  readonly ended: Promise<EngineExit>;
  readonly kill: () => void;
}

const KEPT_CHARACTERS = 2000;

export function startEngineProcess(): StartedEngine {
  const { port1, port2 } = new MessageChannelMain();
  const child = utilityProcess.fork(ENGINE, [], {
    serviceName: 'Panda engine',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  child.postMessage(null, [port1]);
  let lastWords = '';
  child.stderr?.on('data', (text: Buffer) => (lastWords = (lastWords + text.toString()).slice(-KEPT_CHARACTERS)));
  const spawned = Promise.withResolvers<number | undefined>();
  const ended = Promise.withResolvers<EngineExit>();
  child.once('spawn', () => spawned.resolve(child.pid));
  child.once('exit', (exitCode) => {
    spawned.resolve(undefined);
    ended.resolve({ exitCode, signal: null, lastWords });
  });
  return { port: port2, pid: spawned.promise, ended: ended.promise, kill: () => void child.kill() };
}
