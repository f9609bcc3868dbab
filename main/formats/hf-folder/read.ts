/** Reads the metadata of a Hugging Face folder of videos: JSON lines; the videos themselves are not opened. */
import { ProblemError } from '../../document/problem.ts';
import { recordsOfRow } from '../bundles/read-row.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import type { InputFile } from '../input/files.ts';
import { JsonError, parseJson } from '../input/json.ts';
import { readLines } from '../input/lines.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import type { FolderOptions } from './write.ts';

/** The file that was named, or each `metadata.jsonl` of a folder: those of splits lie one folder deeper. */
export async function* readFolder({ path, options, encoding }: ReadInput<FolderOptions>): AsyncGenerator<ReadEvent> {
  for (const file of await findFiles(path, ['metadata.jsonl'])) {
    const source = { path: file.path, encoding, format: 'hf-folder' };
    try {
      for await (const { text, line } of readLines(source)) {
        if (text.trim() !== '') yield* eventsOfLine({ source, file, text, line, options });
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

interface Line {
  readonly source: TextSource;
  readonly file: InputFile;
  readonly text: string;
  readonly line: number;
  readonly options: FolderOptions;
}

function* eventsOfLine({ source, file, text, line, options }: Line): Generator<ReadEvent> {
  const row = parsed(text);
  if (typeof row === 'string') {
    yield { problem: unreadable(source, line, row).problem };
    return;
  }
  const records = recordsOfRow(row, { format: 'hf-folder', text: options.text, video: null });
  if ('wrong' in records) yield { problem: unreadable(source, line, records.wrong).problem };
  else for (const record of records) yield { record, path: file.path, line };
}

/** What is wrong, in words, where it is no row. */
function parsed(text: string): Readonly<Record<string, unknown>> | string {
  try {
    const value = parseJson(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
    return 'it is not an object';
  } catch (error) {
    if (error instanceof JsonError) return error.message;
    throw error;
  }
}
