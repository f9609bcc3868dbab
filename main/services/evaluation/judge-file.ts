/**
 * All that a judge has said, word for word, one attempt a line: what the scores are made of, and what need not be asked
 * again. Half a line that a crash left is cut off.
 */
import { mkdir, open, readFile } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';
import { lockFile } from '../batch/lock.ts';
import { MEASURES } from './judge-prompts.ts';
import type { Verdict } from './verdict.ts';

const schema = z.object({
  format: z.literal('panda-judge-answer'),
  version: z.literal(1),
  key: z.string().describe('what was asked, of which judge, with which prompts'),
  id: z.string().describe("the question's"),
  measure: z.enum(MEASURES),
  judge: z.object({ endpoint: z.string(), model: z.string() }),
  prompts: z.object({ name: z.string(), version: z.string(), sha256: z.string() }),
  attempt: z.int().positive(),
  status: z.int().nullable().describe('of HTTP; null: there was no answer'),
  raw: z.string().describe("the judge's words, or what came in their place"),
  verdict: z.object({ pred: z.enum(['yes', 'no']).nullable(), score: z.int() }).nullable(),
});
export type JudgeRecord = z.infer<typeof schema>;

export class JudgeFile implements AsyncDisposable {
  readonly #path: string;
  readonly #file: FileHandle;
  readonly #lock: Disposable;
  readonly #verdicts: Map<string, Verdict>;
  /** Lines are written one after the other, whoever asks. */
  #written: Promise<void> = Promise.resolve();

  private constructor(path: string, parts: { file: FileHandle; lock: Disposable; verdicts: Map<string, Verdict> }) {
    this.#path = path;
    this.#file = parts.file;
    this.#lock = parts.lock;
    this.#verdicts = parts.verdicts;
  }

  /** Throws `output-unwritable`, `output-in-use`, `output-foreign`. */
  static async open(path: string): Promise<JudgeFile> {
    await mkdir(dirname(path), { recursive: true });
    const lock = lockFile(path);
    try {
      const text = await readFile(path, 'utf8').catch(() => '');
      const verdicts = new Map<string, Verdict>();
      const end = text.lastIndexOf('\n') + 1;
      for (const [index, line] of text.slice(0, end).split('\n').entries()) {
        if (line.trim() === '') continue;
        const record = parsed(line);
        if (!record) throw new ProblemError({ code: 'output-foreign', path, line: index + 1 });
        if (record.verdict) verdicts.set(record.key, record.verdict);
      }
      const file = await open(path, 'a');
      await file.truncate(Buffer.byteLength(text.slice(0, end)));
      return new JudgeFile(path, { file, lock, verdicts });
    } catch (error) {
      lock[Symbol.dispose]();
      throw error;
    }
  }

  verdict(key: string): Verdict | undefined {
    return this.#verdicts.get(key);
  }

  async append(record: Omit<JudgeRecord, 'format' | 'version'>): Promise<void> {
    const line = JSON.stringify({ format: 'panda-judge-answer', version: 1, ...record });
    const written = this.#written.then(() => this.#file.appendFile(`${line}\n`));
    this.#written = written.catch(() => undefined);
    try {
      await written;
    } catch (error) {
      throw new ProblemError({ code: 'output-unwritable', path: this.#path, cause: (error as Error).message });
    }
    if (record.verdict) this.#verdicts.set(record.key, record.verdict);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#written;
    await this.#file.close();
    this.#lock[Symbol.dispose]();
  }
}

function parsed(line: string): JudgeRecord | undefined {
  try {
    return schema.safeParse(JSON.parse(line)).data;
  } catch {
    return undefined;
  }
}
