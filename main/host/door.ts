/**
 * Who may come in: whoever has the key (a token that was printed, or a password) gets a cookie, and whoever has the cookie
 * may stay for a while, also when the host is started again. Knows nothing of pages and addresses.
 */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';

export interface DoorPlan {
  /** Of this machine's user, and the same after a restart. */
  readonly secret: Buffer;
  /** What is exchanged for a cookie. */
  readonly key: string;
  /** Not null: another password ends every stay. A token is another at each start, and ends none. */
  readonly password: string | null;
  /** Cookies are not kept apart by ports: this tells those of one host from another's. */
  readonly port: number;
  readonly now?: () => number;
}

export interface Visitor {
  /** As in `newCookie`. */
  readonly guest: string;
  /** The cookie is old enough for a new one. */
  readonly isDue: boolean;
}

const DAY_MS = 86_400_000;
const STAY_MS = 30 * DAY_MS;

/** So many wrong keys in a while, and no key is looked at for the rest of it. */
const MOST_WRONG = 20;
const WHILE_MS = 60_000;

export class Door {
  readonly cookieName: string;
  readonly #key: string;
  readonly #signing: Buffer;
  readonly #now: () => number;
  #wrong = 0;
  #wrongSinceMs = 0;

  constructor({ secret, key, password, port, now = Date.now }: DoorPlan) {
    this.#key = key;
    this.#now = now;
    this.#signing = hmac(secret, JSON.stringify(['cookie', port, password]));
    this.cookieName = `panda-${hmac(secret, JSON.stringify(['name', port]))
      .toString('hex')
      .slice(0, 8)}`;
  }

  /** `wait`: there were too many wrong keys. */
  isKey(key: string): 'right' | 'wrong' | 'wait' {
    const now = this.#now();
    if (now - this.#wrongSinceMs > WHILE_MS) [this.#wrong, this.#wrongSinceMs] = [0, now];
    if (this.#wrong >= MOST_WRONG) return 'wait';
    if (isSame(key, this.#key)) return 'right';
    this.#wrong++;
    return 'wrong';
  }

  /** A value of the header `Set-Cookie`. `guest`: who it is for. */
  newCookie(guest: string): string {
    const since = this.#now().toString(36);
    const parts = [
      `${this.cookieName}=${since}.${guest}.${this.#mac(since, guest)}`,
      'Path=/',
      'HttpOnly',
      'SameSite=Strict',
      `Max-Age=${STAY_MS / 1000}`,
    ];
    return parts.join('; ');
  }

  /** By the header `Cookie`. Undefined: nobody who came in here, or too long ago. */
  whoHas(cookies: string | undefined): Visitor | undefined {
    for (const cookie of (cookies ?? '').split(';')) {
      const [name, value = ''] = cookie.trim().split('=');
      const [since = '', guest = '', mac = ''] = value.split('.');
      if (name !== this.cookieName || !isSame(mac, this.#mac(since, guest))) continue;
      const agoMs = this.#now() - Number.parseInt(since, 36);
      if (agoMs < STAY_MS) return { guest, isDue: agoMs > DAY_MS };
    }
    return undefined;
  }

  #mac(since: string, guest: string): string {
    return hmac(this.#signing, JSON.stringify([since, guest])).toString('base64url');
  }
}

function hmac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}

/** In a time that tells nothing of where they differ, nor of how long they are. */
function isSame(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash('sha256').update(text).digest());
  return timingSafeEqual(x as Buffer, y as Buffer);
}
