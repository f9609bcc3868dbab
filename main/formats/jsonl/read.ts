/** Reads our own format, line by line: a line that is wrong is said to be, and the others are read all the same. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import { JsonError, parseJson } from '../input/json.ts';
import { readLines } from '../input/lines.ts';
import { unreadable } from '../input/text.ts';
import { recordOf } from './line.ts';
import { JSONL_FILE } from './write.ts';

/** Of a folder: its `dataset.jsonl`, or else every `.jsonl` in it. */
export async function* readJsonl({ path, encoding }: ReadInput<unknown>): AsyncGenerator<ReadEvent> {
  const own = join(path, JSONL_FILE);
  const files = existsSync(own) ? [{ path: own }] : await findFiles(path, ['.jsonl', '.ndjson']);
  for (const file of files) {
    const source = { path: file.path, encoding, format: 'jsonl' };
    try {
      for await (const { text, line } of readLines(source)) {
        if (text.trim() === '') continue;
        const record = readLine(text);
        if ('wrong' in record) yield { problem: unreadable(source, line, record.wrong).problem };
        else yield { record, path: file.path, line };
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

function readLine(text: string): ReturnType<typeof recordOf> {
  try {
    return recordOf(parseJson(text));
  } catch (error) {
    if (error instanceof JsonError) return { wrong: error.message };
    throw error;
  }
}
