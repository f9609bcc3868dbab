/**
 * The files of the built window, as they are sent: known by a list of what is in the folder, so that no address leads out
 * of it. Packed once each. Knows nothing of what is in them.
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Answer, Asked } from '../services/index.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.woff2': 'font/woff2',
};
const PACKED = new Set(['.css', '.html', '.js', '.json', '.map', '.svg', '.webmanifest']);

/** vite puts a hash of the content into the names of what is in here. */
const HASHED = /^assets\/.+-[\w-]{8}\.\w+$/;

interface SentFile {
  readonly version: string;
  readonly etag: string;
  readonly plain: Buffer;
  /** Made when they are first asked for. */
  readonly packed: Map<string, Promise<Buffer>>;
}

export class WindowFiles {
  readonly #folder: string;
  #paths = new Map<string, string>();
  readonly #files = new Map<string, SentFile>();

  constructor(folder: string) {
    this.#folder = folder;
    this.#list();
  }

  get isBuilt(): boolean {
    return existsSync(join(this.#folder, 'index.html'));
  }

  /** `index.html` for the empty address. Undefined where there is no such file. */
  async answer(asked: Asked): Promise<Answer | undefined> {
    const name = asked.address === '' ? 'index.html' : asked.address;
    // The window may have been built anew since.
    if (!this.#paths.has(name) || !existsSync(this.#paths.get(name) ?? '')) this.#list();
    const path = this.#paths.get(name);
    if (path === undefined) return undefined;
    const file = await this.#read(path);
    const headers = {
      'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream',
      'Cache-Control': HASHED.test(name) ? 'private, max-age=31536000, immutable' : 'private, no-cache',
      ETag: file.etag,
      Vary: 'Accept-Encoding',
    };
    if (asked.header('if-none-match') === file.etag) return { status: 304, headers, body: null };
    const encoding = PACKED.has(extname(name)) ? encodingFor(asked.header('accept-encoding') ?? '') : null;
    const body = encoding === null ? file.plain : await packed(file, encoding);
    return {
      status: 200,
      headers: {
        ...headers,
        ...(encoding === null ? {} : { 'Content-Encoding': encoding }),
        'Content-Length': String(body.length),
      },
      body: asked.method === 'HEAD' ? null : body,
    };
  }

  async #read(path: string): Promise<SentFile> {
    const { size, mtimeMs } = statSync(path);
    const version = `${size}-${mtimeMs}`;
    const known = this.#files.get(path);
    if (known?.version === version) return known;
    const plain = await readFile(path);
    const etag = `"${createHash('sha256').update(plain).digest('base64url').slice(0, 22)}"`;
    const file = { version, etag, plain, packed: new Map<string, Promise<Buffer>>() };
    this.#files.set(path, file);
    return file;
  }

  #list(): void {
    const entries = existsSync(this.#folder) ? readdirSync(this.#folder, { recursive: true, withFileTypes: true }) : [];
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    this.#paths = new Map(files.map((path) => [relative(this.#folder, path).split(sep).join('/'), path]));
  }
}

type Encoding = 'br' | 'gzip';

function encodingFor(accepted: string): Encoding | null {
  const names = accepted.split(',').map((one) => one.split(';')[0]?.trim());
  return names.includes('br') ? 'br' : names.includes('gzip') ? 'gzip' : null;
}

function packed({ plain, packed: known }: SentFile, encoding: Encoding): Promise<Buffer> {
  const before = known.get(encoding);
  if (before !== undefined) return before;
  const made =
    encoding === 'br'
      ? promisify(brotliCompress)(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } })
      : promisify(gzip)(plain);
  known.set(encoding, made);
  return made;
}
