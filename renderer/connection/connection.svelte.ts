/**
 * The window's one connection to the services. It is made anew when it breaks; calls made meanwhile wait for it, so that
 * nothing that is typed is lost to a cut. Knows the contract and no call of it.
 */
import { createORPCClient, isDefinedError } from '@orpc/client';
import type { ClientContext, ClientLink } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import type { contract } from '../../main/contract/index.ts';
import type { Problem } from '../../main/document/problem.ts';

export type Services = ContractRouterClient<typeof contract>;

/** A way to the services that is open. */
export interface Line {
  readonly link: ClientLink<ClientContext>;
  readonly isOpen: () => boolean;
}

/** Makes a line, and tells when it is open and when it is cut; a line that could not be opened is cut as well. */
export type Dial = (told: { readonly opened: (line: Line) => void; readonly cut: () => void }) => void;

const RETRY_MS = [200, 500, 1000, 2000, 5000] as const;

/** Where services are to be had: while the connection is cut, later. */
interface Reach {
  readonly online: boolean;
  /** How often the connection was made. */
  readonly times: number;
  readonly services: () => Promise<Services>;
}

export class Connection implements Reach {
  /** Whether calls reach the services at the moment. */
  online = $state(false);
  times = 0;
  /** Done with the services when they are back, before anyone else gets them. What it throws changes nothing. */
  greet: ((services: Services) => Promise<void>) | undefined;
  readonly #dial: Dial;
  readonly #returns = new Set<() => void>();
  #services: Services | undefined;
  #waiting: ((services: Services) => void)[] = [];
  #wasCut = false;
  #attempt = 0;

  constructor(dial: Dial) {
    this.#dial = dial;
    this.#connect();
  }

  /** Waits while there is no connection. */
  async services(): Promise<Services> {
    return this.#services ?? new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** Told each time that the connection is back after a cut. Returns what stops it. */
  onReturn(listener: () => void): () => void {
    this.#returns.add(listener);
    return () => this.#returns.delete(listener);
  }

  #connect(): void {
    const cut = (): void => {
      this.#wasCut ||= this.#services !== undefined;
      this.#services = undefined;
      this.online = false;
      setTimeout(() => this.#connect(), RETRY_MS[Math.min(this.#attempt++, RETRY_MS.length - 1)]);
    };
    this.#dial({ opened: (line) => void this.#opened(line), cut });
  }

  async #opened({ link, isOpen }: Line): Promise<void> {
    const services: Services = createORPCClient(link);
    if (this.#wasCut) await this.greet?.(services).catch(() => undefined);
    if (!isOpen()) return;
    this.#attempt = 0;
    this.#services = services;
    this.times++;
    this.online = true;
    for (const resolve of this.#waiting.splice(0)) resolve(services);
    if (this.#wasCut) for (const listener of this.#returns) listener();
    this.#wasCut = false;
  }
}

/**
 * Does `work` with the services, and again from its beginning when they are back where the connection was cut meanwhile.
 * Throws what is no cut.
 */
export async function persist<Result>(reach: Reach, work: (services: Services) => Promise<Result>): Promise<Result> {
  for (;;) {
    const services = await reach.services();
    const { times } = reach;
    try {
      return await work(services);
    } catch (error) {
      if (problemOf(error) !== undefined || (reach.online && reach.times === times)) throw error;
    }
  }
}

/** What went wrong, where it was to be expected; anything else is a defect or a cut connection. */
export function problemOf(error: unknown): Problem | undefined {
  return error instanceof Error && isDefinedError(error as never)
    ? ((error as { data?: Problem }).data ?? undefined)
    : undefined;
}
