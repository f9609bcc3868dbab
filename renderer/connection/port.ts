/**
 * The services over a port, as the desktop shell gives one to the page whenever there are services. Knows of the shell only
 * when they end.
 */
import { RPCLink } from '@orpc/client/message-port';
import { PORT_MESSAGE } from '../../main/contract/desktop-names.ts';
import type { Dial } from './connection.svelte.ts';

export interface Ports {
  readonly dial: Dial;
  /** The services ended: the port leads nowhere any more. */
  readonly cut: () => void;
}

export function portsOf(window: Window): Ports {
  /** Given, and not taken yet. */
  let given: MessagePort | undefined;
  let take: ((port: MessagePort) => void) | undefined;
  let cut: (() => void) | undefined;
  window.addEventListener('message', ({ data, ports, source }: MessageEvent<unknown>) => {
    const [port] = ports;
    if (source !== window || data !== PORT_MESSAGE || port === undefined) return;
    // A newer one takes the place of the one before.
    cut?.();
    given = port;
    take?.(port);
  });
  return {
    dial: ({ opened, cut: told }) => {
      take = (port) => {
        [given, take] = [undefined, undefined];
        let isOpen = true;
        cut = () => {
          [isOpen, cut] = [false, undefined];
          port.close();
          told();
        };
        port.start();
        opened({ link: new RPCLink({ port }), isOpen: () => isOpen });
      };
      if (given !== undefined) take(given);
    },
    cut: () => cut?.(),
  };
}
