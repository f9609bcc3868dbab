/**
 * The app's own addresses, `media://panda/WINDOW/...`: the page and its files, and the videos and pictures of that window's
 * project. The page and what it plays are of one origin, which is no file and no network. Knows nothing of what is in them.
 */
import { protocol } from 'electron';
import { Readable } from 'node:stream';
import { readAnswer } from '../services/resources/file-part.ts';
import type { Asked, PlannedAnswer } from '../services/index.ts';
import { PageFiles } from './page-files.ts';
import { pageHeaders } from './page-policy.ts';

const SCHEME = 'media';
export const ORIGIN = `${SCHEME}://panda`;

export function addressOf(window: number): string {
  return `${ORIGIN}/${window}/`;
}

/** To be called before the app is ready. */
export function announceScheme(): void {
  const privileges = { standard: true, secure: true, stream: true, supportFetchAPI: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges }]);
}

interface SchemePlan {
  readonly pageFolder: string;
  /** Videos and pictures of a window. Null: they cannot be had now. */
  readonly resource: (window: number, asked: Asked) => Promise<PlannedAnswer | null>;
}

export function handleScheme({ pageFolder, resource }: SchemePlan): void {
  const files = new PageFiles(pageFolder);
  protocol.handle(SCHEME, async (request) => {
    const { host, pathname, search } = new URL(request.url);
    const [, window, path = ''] = /^\/(\d{1,9})\/(.*)$/.exec(pathname) ?? [];
    if (host !== 'panda' || window === undefined) return new Response(null, { status: 404 });
    if (!/^(media|pictures)\//.test(path)) return files.answer(path);
    const { signal, method } = request;
    const asked = { method, address: path + search, header: (name: string) => request.headers.get(name), signal };
    const planned = await resource(Number(window), asked);
    return planned === null ? new Response(null, { status: 503 }) : responseOf(planned, signal);
  });
}

async function responseOf(planned: PlannedAnswer, signal: AbortSignal): Promise<Response> {
  const { status, headers, body } = await readAnswer(planned, signal);
  const all = { ...pageHeaders, ...headers };
  if (!(body instanceof Readable))
    return new Response(body as Uint8Array<ArrayBuffer> | null, { status, headers: all });
  return new Response(untilLeft(body, signal), { status, headers: all });
}

/** Where the player leaves, it ends without an error: one that nobody reads any more would be one of this process. */
function untilLeft(body: Readable, signal: AbortSignal): ReadableStream<Uint8Array<ArrayBuffer>> {
  const chunks = body.iterator() as AsyncIterableIterator<Uint8Array<ArrayBuffer>>;
  return new ReadableStream({
    pull: async (controller) => {
      try {
        const chunk = await chunks.next();
        if (chunk.done === true) controller.close();
        else controller.enqueue(chunk.value);
      } catch (error) {
        if (signal.aborted) controller.close();
        else controller.error(error);
      }
    },
    cancel: () => void body.destroy(),
  });
}
