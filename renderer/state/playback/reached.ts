/** Tells a file that cannot be played from a host that is away: a player reports both as the same error. */
import type { Connection } from '../../connection/connection.svelte.ts';

const AGAIN_MS = 300;

/** At once: true where the host answers; else false, when it answers again. Throws the signal's reason. */
export async function isReached(
  connection: Pick<Connection, 'online' | 'services'>,
  url: string,
  signal: AbortSignal,
): Promise<boolean> {
  for (let isFirst = connection.online; ; isFirst = false) {
    await connection.services();
    try {
      await fetch(url, { method: 'HEAD', signal });
      return isFirst;
    } catch {
      signal.throwIfAborted();
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
  }
}
