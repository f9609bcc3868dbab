/**
 * As `load_dataset` reads it: the columns and types of all files are the same and those that the metadata names, a video is
 * its bytes and its name, and groups have the statistics and the size that a viewer wants.
 */
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import type { FileMetaData } from 'hyparquet';
import { expectedView, rowView } from '../bundles/row.ts';
import type { View } from '../expected.ts';
import type { Check, CheckedFile, CheckJob } from '../format.ts';
import { METADATA_KEY, VIDEO_COLUMN } from './columns.ts';
import type { ParquetOptions } from './write.ts';

type Row = Readonly<Record<string, unknown>>;

const LARGEST_GROUP = 100_000; // rows

export const checkParquet: Check<ParquetOptions> = {
  expected: (record, _options, mediaName) => expectedView(record, mediaName),
  found,
};

async function* found({ files, rules }: CheckJob<ParquetOptions>): AsyncGenerator<View> {
  let schema: string | null = null;
  for (const file of files) {
    const buffer = await asyncBufferFromFile(file.staged);
    const metadata = await parquetMetadataAsync(buffer);
    const own = JSON.stringify(metadata.schema);
    schema ??= own;
    rules.hold('all-files-have-the-same-columns-of-the-same-types', own === schema, () => file.path);
    rules.hold('the-metadata-names-the-columns-as-they-are', namesColumns(metadata), () => file.path);
    let rowStart = 0;
    for (const [index, { num_rows: rows, columns }] of metadata.row_groups.entries()) {
      const where = (): string => `${file.path}, group ${index + 1}`;
      const texts = columns.filter(({ meta_data: meta }) => meta?.path_in_schema[0] !== VIDEO_COLUMN);
      const counted = texts.every(({ meta_data: meta }) => meta?.statistics?.null_count !== undefined);
      rules.hold('every-group-of-rows-has-statistics', counted, where);
      rules.hold('no-group-of-rows-is-larger-than-100-000', rows <= LARGEST_GROUP, where);
      const rowEnd = rowStart + Number(rows);
      const read = await parquetReadObjects({ file: buffer, metadata, rowStart, rowEnd, utf8: false });
      for (const row of read) yield viewOf(row, { file, rules, line: ++rowStart });
    }
  }
}

function viewOf(
  row: Row,
  { file, rules, line }: { file: CheckedFile; rules: CheckJob<ParquetOptions>['rules']; line: number },
): View {
  const video = row[VIDEO_COLUMN];
  const where = (): string => `${file.path}, row ${line}`;
  if (typeof video === 'string') return rowView(row, video);
  const { bytes, path } = (video ?? {}) as { readonly bytes?: Uint8Array; readonly path?: string };
  rules.hold('every-video-is-in-its-row', bytes !== undefined && bytes.length > 0, where);
  rules.hold('every-video-has-a-name-with-an-ending', /[^/]\.[^./]+$/.test(path ?? ''), where);
  return rowView(row, path ?? '');
}

/** `huggingface` says a type for each column at the top of the schema, in their order. */
function namesColumns({ key_value_metadata: pairs, schema }: FileMetaData): boolean {
  const text = pairs?.find(({ key }) => key === METADATA_KEY)?.value;
  if (text === undefined) return false;
  const { info } = JSON.parse(text) as { info: { features: Record<string, { dtype?: string; _type: string }> } };
  const names: string[] = [];
  for (let at = 1; at < schema.length; at += 1 + (schema[at]?.num_children ?? 0)) names.push(schema[at]?.name ?? '');
  return JSON.stringify(Object.keys(info.features)) === JSON.stringify(names);
}
