/**
 * The file of records that a run writes, which is also all that a run knows of the ones before it.
 * A line is written whole or not at all; a half line that a crash left is cut off when the file is opened again.
 */
import { existsSync } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import { lockFile } from './lock.ts';
import { keyOfRecord, recordSchema } from './record.ts';
import type { CaptionRecord } from './record.ts';

/** How every line begins, and so, cut anywhere, half a line. */
const BEGINNING = '{"format":"panda-captions"';

export interface Held {
  readonly path: string;
  readonly text: string | null;
}

/** Reads what is there, cuts a half line, and takes the lock; throws `output-unwritable`, `output-in-use`, `output-foreign`. */
export async function openLedger(path: string): Promise<Ledger> {
  try {
    await mkdir(dirname(path), { recursive: true });
    const file = await open(path, 'a+');
    if (!(await file.stat()).isFile()) return new Ledger(path, file, null);
    const lock = lockFile(path);
    const ledger = new Ledger(path, file, lock);
    try {
      await ledger.load();
      return ledger;
    } catch (error) {
      await ledger[Symbol.asyncDispose]();
      throw error;
    }
  } catch (error) {
    throw unwritable(path, error);
  }
}

export class Ledger implements AsyncDisposable {
  readonly #path: string;
  readonly #file: FileHandle;
  /** Null when the path is not a regular file: then nothing is held, and the system keeps the order. */
  readonly #lock: Disposable | null;
  readonly #held = new Map<string, Held[]>();
  #size = 0;

  constructor(path: string, file: FileHandle, lock: Disposable | null) {
    this.#path = path;
    this.#file = file;
    this.#lock = lock;
  }

  /** What makes this work needless for a video at `path`: its own record, or that of the place it was moved from. */
  heldFor(key: string, path: string): Held | undefined {
    const held = this.#held.get(key) ?? [];
    return held.findLast((one) => one.path === path) ?? held.findLast((one) => !existsSync(one.path));
  }

  /** All of these lines or none of them. Throws `output-unwritable`, with the file as it was before. */
  async append(records: readonly CaptionRecord[]): Promise<void> {
    const lines = Buffer.from(records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    try {
      await writeAll(this.#file, lines);
    } catch (error) {
      if (this.#lock) await this.#file.truncate(this.#size);
      throw unwritable(this.#path, error);
    }
    this.#size += lines.length;
    for (const record of records) this.#hold(record);
  }

  async load(): Promise<void> {
    let number = 0;
    let end = 0;
    for await (const { text, bytes, whole } of readLines(this.#file)) {
      number++;
      const record = recordOf(text);
      // Half a line is what a crash leaves; a whole record that only lacks its line break was put there by hand.
      if (!whole && record === undefined && isHalfRecord(text)) break;
      if (record === undefined && text.trim() !== '') {
        throw new ProblemError({ code: 'output-foreign', path: this.#path, line: number });
      }
      if (record) this.#hold(record);
      end += bytes;
      if (!whole) {
        await this.#file.appendFile('\n');
        end++;
      }
    }
    if (end < (await this.#file.stat()).size) await this.#file.truncate(end);
    this.#size = end;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file.close();
    this.#lock?.[Symbol.dispose]();
  }

  #hold(record: CaptionRecord): void {
    const key = keyOfRecord(record);
    const held = { path: record.video.path, text: record.text };
    const others = this.#held.get(key);
    if (others) others.push(held);
    else this.#held.set(key, [held]);
  }
}

async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += (await file.write(bytes, written)).bytesWritten;
}

interface Line {
  readonly text: string;
  readonly bytes: number;
  /** Whether a line break ends it. */
  readonly whole: boolean;
}

async function* readLines(file: FileHandle): AsyncGenerator<Line> {
  let rest = Buffer.alloc(0);
  const chunk = Buffer.alloc(1 << 20);
  for (let position = 0; ;) {
    const { bytesRead } = await file.read({ buffer: chunk, position });
    if (bytesRead === 0) break;
    position += bytesRead;
    let text = Buffer.concat([rest, chunk.subarray(0, bytesRead)]);
    for (let end = text.indexOf(10); end >= 0; end = text.indexOf(10)) {
      yield { text: text.toString('utf8', 0, end), bytes: end + 1, whole: true };
      text = text.subarray(end + 1);
    }
    rest = text;
  }
  if (rest.length > 0) yield { text: rest.toString('utf8'), bytes: rest.length, whole: false };
}

function recordOf(line: string): CaptionRecord | undefined {
  try {
    return recordSchema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}

function isHalfRecord(text: string): boolean {
  return text.startsWith(BEGINNING) || BEGINNING.startsWith(text);
}

function unwritable(path: string, error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  const { code, message } = error as NodeJS.ErrnoException;
  const cause = code === 'ENOSPC' || code === 'EDQUOT' ? 'the disk is full' : message;
  return new ProblemError({ code: 'output-unwritable', path, cause });
}
