/**
 * Makes a model folder of a checkpoint in the official layout, all or nothing: what cannot be used is refused before anything
 * is written, and what a crash leaves behind is cleared away by the next import. Only a part of a tensor is in memory at a
 * time. Knows no command and no window.
 */
import { existsSync } from 'node:fs';
import { mkdir, readdir, statfs } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { z } from 'zod';
import { CheckpointError } from '../../../native-models/checkpoint/error.ts';
import { readJsonFile, readSmallFile } from '../../../native-models/checkpoint/file.ts';
import { openCheckpoint } from '../../../native-models/checkpoint/folder.ts';
import { readTokenizer } from '../../../native-models/tokenizer/index.ts';
import { clearAbandoned, writeModelFolder } from '../../../native-models/video-panda/folder.ts';
import type { ImportedFacts, ModelParts } from '../../../native-models/video-panda/folder.ts';
import { logitsProbe } from '../../../native-models/video-panda/logits-probe.ts';
import { officialConfigOf, officialTensors } from '../../../native-models/video-panda/official-checkpoint.ts';
import { checkTensors } from '../../../native-models/video-panda/tensor-shapes.ts';
import type { Precision } from '../../../native-models/video-panda/weights.ts';
import { ProblemError } from '../../document/problem.ts';
import { lockFile } from '../batch/lock.ts';
import { PROGRAM_VERSION } from '../program.ts';
import { SOURCE_FILE } from './download.ts';
import { MODEL_ID } from './manifest.ts';
import { stabDistance } from './stab-distance.ts';

export interface ImportPlan {
  /** Of the checkpoint. */
  readonly folder: string;
  readonly id: string;
  readonly precision: Precision;
  /** The folder that holds `models/`. */
  readonly home: string;
  /** Whether a model of this id may be replaced. */
  readonly replace: boolean;
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Of the disk that holds a folder; for tests. */
  readonly readFreeBytes?: (folder: string) => Promise<number>;
}

/** First the files are written, then the smaller model is compared with the original. */
export interface ImportProgress {
  readonly phase: 'writing' | 'comparing';
  readonly doneBytes: number;
  readonly totalBytes: number;
  /** Null: not known yet. */
  readonly secondsLeft: number | null;
}

export interface ImportedModel {
  readonly id: string;
  readonly folder: string;
  readonly precision: Precision;
  readonly bytes: number;
  /** Tensors of the checkpoint that nothing reads, though they are not of its training either. */
  readonly unknown: readonly string[];
  /** What the precision cost; null: nothing, it is the checkpoint's own or better. */
  readonly error: RoundingError | null;
}

/** Relative L2, of fixed inputs, against the same model in float32. */
export interface RoundingError {
  readonly logits: number;
  readonly visualTokens: number;
}

const largestJson = 1 << 20;
const largestTokenizer = 32 << 20;
const reserveBytes = 64 << 20;
/** An import that was just killed may still hold it for a moment; one that is at work holds it for minutes. */
const LOCK_PATIENCE_MS = 500;

/** Throws `checkpoint-unusable`, `model-exists`, `model-no-room`, `output-in-use`, `output-unwritable`. */
export async function importModel(plan: ImportPlan): Promise<ImportedModel> {
  if (!MODEL_ID.test(plan.id)) throw new RangeError(`${plan.id} is no id of a model`);
  const models = join(plan.home, 'models');
  const place = join(models, plan.id);
  const parts = await usable(plan, () => readParts(plan));
  return writingAlone(models, async () => {
    if (existsSync(place) && !plan.replace) throw new ProblemError({ code: 'model-exists', id: plan.id, path: place });
    return usable(plan, () => write(plan, place, parts));
  });
}

interface Read extends ModelParts {
  readonly unknown: readonly string[];
  readonly facts: ImportedFacts;
}

function readParts({ folder, id, precision }: ImportPlan): Read {
  for (const name of ['config.json', 'tokenizer.model']) {
    if (existsSync(join(folder, name))) continue;
    throw new CheckpointError(`there is no ${name} in it; choose the folder that has all files of the checkpoint`);
  }
  const json = readJsonFile(join(folder, 'config.json'), largestJson);
  const config = explainedBy('config.json', () => officialConfigOf(json));
  const tokenizer = readSmallFile(join(folder, 'tokenizer.model'), largestTokenizer);
  const { size } = explainedBy('tokenizer.model', () => readTokenizer(tokenizer));
  if (size > config.llm.vocabSize) {
    throw new CheckpointError(`tokenizer.model has ${size} pieces, config.json only ${config.llm.vocabSize}`);
  }
  const checkpoint = openCheckpoint(folder);
  const { tensors, unknown } = officialTensors(checkpoint.tensors, config);
  checkTensors(tensors, config);
  return {
    identity: { id, name: id, version: '1', licence: 'that of the checkpoint', source: lineOf(sourceOf(folder)) },
    ...{ config, tensors, precision, tokenizer, unknown },
    facts: { by: `panda-annotator ${PROGRAM_VERSION}`, config: json, files: checkpoint.files },
  };
}

