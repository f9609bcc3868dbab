/**
 * The rows of a Parquet file, a group at a time, without the bytes of videos in them. Knows nothing of what they mean.
 */
import { parquetReadObjects } from 'hyparquet';
import type { AsyncBuffer, FileMetaData, SchemaElement } from 'hyparquet';

export type Row = Readonly<Record<string, unknown>>;

/** Of a group, uncompressed, without the videos: a group is held in memory. */
const LARGEST_GROUP = 1 << 28;
const MOST_ROWS = 2_000_000;

/** Throws what is wrong with the file, in hyparquet's words or ours. */
export async function* readGroups(file: AsyncBuffer, whole: FileMetaData): AsyncGenerator<Row[]> {
  const metadata = withoutBytes(whole);
  let rowStart = 0;
  for (const { num_rows: rows, columns } of metadata.row_groups) {
    const bytes = columns.reduce((sum, { meta_data: meta }) => sum + Number(meta?.total_uncompressed_size ?? 0), 0);
    if (bytes > LARGEST_GROUP) throw new Error(`a group of rows is larger than ${LARGEST_GROUP / 2 ** 20} MB`);
    if (rows < 0n || rows > MOST_ROWS) throw new Error(`a group has ${rows} rows`);
    const rowEnd = rowStart + Number(rows);
    if (rowEnd > rowStart) yield await parquetReadObjects({ file, metadata, rowStart, rowEnd });
    rowStart = rowEnd;
  }
}

/** The file as if it had no column of bare bytes in it, which for us are videos and pictures. */
function withoutBytes(metadata: FileMetaData): FileMetaData {
  const dropped = new Set<string>();
  const schema: SchemaElement[] = [];
  const parents: { readonly at: number; readonly path: readonly string[]; left: number }[] = [];
  for (const element of metadata.schema) {
    while (parents.at(-1)?.left === 0) parents.pop();
    const parent = parents.at(-1);
    if (parent) parent.left--;
    const path = parent ? [...parent.path, element.name] : [];
    const isLeaf = element.num_children === undefined || element.num_children === 0;
    const isBare = element.converted_type === undefined && element.logical_type === undefined;
    const isBytes = isLeaf && element.type === 'BYTE_ARRAY' && isBare;
    if (isBytes && parent) {
      dropped.add(JSON.stringify(path));
      const above = schema[parent.at];
      if (above) schema[parent.at] = { ...above, num_children: (above.num_children ?? 1) - 1 };
      continue;
    }
    if (!isLeaf) parents.push({ at: schema.length, path, left: element.num_children ?? 0 });
    schema.push(element);
  }
  const rowGroups = metadata.row_groups.map((group) => ({
    ...group,
    columns: group.columns.filter(({ meta_data: meta }) => !dropped.has(JSON.stringify(meta?.path_in_schema ?? []))),
  }));
  return { ...metadata, schema, row_groups: rowGroups };
}
