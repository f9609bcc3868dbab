/** The files of the built window, known by a list of what is in its folder, so that no address leads out of it. */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { pageHeaders } from './page-policy.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml; charset=utf-8',
  '.woff2': 'font/woff2',
};

export class PageFiles {
  readonly #folder: string;
  /** Read at the first question: before that nothing is shown. */
  #paths: ReadonlyMap<string, string> | undefined;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** `index.html` for the empty address. */
  async answer(address: string): Promise<Response> {
    const name = address === '' ? 'index.html' : address;
    const path = (this.#paths ??= this.#list()).get(name);
    if (path === undefined) return new Response(null, { status: 404 });
    const headers = { ...pageHeaders, 'Content-Type': TYPES[extname(name)] ?? 'application/octet-stream' };
    return new Response(await readFile(path), { headers });
  }

  #list(): ReadonlyMap<string, string> {
    const entries = readdirSync(this.#folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
    return new Map(files.map((path) => [relative(this.#folder, path).split(sep).join('/'), path]));
  }
}
