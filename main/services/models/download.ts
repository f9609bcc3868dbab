/**
 * Fetches a checkpoint from a hub of Hugging Face's kind, only ever because a person asked for it: what it lists is taken by
 * plain names alone, every file goes on where it stopped, and none gets its name before it is what the hub said it would be.
 * Knows no model.
 */
import { existsSync } from 'node:fs';
import { mkdir, rename, stat, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import { failed, fetchFile } from './fetch-file.ts';
import type { FetchPlan } from './fetch-file.ts';
import { listFiles } from './hub.ts';
import type { HubFile } from './hub.ts';

export interface DownloadPlan extends Omit<FetchPlan, 'onBytes'> {
  /** OWNER/NAME */
  readonly repository: string;
  /** `https://huggingface.co` */
  readonly base: string;
  /** A branch, a tag or a commit. */
  readonly revision: string;
  /** Of the repository; null: its top. */
  readonly subfolder: string | null;
  /** Where to; made where it is not there. */
  readonly folder: string;
  readonly onProgress?: (progress: DownloadProgress) => void;
}

export interface DownloadProgress {
  readonly file: string;
  readonly doneBytes: number;
  readonly totalBytes: number;
}

export interface Downloaded {
  readonly folder: string;
  readonly files: readonly string[];
  readonly bytes: number;
  /** The commit that all files are of. */
  readonly revision: string;
}

/** What is said about it beside the files, for who imports it. */
export const SOURCE_FILE = 'source.json';

/** Throws `download-failed`, `model-no-room`, `output-unwritable`. */
export async function downloadCheckpoint(plan: DownloadPlan): Promise<Downloaded> {
  const { base, folder, onProgress, repository } = plan;
  const { files, revision } = await listFiles(plan);
  const totalBytes = files.reduce((sum, { bytes }) => sum + bytes, 0);
  let doneBytes = 0;
  try {
    await mkdir(folder, { recursive: true });
    await refuseWithoutRoom(folder, files);
    for (const file of files) {
      const before = doneBytes;
      const tell = (bytes: number): void => {
        doneBytes = before + bytes;
        onProgress?.({ file: file.name, doneBytes, totalBytes });
      };
      await fetchUnlessThere(plan, file, tell);
      tell(file.bytes);
    }
    const said = { repository, base, revision, subfolder: plan.subfolder };
    await writeFile(join(folder, SOURCE_FILE), `${JSON.stringify(said, null, 2)}\n`);
  } catch (error) {
    if (!plan.signal.aborted && error instanceof Error && 'errno' in error) {
      throw new ProblemError({ code: 'output-unwritable', path: folder, cause: error.message });
    }
    throw error;
  }
  return { folder, files: files.map(({ name }) => name), bytes: totalBytes, revision };
}

async function fetchUnlessThere(plan: DownloadPlan, file: HubFile, onBytes: (bytes: number) => void): Promise<void> {
  const place = join(plan.folder, file.name);
  const part = `${place}.part`;
  if (existsSync(place)) {
    if ((await stat(place)).size === file.bytes) return; // it got its name when it was right
    throw failed(file.url, `${place} is there already and is another file`);
  }
  await fetchFile(file, part, { ...plan, onBytes });
  await rename(part, place);
}

async function refuseWithoutRoom(folder: string, files: readonly HubFile[]): Promise<void> {
  let neededBytes = 0;
  for (const { bytes, name } of files) {
    const there = [name, `${name}.part`].map((one) => join(folder, one)).find((one) => existsSync(one));
    neededBytes += Math.max(0, bytes - (there === undefined ? 0 : (await stat(there)).size));
  }
  const { bavail, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  if (freeBytes < neededBytes) throw new ProblemError({ code: 'model-no-room', path: folder, neededBytes, freeBytes });
}
