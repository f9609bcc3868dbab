/** The services over a socket, as the host serves them to a browser. */
import { RPCLink } from '@orpc/client/websocket';
import type { Dial } from './connection.svelte.ts';

export function socketTo(url: string): Dial {
  return ({ opened, cut }) => {
    const socket = new WebSocket(url);
    socket.addEventListener('open', () => {
      const isOpen = (): boolean => socket.readyState === WebSocket.OPEN;
      opened({ link: new RPCLink({ websocket: socket }), isOpen });
    });
    socket.addEventListener('close', cut);
  };
}
