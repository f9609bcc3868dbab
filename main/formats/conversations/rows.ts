/** The rows of a data set's files: a JSON array or JSON lines, whichever a file is. Knows nothing of what they mean. */
import { open } from 'node:fs/promises';
import { ProblemError } from '../../document/problem.ts';
import { findFiles } from '../input/files.ts';
import type { InputFile } from '../input/files.ts';
import { readArray } from '../input/json-array.ts';
import type { Element } from '../input/json-array.ts';
import { JsonError, parseJson } from '../input/json.ts';
import { readLines } from '../input/lines.ts';
import type { TextSource } from '../input/text.ts';
import type { Output } from '../output/output.ts';

/** What an export has beside its data. */
const NO_DATA = new Set(['dataset.json', 'dataset_info.json', 'croissant.json']);

/** Of a folder: the files called so, in it or below it; where there is none, every `.json` and `.jsonl`. */
export async function findRowFiles(path: string, name: string): Promise<readonly InputFile[]> {
  const files = (await findFiles(path, ['.json', '.jsonl'])).filter(
    (file) => file.path === path || !NO_DATA.has(nameOf(file.path)),
  );
  const own = files.filter((file) => nameOf(file.path) === name);
  return own.length > 0 ? own : files;
}

export type Row = Element | { readonly wrong: string; readonly line: number };

/** Throws where the file is none of both. After a line that is no JSON the next ones are read. */
export async function* readRows(source: TextSource): AsyncGenerator<Row, undefined> {
  if (await isArray(source.path)) {
    yield* readArray(source);
    return;
  }
  for await (const { text, line } of readLines(source)) {
    if (text.trim() === '') continue;
    try {
      yield { value: parseJson(text), line };
    } catch (error) {
      if (!(error instanceof JsonError)) throw error;
      yield { wrong: error.message, line };
    }
  }
}

/** A file of rows on its way, each on a line of its own. */
export interface RowFile extends AsyncDisposable {
  write(row: unknown): Promise<void>;
  close(): Promise<void>;
}

export async function openRows(output: Output, path: string, as: 'array' | 'lines'): Promise<RowFile> {
  const file = await output.open(path);
  let count = 0;
  const between = (): string => (as === 'lines' ? '' : count === 0 ? '[\n' : ',\n');
  return {
    async write(row) {
      await file.write(`${between()}${JSON.stringify(row)}${as === 'lines' ? '\n' : ''}`);
      count++;
    },
    async close() {
      if (as === 'array') await file.write(count === 0 ? '[]\n' : '\n]\n');
      await file.close();
    },
    [Symbol.asyncDispose]: () => file[Symbol.asyncDispose](),
  };
}

/** By its first sign. In UTF-16 it has a zero beside it. */
async function isArray(path: string): Promise<boolean> {
  const file = await open(path).catch(() => {
    throw new ProblemError({ code: 'dataset-missing', path });
  });
  try {
    const { buffer, bytesRead } = await file.read({ buffer: Buffer.alloc(4096), position: 0 });
    const head = buffer
      .toString('latin1', 0, bytesRead)
      .replace(/^(?:\u00ef\u00bb\u00bf|\u00ff\u00fe|\u00fe\u00ff)/, '');
    return /^[\s\0]*\[/.test(head);
  } finally {
    await file.close();
  }
}

function nameOf(path: string): string {
  return path.split(/[/\\]/).at(-1) ?? path;
}
