/** Reads Parquet files of a Hugging Face data set; the videos in them stay there. */
import { asyncBufferFromFile, parquetMetadataAsync } from 'hyparquet';
import { stat } from 'node:fs/promises';
import { ProblemError } from '../../document/problem.ts';
import { recordsOfRow } from '../bundles/read-row.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import { JsonError, refuseUnsound } from '../input/json.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import { readGroups } from './read-groups.ts';
import type { Row } from './read-groups.ts';
import type { ParquetOptions } from './write.ts';

/** Of a file: its metadata is read at once. */
const LARGEST_METADATA = 1 << 26;

/** The line of an event is the row, from 1. */
export async function* readParquet({ path, options }: ReadInput<ParquetOptions>): AsyncGenerator<ReadEvent> {
  for (const file of await findFiles(path, ['.parquet'])) {
    const source = { path: file.path, encoding: null, format: 'hf-parquet' };
    try {
      let line = 0;
      for await (const rows of groupsOf(source)) {
        for (const row of rows) yield* eventsOfRow(source, { row, line: ++line, options });
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

/** Whatever hyparquet throws is what is wrong with the file. */
async function* groupsOf(source: TextSource): AsyncGenerator<Row[]> {
  if (!(await stat(source.path)).isFile()) throw unreadable(source, null, 'it is not a file');
  const groups = open(source.path);
  while (true) {
    let next;
    try {
      next = await groups.next();
    } catch (error) {
      throw unreadable(source, null, (error as Error).message);
    }
    if (next.done) return;
    yield next.value;
  }
}

async function* open(path: string): AsyncGenerator<Row[]> {
  const file = await asyncBufferFromFile(path);
  if (file.byteLength < 12) throw new Error('it is too short for a Parquet file');
  const end = new DataView(await file.slice(file.byteLength - 8, file.byteLength - 4));
  if (end.getUint32(0, true) > LARGEST_METADATA) throw new Error('its metadata is larger than 64 MB');
  yield* readGroups(file, await parquetMetadataAsync(file));
}

function* eventsOfRow(
  source: TextSource,
  { row, line, options }: { readonly row: Row; readonly line: number; readonly options: ParquetOptions },
): Generator<ReadEvent> {
  const wrong = (cause: string): ReadEvent => ({ problem: unreadable(source, line, cause).problem });
  const fields = plain(row) as Row;
  try {
    refuseUnsound(fields);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    yield wrong(error.message);
    return;
  }
  const records = recordsOfRow(fields, { format: 'hf-parquet', text: options.text, video: null });
  if ('wrong' in records) yield wrong(records.wrong);
  else for (const record of records) yield { record, path: source.path, line };
}

/** As JSON would have it: what is kept of a row is written into a project. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map(plain);
  if (ArrayBuffer.isView(value)) return null;
  if (typeof value !== 'object' || value === null) return value ?? null;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, plain(part)]));
}
