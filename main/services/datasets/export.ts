/** A project's texts written as a data set, read back as its consumer reads it, and only then put in its place. */
import { mkdirSync, rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { MediaMode } from '../../contract/datasets.ts';
import { isDay, isUrl } from '../../document/dataset-about.ts';
import type { DatasetAbout } from '../../document/dataset-about.ts';
import type { ExportReport } from '../../document/dataset-report.ts';
import type { VideoId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import { queryOf } from '../../document/query/index.ts';
import type { SplitChoice } from '../../document/splits.ts';
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
import type { ExportPart, Format, Media, Options } from '../../formats/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { lockFile } from '../batch/lock.ts';
import { findDuplicates } from '../duplicates/find.ts';
import { PROGRAM_VERSION } from '../program.ts';
import { cutIntoClips, linkedOrCopied } from './media.ts';
import type { MediaTools } from './media.ts';
import { datasetRecords } from './records.ts';
import type { Chosen } from './records.ts';
import { splitPlanOf, splitting } from './splitting.ts';

/** What a person has decided is right. */
export const DECIDED: readonly Status[] = ['accepted', 'edited', 'written'];

export interface ExportProgress {
  /** `comparing`: videos are looked at for near-duplicates, which stay in one split. */
  readonly phase: 'comparing' | 'writing' | 'checking';
  /** Videos while comparing, else records. */
  readonly done: number;
}

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
  /** Null: as the format needs it. */
  readonly media: MediaMode | null;
  /** Null: all in one. */
  readonly split: SplitChoice | null;
  readonly about: DatasetAbout;
  /** Asked for when videos are cut or compared. */
  readonly tools: () => Promise<MediaTools>;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ExportProgress) => void;
}

/** Throws the problems of data sets and `query-unreadable`; then nothing has changed. */
export async function exportTexts(job: Export): Promise<ExportReport> {
  const { store, beside, statuses, tracks, only } = job;
  const format = formatNamed(job.format);
  const options = optionsOf(format, job.options);
  const media = checkedMedia(job, format);
  const folder = job.out === null ? null : resolve(job.out);
  if (folder !== null) mkdirSync(dirname(folder), { recursive: true });
  using resources = new DisposableStack();
  resources.use(lockFile(folder ?? `${store.path}.export`));
  const chosen = { statuses, tracks, query: only === null ? null : queryOf(only) };
  const mediaName = mediaNames({ severalRoots: store.count('root') > 1 });
  // Awaited here: what is held is held until it is done.
  return await exportDataset({
    format,
    options,
    parts: await partsOf(job, chosen),
    media: folder === null ? null : await mediaOf(job, media, { folder, resources }),
    mediaName,
    output:
      beside || folder === null ? openBeside({ overwrite: job.overwrite }) : await openFolder({ folder, mediaName }),
    manifestPath: beside ? folder && join(folder, MANIFEST_PATH) : MANIFEST_PATH,
    isOwnFolder: !beside,
    source: {
      program: { name: 'panda-annotator', version: PROGRAM_VERSION },
      project: { id: store.project.id, name: store.project.name },
      query: only,
      statuses,
      tracks,
      media,
      split: job.split,
      about: job.about,
    },
    place: folder ?? 'beside the videos',
    signal: job.signal,
    onProgress: ({ phase, records }) => job.onProgress?.({ phase, done: records }),
  });
}

/** Throws `dataset-option-wrong` where the format and what is asked of it do not go together. */
function checkedMedia({ about, beside, media, split }: Export, format: Format): MediaMode {
  const wrong = (option: string, cause: string): ProblemError =>
    new ProblemError({ code: 'dataset-option-wrong', format: format.name, option, cause });
  if (beside && !format.filePerVideo)
    throw wrong('beside', 'it has no file for each video, so none can stand beside it');
  if (beside && split !== null) throw wrong('split', 'files beside the videos are in no folder of a split');
  if (beside && media !== null && media !== 'none') throw wrong('media', 'beside the videos they are there already');
  if (format.media === 'needed' && media === 'none')
    throw wrong('media', 'its consumer needs the videos below the data set: link, copy or clip them');
  if (about.url !== null && !isUrl(about.url)) throw wrong('url', 'it is no address as https://example.org/data');
  if (about.published !== null && !isDay(about.published)) throw wrong('published', 'it is no day as 2026-11-21');
  return media ?? (format.media === 'needed' ? 'link' : 'none');
}

async function partsOf({ store, split, tools, signal, onProgress }: Export, chosen: Chosen): Promise<ExportPart[]> {
  if (split === null) return [{ split: null, records: datasetRecords(store, chosen) }];
  const plan = splitPlanOf(split);
  const { previews } = await tools();
  const { groups } = await findDuplicates({
    ...{ store, previews, signal },
    onProgress: ({ looked }) => onProgress?.({ phase: 'comparing', done: looked }),
  });
  const splitOf = splitting(store, plan, groups);
  return plan.splits.map(({ name }) => {
    const isWanted = (videoId: VideoId): boolean => splitOf(videoId) === name;
    return { split: name, records: datasetRecords(store, { ...chosen, isWanted }) };
  });
}

async function mediaOf(
  { tools, signal }: Export,
  mode: MediaMode,
  { folder, resources }: { readonly folder: string; readonly resources: DisposableStack },
): Promise<Media | null> {
  // On the drive of the export, so that what was cut needs only another name.
  const cuts = join(dirname(folder), `.${basename(folder)}.panda-cuts`);
  const discard = (): void => rmSync(cuts, { recursive: true, force: true });
  // An export that was killed may have left some.
  discard();
  if (mode === 'none') return null;
  if (mode !== 'clip') return linkedOrCopied(mode);
  resources.defer(discard);
  return cutIntoClips(await tools(), { folder: cuts, signal });
}
