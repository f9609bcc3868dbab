/**
 * The window's one connection to the services. It is made anew when it breaks; calls made meanwhile wait for it, so that
 * nothing that is typed is lost to a cut. Knows the contract and no call of it.
 */
import { createORPCClient, isDefinedError } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { RPCLink } from '@orpc/client/websocket';
import type { contract } from '../../main/contract/index.ts';
import type { Problem } from '../../main/document/problem.ts';

export type Services = ContractRouterClient<typeof contract>;

const RETRY_MS = [200, 500, 1000, 2000, 5000] as const;

export class Connection {
  /** Whether calls reach the services at the moment. */
  online = $state(false);
  readonly #url: string;
  #services: Services | undefined;
  #waiting: ((services: Services) => void)[] = [];
  #attempt = 0;

  constructor(url: string) {
    this.#url = url;
    this.#connect();
  }

  /** Waits while there is no connection. */
  async services(): Promise<Services> {
    return this.#services ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  #connect(): void {
    const socket = new WebSocket(this.#url);
    socket.addEventListener('open', () => {
      this.#attempt = 0;
      const services: Services = createORPCClient(new RPCLink({ websocket: socket }));
      this.#services = services;
      this.online = true;
      for (const resolve of this.#waiting.splice(0)) resolve(services);
    });
    socket.addEventListener('close', () => {
      this.#services = undefined;
      this.online = false;
      setTimeout(() => this.#connect(), RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)]);
    });
  }
}

/** What went wrong, where it was to be expected; anything else is a defect or a cut connection. */
export function problemOf(error: unknown): Problem | undefined {
  return error instanceof Error && isDefinedError(error as never)
    ? ((error as { data?: Problem }).data ?? undefined)
    : undefined;
}
