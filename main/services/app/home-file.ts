/**
 * A small JSON file of a person's own, in the program's folder: what is convenient to find again and no part of a project.
 * What cannot be read is as if it were not there. Knows nothing of what is in it.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';

export class HomeFile<Content> {
  readonly #path: string;
  readonly #schema: z.ZodType<Content>;
  readonly #nothing: Content;

  constructor(home: string, { name, schema, nothing }: { name: string; schema: z.ZodType<Content>; nothing: Content }) {
    this.#path = join(home, name);
    this.#schema = schema;
    this.#nothing = nothing;
  }

  read(): Content {
    try {
      return this.#schema.parse(JSON.parse(readFileSync(this.#path, 'utf8')));
    } catch {
      return this.#nothing;
    }
  }

  /** Throws `output-unwritable`; then it is as it was. */
  write(content: Content): void {
    const unfinished = `${this.#path}.${process.pid}-${randomBytes(4).toString('hex')}`;
    try {
      mkdirSync(dirname(this.#path), { recursive: true });
      writeFileSync(unfinished, `${JSON.stringify(content)}\n`);
      renameSync(unfinished, this.#path);
    } catch (error) {
      rmSync(unfinished, { force: true });
      throw new ProblemError({ code: 'output-unwritable', path: this.#path, cause: (error as Error).message });
    }
  }

  change(next: (content: Content) => Content): void {
    this.write(next(this.read()));
  }
}
