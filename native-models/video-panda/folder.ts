/**
 * Writes a model folder from a config and named tensors: graphs, weights, tokenizer, manifest. The format is fixed (README.md
 * here); main/services/models reads it. Weights stream: no more than one tensor is in memory. All or nothing: the folder is
 * made beside its place and renamed into it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { WeightFile, writeOnnx } from '../onnx/index.ts';
import type { VideoPandaConfig } from './config.ts';
import { llamaDecoder, llamaEmbeddings } from './llama.ts';
import { stabGraph } from './stab.ts';
import { checkTensors } from './tensor-shapes.ts';
import { llamaWeights, type MatrixWatcher, type NamedTensors, type Precision } from './weights.ts';

/** What a manifest says that the files do not. */
export interface ModelIdentity {
  /** a-z, 0-9, dot, dash and underscore. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Where the weights come from. */
  readonly source: string;
}

export interface ModelManifest extends ModelIdentity {
  readonly format: 'panda-model';
  readonly formatVersion: 1;
  readonly architecture: 'video-panda';
  readonly precision: Precision;
  /** Every file but the manifest, by its path in the folder. */
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
  /** How it came to be, where it was imported: for people, read by nothing. */
  readonly imported?: ImportedFacts;
}

export type ImportedFacts = Readonly<Record<string, unknown>>;

export interface ModelParts {
  readonly identity: ModelIdentity;
  readonly config: VideoPandaConfig;
  readonly tensors: NamedTensors;
  readonly precision: Precision;
  /** The content of `tokenizer.model`. */
  readonly tokenizer: Uint8Array;
  /** Anything else that belongs to the model, by file name: its card (README.md), world.json. */
  readonly documents?: Readonly<Record<string, string>>;
}

export interface WritingOptions {
  /** Before anything is written: how many bytes it will be, all in all. */
  readonly onSize?: (bytes: number) => Promise<void>;
  /** How many bytes are written. */
  readonly onProgress?: (bytes: number) => void;
  readonly signal?: AbortSignal | undefined;
  readonly onMatrix?: MatrixWatcher;
  /** When everything but the manifest is there: what the manifest is to say about how it came to be. */
  readonly describe?: (folder: string) => Promise<ImportedFacts>;
}

/** Writes the folder, in the place of one that is there. On failure what was there is left as it was. */
export async function writeModelFolder(
  folder: string,
  parts: ModelParts,
  options: WritingOptions = {},
): Promise<ModelManifest> {
  checkTensors(parts.tensors, parts.config);
  const place = resolve(folder);
  const files = plannedFiles(parts, options.onMatrix);
  await options.onSize?.(files.reduce((sum, { bytes }) => sum + bytes, 0));
  const besides = (what: string) => join(dirname(place), `.${basename(place)}.${what}-${randomUUID()}`);
  const made = besides('new');
  await mkdir(made, { recursive: true });
  try {
    const manifest = await writeFiles(made, { parts, files, options });
    const old = besides('old');
    const replaced = await renamedIfThere(place, old);
    await rename(made, place);
    if (replaced) await rm(old, { recursive: true });
    return manifest;
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

const besidesPattern = /^[.](?<name>.+)[.](?<what>new|old)-[0-9a-f-]{36}$/;

/**
 * Clears away what writers left in the folder of model folders when they were killed; one that was just being replaced is put
 * back. Only for when nobody writes there.
 */
export async function clearAbandoned(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const found = besidesPattern.exec(name)?.groups;
    if (!found) continue;
    const place = join(parent, found['name'] ?? '');
    const isLost = found['what'] === 'old' && !(await readdir(parent)).includes(basename(place));
    if (isLost) await rename(join(parent, name), place);
    else await rm(join(parent, name), { recursive: true, force: true });
  }
}

interface PlannedFile {
  readonly name: string;
  readonly bytes: number;
  readonly chunks: () => Iterable<Uint8Array>;
}

/** In the order in which they are written. Nothing is read yet. The embeddings lie in the decoder's weights. */
function plannedFiles(parts: ModelParts, onMatrix: MatrixWatcher | undefined): PlannedFile[] {
  const { config, documents = {}, precision, tensors, tokenizer } = parts;
  const whole = (name: string, content: Uint8Array): PlannedFile => {
    return { name, bytes: content.length, chunks: () => [content] };
  };
  const weightsOf = (file: WeightFile): PlannedFile => {
    return { name: file.name, bytes: file.byteLength, chunks: () => file.chunks() };
  };
  const stab = stabGraph({ vision: config.vision, width: config.llm.hiddenSize, tensors, precision });
  const stabWeights = new WeightFile('stab.weights');
  const stabFile = whole('stab.onnx', writeOnnx(stab.graph, stabWeights));
  const weights = llamaWeights(tensors, { precision, onMatrix });
  const decoderWeights = new WeightFile('decoder.weights');
  const embeddings = writeOnnx(llamaEmbeddings(config.llm, weights).graph, decoderWeights);
  const decoder = writeOnnx(llamaDecoder(config.llm, weights).graph, decoderWeights);
  return [
    whole('config.json', jsonOf(config)),
    whole('tokenizer.model', tokenizer),
    ...Object.entries(documents).map(([name, text]) => whole(name, new TextEncoder().encode(text))),
    ...[stabFile, weightsOf(stabWeights)],
    ...[whole('embeddings.onnx', embeddings), whole('decoder.onnx', decoder), weightsOf(decoderWeights)],
  ];
}

interface Writing {
  readonly parts: ModelParts;
  readonly files: readonly PlannedFile[];
  readonly options: WritingOptions;
}

async function writeFiles(folder: string, { files, options, parts }: Writing): Promise<ModelManifest> {
  const { describe, onProgress, signal } = options;
  let done = 0;
  const onBytes = (bytes: number): void => {
    signal?.throwIfAborted();
    done += bytes;
    onProgress?.(done);
  };
  const written: Record<string, { bytes: number; sha256: string }> = {};
  for (const { chunks, name } of files) written[name] = await writeHashed(join(folder, name), chunks(), onBytes);
  const imported = await describe?.(folder);
  const manifest: ModelManifest = {
    format: 'panda-model',
    formatVersion: 1,
    ...parts.identity,
    architecture: 'video-panda',
    precision: parts.precision,
    files: Object.fromEntries(Object.entries(written).sort(([a], [b]) => (a < b ? -1 : 1))),
    ...(imported && { imported }),
  };
  signal?.throwIfAborted();
  await writeHashed(join(folder, 'manifest.json'), [jsonOf(manifest)]);
  return manifest;
}

async function writeHashed(
  path: string,
  chunks: Iterable<Uint8Array>,
  onBytes?: (bytes: number) => void,
): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await using file = await open(path, 'wx');
  for (const chunk of chunks) {
    hash.update(chunk);
    await file.writeFile(chunk);
    bytes += chunk.length;
    onBytes?.(chunk.length);
  }
  await file.sync();
  return { bytes, sha256: hash.digest('hex') };
}

async function renamedIfThere(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}

function jsonOf(value: unknown): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);
}
