/**
 * An engine's process as the services know it, where somebody else starts it: messages wait for the channel, which comes a
 * little later. Knows no message.
 */
import type { EngineExit, EngineProcess } from '../services/index.ts';

/** One end of a channel, in the shell or in a process of its own. */
export interface ChannelEnd {
  on(event: 'message', listener: (message: { readonly data: unknown }) => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
}

/** What whoever starts the process tells of it. */
export interface EngineBirth {
  readonly process: EngineProcess;
  readonly given: (channel: ChannelEnd, pid: number | undefined) => void;
  readonly ended: (exit: EngineExit) => void;
}

export function awaitEngine({ kill }: { readonly kill: () => void }): EngineBirth {
  const waiting: unknown[] = [];
  const onMessages: ((messages: never) => void)[] = [];
  const onExits: ((exit: EngineExit) => void)[] = [];
  let end: ChannelEnd | undefined;
  let pid: number | undefined;
  return {
    process: {
      get pid() {
        return pid;
      },
      postMessage: (message) => {
        if (end === undefined) waiting.push(message);
        else end.postMessage(message);
      },
      onMessage: (listener) => void onMessages.push(listener),
      onExit: (listener) => void onExits.push(listener),
      kill,
      // Whoever started it lives as long as the app does.
      keepParent: () => undefined,
    },
    given: (channel, number) => {
      end = channel;
      pid = number;
      channel.on('message', ({ data }) => onMessages.forEach((listener) => listener(data as never)));
      channel.start();
      for (const message of waiting.splice(0)) channel.postMessage(message);
    },
    ended: (exit) => onExits.forEach((listener) => listener(exit)),
  };
}
