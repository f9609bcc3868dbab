/** A project's texts written as a data set, read back as its consumer reads it, and only then put in its place. */
import { mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ExportReport } from '../../document/dataset-report.ts';
import type { Status } from '../../document/status.ts';
import {
  exportDataset,
  formatNamed,
  MANIFEST_PATH,
  mediaNames,
  openBeside,
  openFolder,
  optionsOf,
} from '../../formats/index.ts';
import type { Options } from '../../formats/index.ts';
import { ProblemError } from '../../document/problem.ts';
import { queryOf } from '../../document/query/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { lockFile } from '../batch/lock.ts';
import { PROGRAM_VERSION } from '../program.ts';
import { datasetRecords } from './records.ts';

/** What a person has decided is right. */
export const DECIDED: readonly Status[] = ['accepted', 'edited', 'written'];

export interface Export {
  readonly store: ProjectStore;
  readonly format: string;
  /** The folder of the export; null: only `beside`, and then without `dataset.json`. */
  readonly out: string | null;
  /** A file for each video stands beside it, in place of in the folder. */
  readonly beside: boolean;
  /** Whether a file beside a video that says something else may be replaced. */
  readonly overwrite: boolean;
  /** Which texts, as a query; null: all. */
  readonly only: string | null;
  readonly statuses: readonly Status[];
  /** Of captions; null: all. */
  readonly tracks: readonly string[] | null;
  readonly options: Options;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: { readonly phase: 'writing' | 'checking'; readonly records: number }) => void;
}

/** Throws the problems of data sets and `query-unreadable`; then nothing has changed. */
export async function exportTexts(job: Export): Promise<ExportReport> {
  const { store, out, beside, statuses, tracks, only } = job;
  const format = formatNamed(job.format);
  const options = optionsOf(format, job.options);
  if (beside && !format.filePerVideo) {
    const cause = 'it has no file for each video, so none can stand beside it';
    throw new ProblemError({ code: 'dataset-option-wrong', format: format.name, option: 'beside', cause });
  }
  const folder = out === null ? null : resolve(out);
  const mediaName = mediaNames({ severalRoots: store.count('root') > 1 });
  if (folder !== null) mkdirSync(dirname(folder), { recursive: true });
  using resources = new DisposableStack();
  resources.use(lockFile(folder ?? `${store.path}.export`));
  const output =
    beside || folder === null ? openBeside({ overwrite: job.overwrite }) : await openFolder({ folder, mediaName });
  return exportDataset({
    format,
    options,
    parts: [
      {
        split: null,
        records: datasetRecords(store, { statuses, tracks, query: only === null ? null : queryOf(only) }),
      },
    ],
    ...{ output, mediaName, media: 'none' },
    manifestPath: beside ? folder && join(folder, MANIFEST_PATH) : MANIFEST_PATH,
    source: {
      program: { name: 'panda-annotator', version: PROGRAM_VERSION },
      project: { id: store.project.id, name: store.project.name },
      query: only,
      statuses,
      tracks,
    },
    place: folder ?? 'beside the videos',
    signal: job.signal,
    ...(job.onProgress && { onProgress: job.onProgress }),
  });
}
