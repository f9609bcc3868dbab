/**
 * Files that can be made again, by key, in a folder of limited size that anyone may empty at any time: other processes
 * use it too. Knows nothing of what is in the files. What it cannot keep it forgets, without a word: whoever asks next
 * makes it again.
 */
import { createHash, randomUUID } from 'node:crypto';
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
    const path = this.pathOf(key);
    const bytes = await readFile(path).catch(() => undefined);
    if (bytes !== undefined) await touch(path);
    return bytes;
  }

  /** The path of the file; undefined where there is none. */
  async find(key: Key): Promise<string | undefined> {
    const path = this.pathOf(key);
    const found = await stat(path).catch(() => undefined);
    if (found === undefined || found.size === 0) return undefined;
    await touch(path);
    return path;
  }

  /** The path at which a file may be written under another name and then renamed. */
  async placeFor(key: Key): Promise<string> {
    const path = this.pathOf(key);
    await mkdir(dirname(path), { recursive: true });
    return path;
  }

  async write(key: Key, bytes: Uint8Array): Promise<void> {
    try {
      const path = await this.placeFor(key);
      const partial = `${path}.${randomUUID()}.part`;
      try {
        await writeFile(partial, bytes);
        await rename(partial, path);
      } finally {
        await rm(partial, { force: true });
      }
      await this.keep(key);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === undefined) throw error;
    }
  }

  /** To be called when the file of a key has been put in its place; makes room for it. */
  async keep(key: Key): Promise<void> {
    const path = this.pathOf(key);
    const added = await stat(path).catch(() => undefined);
    this.#bytes = this.#bytes === undefined ? await this.sizeBytes() : this.#bytes + (added?.size ?? 0);
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
        if (!entry.name.endsWith('.part')) return [{ path, bytes: found.size, usedMs: found.mtimeMs }];
        if (now - found.mtimeMs > FORGOTTEN_MS) await rm(path, { force: true }).catch(isNot);
        return [];
      }),
    );
    return kept.flat();
  }
}

/** The time of change of a file that never changes is free to say when it was last used. */
async function touch(path: string): Promise<void> {
  const now = new Date();
  await utimes(path, now, now).catch(isNot);
}

function isDone(): boolean {
  return true;
}

function isNot(): boolean {
  return false;
}
