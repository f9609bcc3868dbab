/**
 * Whether a request comes from this app's own page. A page of any other site can make a browser send requests here, and
 * a name of its own can be made to lead here (DNS rebinding): both are told by headers that no page can set.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';

export interface Names {
  /** Whether other machines can reach the host. */
  readonly isBeyondLoopback: boolean;
  /** By which it may be asked for, besides addresses: lower case. */
  readonly names: readonly string[];
}

/**
 * `Host` as a page of this app has it. A name that is not ours may be anybody's; an address in numbers cannot be made to
 * lead elsewhere. The port may be any: a tunnel has its own.
 */
export function isOwnHost(host: string | undefined, { isBeyondLoopback, names }: Names): boolean {
  const [, bracketed, plain] = /^(?:\[([0-9a-f:.]+)\]|([a-z0-9.-]+))(?::\d{1,5})?$/i.exec(host ?? '') ?? [];
  const name = (bracketed ?? plain ?? '').toLowerCase().replace(/\.$/, '');
  if (name === '') return false;
  return isLoopback(name) || names.includes(name) || (isBeyondLoopback && isIP(name) !== 0);
}

export function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(address);
}

/** `Origin` is absent where a browser sends none: then it is a page that is opened, or its own picture or script. */
export function isOwnOrigin({ origin, host = '' }: IncomingHttpHeaders): boolean {
  return origin === undefined || isOf(origin, host);
}

/** Browsers always say where a socket is opened. */
export function isOwnSocket({ origin, host = '' }: IncomingHttpHeaders): boolean {
  return origin !== undefined && isOf(origin, host);
}

/** What the browser knows of who asks; another port of this machine is another's page too. */
export function isAskedBySelf(headers: IncomingHttpHeaders): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin' || site === 'none';
}

/** https: behind a proxy that has the certificate. */
function isOf(origin: string, host: string): boolean {
  return (
    origin.toLowerCase() === `http://${host}`.toLowerCase() || origin.toLowerCase() === `https://${host}`.toLowerCase()
  );
}
