/**
 * What belongs further down in a file than what is known later: written aside, and put into the file at the end. Knows
 * neither formats nor what it holds.
 */
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { openStaged, writing } from './output/staged-file.ts';
import type { Output, OutputFile } from './output/output.ts';

/** `await using`: nothing of it stays behind. */
export interface Scratch extends AsyncDisposable {
  write(content: string): Promise<void>;
  /** All that was written; nothing can be written after that. */
  pour(into: OutputFile): Promise<void>;
  /** Where it can be read once it was `close`d. */
  readonly path: string;
  close(): Promise<void>;
}

/** Beside the other files of the output, under a name that none of them has. Throws `dataset-unwritable`. */
export async function openScratch(output: Output, name: string): Promise<Scratch> {
  const path = output.staged(name);
  const file = await openStaged({ staged: path, path: name, done: () => undefined });
  let closed = false;
  const close = async (): Promise<void> => {
    if (!closed) await file.close();
    closed = true;
  };
  return {
    path,
    write: (content) => file.write(content),
    close,
    async pour(into) {
      await close();
      await writing(name, async () => {
        for await (const piece of createReadStream(path)) await into.write(piece as Buffer);
      });
    },
    async [Symbol.asyncDispose]() {
      await file[Symbol.asyncDispose]();
      await rm(path, { force: true });
    },
  };
}
