/** The beginning of what an export would write, made by writing the first records of it where nobody looks. */
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportPreview } from '../../contract/datasets.ts';
import { NOTHING_SAID } from '../../document/dataset-about.ts';
import type { Query } from '../../document/query/index.ts';
import { queryOf } from '../../document/query/index.ts';
import { exportDataset, formatNamed, mediaNames, openFolder, optionsOf } from '../../formats/index.ts';
import type { DatasetRecord } from '../../formats/index.ts';
import { countFoundItems } from '../../store/index.ts';
import { PROGRAM_VERSION } from '../program.ts';
import type { Export } from './export.ts';
import { datasetRecords } from './records.ts';

type Wanted = Pick<Export, 'store' | 'format' | 'only' | 'statuses' | 'tracks' | 'options' | 'signal'>;

const RECORDS = 300;
const FILES = 3;
const CHARACTERS = 4000;

/** Throws as an export does: `dataset-empty` where the first records have no place in the format. */
export async function previewExport(wanted: Wanted): Promise<ExportPreview> {
  const { only, signal, statuses, store, tracks } = wanted;
  const format = formatNamed(wanted.format);
  const options = optionsOf(format, wanted.options);
  const query = only === null ? null : queryOf(only);
  const temporary = await mkdtemp(join(tmpdir(), 'panda-preview-'));
  try {
    const folder = join(temporary, 'dataset');
    const mediaName = mediaNames({ severalRoots: store.count('root') > 1 });
    const { project } = store;
    const program = { name: 'panda-annotator', version: PROGRAM_VERSION };
    const report = await exportDataset({
      ...{ format, options, signal, manifestPath: null, isOwnFolder: false, place: format.name },
      parts: [{ split: null, records: first(RECORDS, datasetRecords(store, { statuses, tracks, query })) }],
      output: await openFolder({ folder, mediaName }),
      ...{ mediaName, media: null },
      source: {
        program,
        project: { id: project.id, name: project.name },
        query: only,
        statuses,
        tracks,
        media: 'none',
        split: null,
        about: NOTHING_SAID,
      },
    });
    const files = await Promise.all(
      report.files.slice(0, FILES).map(async ({ bytes, path }) => {
        const text = await beginningOf(join(folder, path));
        return { path, text, cut: bytes > Buffer.byteLength(text) };
      }),
    );
    const texts = countFoundItems(store, withStatuses(query, statuses));
    return { texts, files, counts: report.counts, leftOut: report.leftOut };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function withStatuses(query: Query | null, statuses: readonly string[]): Query {
  const ofStatus: Query = { kind: 'choice', field: 'status', values: statuses };
  return query === null || query.kind === 'all' ? ofStatus : { kind: 'and', parts: [query, ofStatus] };
}

async function* first(count: number, records: AsyncIterable<DatasetRecord>): AsyncGenerator<DatasetRecord> {
  let left = count;
  for await (const record of records) {
    if (left-- === 0) return;
    yield record;
  }
}

async function beginningOf(path: string): Promise<string> {
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(CHARACTERS), 0, CHARACTERS, 0);
  // The last character may have been cut in the middle.
  return new TextDecoder().decode(buffer.subarray(0, bytesRead), { stream: bytesRead === CHARACTERS });
}
