/**
 * Files that can be made again, by key, in a folder of limited size that anyone may empty at any time: other processes
 * use it too. Knows nothing of what is in the files. What it cannot keep it forgets, without a word: whoever asks next
 * makes it again.
 */
import { createHash, randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { mkdir, readFile, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export interface Key {
  /** A folder of its own: `thumbnail`. */
  readonly kind: string;
  /** Whatever makes a difference to the file. */
  readonly parts: readonly (string | number)[];
  readonly suffix: string;
}

interface Kept {
  readonly path: string;
  readonly bytes: number;
  readonly usedMs: number;
}

/** A half-written file that nobody has written to for so long belongs to a process that is gone. */
const FORGOTTEN_MS = 3_600_000;

/** Making room is a look at every file, so it is made for a while. */
const KEPT_SHARE = 0.9;

export class Cache {
  readonly folder: string;
  readonly limitBytes: number;
  /** Not known before the first file is kept; other processes' files are seen when room is made. */
  #bytes: number | undefined;
  #makingRoom: Promise<void> = Promise.resolve();

  constructor(folder: string, limitBytes: number) {
    this.folder = folder;
    this.limitBytes = limitBytes;
  }

  pathOf({ kind, parts, suffix }: Key): string {
    const name = createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 40);
    return join(this.folder, kind, name.slice(0, 2), `${name}${suffix}`);
  }

  async read(key: Key): Promise<Buffer | undefined> {
    const path = await this.find(key);
    return path === undefined ? undefined : readFile(path).catch(() => undefined);
  }

  /** The path of the file; undefined where there is none. */
  async find(key: Key): Promise<string | undefined> {
    const path = this.pathOf(key);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || found.size === 0) return undefined;
    await noteUse(path, found);
    return path;
  }

  async write(key: Key, bytes: Uint8Array): Promise<void> {
    try {
      await this.place(key, (path) => writeFile(path, bytes));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    }
  }

  /** `make` writes a file at the path that it is given, which is put in its place when it is whole. Throws what it throws. */
  async place<Made>(key: Key, make: (path: string) => Promise<Made>): Promise<Made> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true });
    const partial = `${path}.${randomUUID()}.part`;
    try {
      const made = await make(partial);
      const written = await stat(partial);
      await noteUse(partial, written);
      await rename(partial, path);
      await this.#keep(path, written.size);
      return made;
    } finally {
      await rm(partial, { force: true });
    }
  }

  /** Makes room for a file that has been put in its place. */
  async #keep(path: string, bytes: number): Promise<void> {
    this.#bytes = this.#bytes === undefined ? await this.sizeBytes() : this.#bytes + bytes;
    if (this.#bytes <= this.limitBytes) return;
    this.#makingRoom = this.#makingRoom.then(() => this.#makeRoom(path));
    await this.#makingRoom;
  }

  async sizeBytes(): Promise<number> {
    return (await this.#list()).reduce((sum, { bytes }) => sum + bytes, 0);
  }

  async clear(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true, maxRetries: 3 });
    this.#bytes = 0;
  }

  /** Removes what was not used for the longest time, but never what has just been made. */
  async #makeRoom(latest: string): Promise<void> {
    const files = await this.#list();
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    if (bytes > this.limitBytes) {
      for (const file of files.toSorted((a, b) => a.usedMs - b.usedMs)) {
        if (bytes <= this.limitBytes * KEPT_SHARE) break;
        if (file.path === latest) continue;
        // A file that is being read cannot be removed on every system; it goes next time.
        if (await rm(file.path, { force: true }).then(isDone, isNot)) bytes -= file.bytes;
      }
    }
    this.#bytes = bytes;
  }

  /** In no order. */
  async #list(): Promise<Kept[]> {
    const entries = await readdir(this.folder, { recursive: true, withFileTypes: true }).catch(() => []);
    const now = Date.now();
    const kept = await Promise.all(
      entries.map(async (entry): Promise<Kept[]> => {
        if (!entry.isFile()) return [];
        const path = join(entry.parentPath, entry.name);
        const found = await stat(path).catch(() => undefined);
        if (found === undefined) return [];
        if (!entry.name.endsWith('.part')) return [{ path, bytes: found.size, usedMs: found.atimeMs }];
        if (now - found.mtimeMs > FORGOTTEN_MS) await rm(path, { force: true }).catch(isNot);
        return [];
      }),
    );
    return kept.flat();
  }
}

/**
 * By hand, as many systems do not note when a file is read. The time of change stays, in whole seconds from before the file
 * has its name, as no finer one can be set exactly: it is what a player knows its file by.
 */
async function noteUse(path: string, { mtimeMs }: Stats): Promise<void> {
  await utimes(path, Date.now() / 1000, Math.floor(mtimeMs / 1000)).catch(isNot);
}

function isDone(): boolean {
  return true;
}

function isNot(): boolean {
  return false;
}
