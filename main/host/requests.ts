/** What becomes of each request: who may not ask is told so, the others get the page, its files, videos and pictures. */
import type { IncomingMessage } from 'node:http';
import { answerResource, readAnswer, refusal } from '../services/index.ts';
import type { Answer, Asked, Caller, ShownProject } from '../services/index.ts';
import type { Door, Visitor } from './door.ts';
import { isAskedBySelf, isOwnHost, isOwnOrigin } from './origin.ts';
import type { Guests } from './guests.ts';
import type { Names } from './origin.ts';
import { safetyHeaders } from './safety-headers.ts';
import { enterPage, signInPage } from './sign-in-page.ts';
import type { SignIn } from './sign-in-page.ts';
import type { WindowFiles } from './window-files.ts';

export interface Site {
  readonly names: Names;
  readonly door: Door;
  /** Who signs in with the password; null: there is none, and whoever has the token is the person of this machine. */
  readonly guests: Guests | null;
  readonly files: WindowFiles;
  readonly shown: () => ShownProject | undefined;
}

export interface KnownVisitor extends Visitor {
  /** Undefined: the person of this machine. */
  readonly caller: Caller | undefined;
}

/** In the place of a guest. */
const PERSON_HERE = '';

export async function answerRequest(site: Site, request: IncomingMessage, signal: AbortSignal): Promise<Answer> {
  const { headers } = request;
  if (!isOwnHost(headers.host, site.names)) return refusal(421, { code: 'host-unknown' });
  const answer = await admit(site, request, signal);
  return { ...answer, headers: { ...safetyHeaders(headers.host ?? ''), ...answer.headers } };
}

async function admit(site: Site, request: IncomingMessage, signal: AbortSignal): Promise<Answer> {
  const { headers, method = '' } = request;
  const [path = '/', search = ''] = splitAt(request.url ?? '/', '?');
  if (!isOwnOrigin(headers)) return refusal(403, { code: 'origin-unknown' });
  if (method === 'POST' && path === '/sign-in') return signIn(site, request);
  if (method !== 'GET' && method !== 'HEAD') return refusal(405, { code: 'method-unknown' });
  // A page may be opened from anywhere, and only opened; by itself it says nothing.
  const isOpening = path === '/' && headers['sec-fetch-mode'] !== 'no-cors' && headers['sec-fetch-dest'] !== 'iframe';
  if (!isAskedBySelf(headers) && !isOpening) return refusal(403, { code: 'origin-unknown' });
  const token = path === '/' ? new URLSearchParams(search).get('token') : null;
  if (token !== null) return enter(site, token, headers);
  const visitor = knownVisitor(site, headers);
  // Browsers ask for it by themselves, for every page.
  if (path === '/favicon.ico') return (await site.files.answer(askedBy(request, signal))) ?? NO_ICON;
  if (visitor === undefined) return path === '/' ? notKnown(site, headers) : refusal(401, { code: 'not-signed-in' });
  const answer = await answerKnown(site, askedBy(request, signal));
  // Only with a page, which is not kept: so that no cookie is in a cache.
  return visitor.isDue && path === '/' ? withCookie(answer, site, visitor.guest) : answer;
}

const NO_ICON: Answer = { status: 204, headers: { 'Cache-Control': 'private, max-age=86400' }, body: null };

async function answerKnown(site: Site, asked: Asked): Promise<Answer> {
  if (/^(media|pictures)\//.test(asked.address)) {
    return readAnswer(await answerResource(site.shown(), asked), asked.signal);
  }
  const answer = await site.files.answer({ ...asked, address: splitAt(asked.address, '?')[0] });
  if (answer !== undefined) return answer;
  return asked.address === '' ? refusal(503, { code: 'window-not-built' }) : refusal(404, { code: 'not-found' });
}

/** By the cookie, and among the guests where there are some. */
export function knownVisitor({ door, guests }: Site, headers: IncomingMessage['headers']): KnownVisitor | undefined {
  const visitor = door.whoHas(headers.cookie);
  if (visitor === undefined || guests === null) return visitor && { ...visitor, caller: undefined };
  const caller = guests.callerOf(visitor.guest);
  return caller && { ...visitor, caller };
}

/** Who has the token may have found it anywhere, so it is taken out of the address at once. */
function enter(site: Site, token: string, headers: IncomingMessage['headers']): Answer {
  // An old address in a window that is signed in already, or one that somebody else made up.
  if (knownVisitor(site, headers) !== undefined) return toStart(headers);
  const verdict = site.guests === null ? site.door.isKey(token) : null;
  if (verdict !== 'right') return signInPage(signInOf(site, headers, verdict));
  return withCookie(toStart(headers), site, PERSON_HERE);
}

async function signIn(site: Site, request: IncomingMessage): Promise<Answer> {
  const { headers } = request;
  if (!isAskedBySelf(headers) || headers.origin === undefined) return refusal(403, { code: 'origin-unknown' });
  const form = await readForm(request);
  if (form === undefined) return refusal(413, { code: 'too-long' });
  const verdict = site.door.isKey(form.get('key') ?? '');
  if (verdict !== 'right') return signInPage(signInOf(site, headers, verdict));
  const guest = site.guests === null ? PERSON_HERE : site.guests.named(form.get('name') ?? '');
  if (guest === undefined) return signInPage(signInOf(site, headers, 'name'));
  return withCookie(toStart(headers), site, guest);
}

function notKnown(site: Site, headers: IncomingMessage['headers']): Answer {
  return isAskedBySelf(headers) ? signInPage(signInOf(site, headers, null)) : enterPage();
}

/** A redirect of a request that another site began would come without the cookie. */
function toStart(headers: IncomingMessage['headers']): Answer {
  if (!isAskedBySelf(headers)) return enterPage();
  return { status: 303, headers: { Location: '/', 'Cache-Control': 'no-store', 'Content-Length': '0' }, body: null };
}

function signInOf({ guests }: Site, headers: IncomingMessage['headers'], failed: SignIn['failed']): SignIn {
  return { hasPassword: guests !== null, failed, languages: headers['accept-language'] ?? '' };
}

function withCookie(answer: Answer, { door }: Site, guest: string): Answer {
  return { ...answer, headers: { ...answer.headers, 'Set-Cookie': door.newCookie(guest) } };
}

function askedBy({ headers, method = '', url = '/' }: IncomingMessage, signal: AbortSignal): Asked {
  const header = (name: string): string | null => {
    const value = headers[name];
    return Array.isArray(value) ? value.join(', ') : (value ?? null);
  };
  return { method, address: url.slice(1), header, signal };
}

const LONGEST_FORM = 8192;

async function readForm(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += String(chunk);
    if (text.length > LONGEST_FORM) return undefined;
  }
  return new URLSearchParams(text);
}

function splitAt(text: string, mark: string): [string, string] {
  const at = text.indexOf(mark);
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