const downloaded = z.object({ base: z.string(), repository: z.string(), revision: z.string() });

/** Where it was downloaded from, where that is known. */
function sourceOf(folder: string): string {
  const path = join(folder, SOURCE_FILE);
  const parsed = downloaded.safeParse(existsSync(path) ? readJsonFile(path, largestJson) : null);
  if (!parsed.success) return `the checkpoint ${basename(resolve(folder))}`;
  const { base, repository, revision } = parsed.data;
  return `${base} ${repository} ${revision}`;
}

/** As a manifest has it. */
function lineOf(text: string): string {
  return text.replace(/\p{Cc}/gu, ' ').slice(0, 300);
}

async function write(plan: ImportPlan, place: string, parts: Read): Promise<ImportedModel> {
  const { id, precision, signal } = plan;
  const probe = precision === 'fp32' ? null : logitsProbe(parts.config.llm, parts);
  const progress = progressOf(plan);
  let error: RoundingError | null = null;
  const manifest = await writeModelFolder(place, parts, {
    signal,
    onSize: async (bytes) => {
      progress.begin(bytes);
      await refuseWithoutRoom(plan, bytes);
    },
    onProgress: (bytes) => progress.at(bytes),
    ...(probe && { onMatrix: probe.onMatrix }),
    describe: async (folder) => {
      progress.comparing();
      if (probe) error = { logits: probe.relativeL2(), visualTokens: await stabDistance(folder, parts) };
      return { ...parts.facts, ...(error && { error }) };
    },
  });
  const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
  return { id, folder: place, precision, bytes, unknown: parts.unknown, error };
}

function progressOf({ onProgress }: ImportPlan) {
  let [totalBytes, startedMs] = [0, 0];
  const tell = (phase: ImportProgress['phase'], doneBytes: number): void => {
    const elapsed = (performance.now() - startedMs) / 1000;
    const secondsLeft = doneBytes === 0 ? null : (elapsed * (totalBytes - doneBytes)) / doneBytes;
    onProgress?.({ phase, doneBytes, totalBytes, secondsLeft });
  };
  return {
    begin: (bytes: number): void => {
      totalBytes = bytes;
      startedMs = performance.now();
      tell('writing', 0);
    },
    at: (bytes: number): void => tell('writing', bytes),
    comparing: (): void => tell('comparing', totalBytes),
  };
}

async function refuseWithoutRoom({ home, readFreeBytes = freeBytesOf }: ImportPlan, bytes: number): Promise<void> {
  const models = join(home, 'models');
  const [neededBytes, freeBytes] = [bytes + reserveBytes, await readFreeBytes(models)];
  if (freeBytes < neededBytes) throw new ProblemError({ code: 'model-no-room', path: models, neededBytes, freeBytes });
}

async function freeBytesOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder);
  return bavail * bsize;
}

/** Makes the folder of models, and lets nobody else write there meanwhile; what a writer that was killed has left is gone. */
export async function writingAlone<Result>(models: string, work: () => Promise<Result>): Promise<Result> {
  await mkdir(models, { recursive: true }).catch((error: unknown) => {
    throw new ProblemError({ code: 'output-unwritable', path: models, cause: (error as Error).message });
  });
  const lock = lockFile(join(models, '.writing'), { patienceMs: LOCK_PATIENCE_MS });
  try {
    await clearAbandoned(models);
    return await work();
  } finally {
    lock[Symbol.dispose]();
  }
}

/** What a writer that was killed has left is cleared away; nothing happens while one is at work. */
export async function clearLeftovers(home: string): Promise<void> {
  const models = join(home, 'models');
  const names = existsSync(models) ? await readdir(models) : [];
  if (!names.some((name) => /^[.].+[.](new|old)-/.test(name))) return;
  try {
    await writingAlone(models, () => Promise.resolve());
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
  }
}

/** What is wrong with the checkpoint, or with the disk, as a problem. */
async function usable<Result>(
  { folder, home, signal }: ImportPlan,
  work: () => Result | Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof CheckpointError) {
      throw new ProblemError({ code: 'checkpoint-unusable', path: folder, cause: oneLine(error.message) });
    }
    if (!signal.aborted && error instanceof Error && 'errno' in error) {
      throw new ProblemError({ code: 'output-unwritable', path: join(home, 'models'), cause: error.message });
    }
    throw error;
  }
}

function explainedBy<Result>(file: string, read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw new CheckpointError(`${file}: ${(cause as Error).message}`, { cause });
  }
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').slice(0, 1000);
}
