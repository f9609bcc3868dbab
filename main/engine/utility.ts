/**
 * The engine's own process under Electron: started with utilityProcess.fork, it is given one end of a channel and ends when
 * the other is gone. Knows only how messages come in and go out.
 */
import { serve } from './desk.ts';
import type { ToEngine } from './messages.ts';

/** As far as it is used: Electron's own types belong to the room of the desktop. */
interface ChannelEnd {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): void;
  on(event: 'close', listener: () => void): void;
  postMessage(message: unknown): void;
  start(): void;
}

interface ParentPort {
  once(event: 'message', listener: (message: { readonly ports: readonly ChannelEnd[] }) => void): void;
}

const { parentPort } = process as unknown as { readonly parentPort: ParentPort };

parentPort.once('message', ({ ports: [client] }) => {
  if (client === undefined) throw new TypeError('The engine was given no channel');
  serve({
    postMessage: (messages) => client.postMessage(messages),
    onMessage: (listener) => client.on('message', ({ data }) => listener(data as ToEngine)),
  });
  client.on('close', () => process.exit());
  client.start();
});
