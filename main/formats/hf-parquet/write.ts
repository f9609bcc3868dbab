/**
 * Parquet as Hugging Face's own writer makes it: groups of rows that a viewer can fetch one at a time, statistics and page
 * indexes to find them by, and the types of the columns in the file's metadata. One group is held at a time.
 * https://github.com/huggingface/datasets/blob/main/src/datasets/io/parquet.py
 */
import { readFile, stat } from 'node:fs/promises';
import { ByteWriter, ParquetWriter } from 'hyparquet-writer';
import type { LeftOutReason } from '../../document/dataset-report.ts';
import { fieldsOf } from '../bundles/row.ts';
import type { WriteJob } from '../format.ts';
import type { Output, OutputFile } from '../output/output.ts';
import { extraOf, textOf } from '../record.ts';
import type { DatasetRecord } from '../record.ts';
import { cellOf, columnsOf, featuresOf, METADATA_KEY, schemaOf, VIDEO_COLUMN } from './columns.ts';
import type { Column } from './columns.ts';

export interface ParquetOptions extends Readonly<Record<string, unknown>> {
  readonly text: string;
  readonly shardMb: number;
  readonly whole: boolean;
}

/** Of one group: so many texts are a few megabytes. */
const GROUP_ROWS = 10_000;
/** Without the videos; with them a group ends with the row that reaches it. */
const GROUP_BYTES = 1 << 26;
/** Of one video: it is held in memory, several times over while it is written. */
const LARGEST_BYTES = 1 << 28;

type Row = Readonly<Record<string, unknown>>;

export async function writeParquet(job: WriteJob<ParquetOptions>): Promise<void> {
  const { records, output, options, mediaName, withMedia, wrote, leaveOut } = job;
  await using shards = new Shards(output, { withMedia, ...options });
  const latest: { path: string | null; bytes: Uint8Array | LeftOutReason } = { path: null, bytes: 'video-missing' };
  for await (const record of records) {
    const { path } = record.video;
    if ((textOf(record) ?? '') === '') leaveOut('no-text', record);
    else if (withMedia && path === null) leaveOut('no-place', record);
    else {
      const name = mediaName(record.video);
      if (withMedia && path !== null) {
        if (latest.path !== path) Object.assign(latest, { path, bytes: await videoBytes(path) });
        const { bytes } = latest;
        if (typeof bytes === 'string') {
          leaveOut(bytes, record);
          continue;
        }
        await shards.add({ [VIDEO_COLUMN]: { bytes, path: name }, ...rowOf(record, options) }, bytes.length);
      } else await shards.add({ [VIDEO_COLUMN]: name, ...rowOf(record, options) }, 0);
      wrote(record);
    }
  }
  await shards.close();
}

function rowOf(record: DatasetRecord, { whole }: ParquetOptions): Row {
  return fieldsOf(record, { extra: extraOf(record, 'hf-parquet'), whole });
}

/** Or why they cannot be held. */
async function videoBytes(path: string): Promise<Uint8Array | LeftOutReason> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) return 'video-missing';
  return found.size > LARGEST_BYTES ? 'video-too-large' : readFile(path);
}

interface Wanted {
  readonly withMedia: boolean;
  readonly whole: boolean;
  readonly shardMb: number;
}

/** `data-00000.parquet` and so on; the columns of the first group are those of all. */
class Shards implements AsyncDisposable {
  readonly #output: Output;
  readonly #wanted: Wanted;
  #columns: Column[] | null = null;
  #rows: Row[] = [];
  #bytes = 0;
  #count = 0;
  #file: OutputFile | null = null;
  #writer: ParquetWriter | null = null;

  constructor(output: Output, wanted: Wanted) {
    this.#output = output;
    this.#wanted = wanted;
  }

  async add(row: Row, mediaBytes: number): Promise<void> {
    this.#rows.push(row);
    this.#bytes += mediaBytes;
    if (this.#rows.length >= GROUP_ROWS || this.#bytes >= GROUP_BYTES) await this.#writeGroup();
  }

  async close(): Promise<void> {
    if (this.#rows.length > 0 || this.#count === 0) await this.#writeGroup();
    await this.#endShard();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#file?.[Symbol.asyncDispose]();
  }

  async #writeGroup(): Promise<void> {
    const rows = this.#rows;
    this.#rows = [];
    this.#bytes = 0;
    this.#columns ??= columnsOf({ ...this.#wanted, extras: rows });
    const writer = (this.#writer ??= await this.#beginShard(this.#columns));
    await writer.write({
      rowGroupSize: GROUP_ROWS,
      columnData: this.#columns.map(({ name, type }) =>
        type === 'video'
          ? // Videos are compressed already, and no two are in order.
            {
              ...{ name, data: rows.map((row) => row[name]), encoding: 'PLAIN' as const },
              ...{ codec: 'UNCOMPRESSED' as const, statistics: false },
            }
          : { name, data: rows.map((row) => cellOf(row[name], type)), columnIndex: true, offsetIndex: true },
      ),
    });
    if (writer.writer.offset >= this.#wanted.shardMb * 1e6) await this.#endShard();
  }

  async #beginShard(columns: readonly Column[]): Promise<ParquetWriter> {
    const file = await this.#output.open(`data-${String(this.#count++).padStart(5, '0')}.parquet`);
    this.#file = file;
    return new ParquetWriter({
      writer: intoFile(file),
      schema: schemaOf(columns),
      kvMetadata: [{ key: METADATA_KEY, value: featuresOf(columns) }],
      createdBy: 'panda-annotator',
    });
  }

  async #endShard(): Promise<void> {
    await this.#writer?.finish();
    await this.#file?.close();
    this.#writer = null;
    this.#file = null;
  }
}

/** Hands each group on when it is encoded, so that no more than one is in memory. */
function intoFile(file: OutputFile): ByteWriter {
  const writer = new ByteWriter();
  const flush = async (): Promise<void> => {
    await file.write(writer.getBytes());
    writer.index = 0;
  };
  return Object.assign(writer, { flush, finish: flush });
}
