/**
 * Writes a model folder from a config and named tensors: graphs, weights, tokenizer, manifest. The format is fixed (README.md
 * here); main/services/models reads it. Weights stream: no more than one tensor is in memory. All or nothing: the folder is
 * made beside its place and renamed into it.
 */
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { WeightFile, writeOnnx } from '../onnx/index.ts';
import type { VideoPandaConfig } from './config.ts';
import { llamaDecoder, llamaEmbeddings } from './llama.ts';
import { stabGraph } from './stab.ts';
import { checkTensors } from './tensor-shapes.ts';
import { storedWeights, type NamedTensors, type Precision } from './weights.ts';

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
}

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

/** Writes the folder, in the place of one that is there. On failure what was there is left as it was. */
export async function writeModelFolder(folder: string, parts: ModelParts): Promise<ModelManifest> {
  checkTensors(parts.tensors, parts.config);
  const place = resolve(folder);
  const besides = (what: string) => join(dirname(place), `.${basename(place)}.${what}-${randomUUID()}`);
  const made = besides('new');
  await mkdir(made, { recursive: true });
  try {
    const manifest = await writeFiles(made, parts);
    const old = besides('old');
    const replaced = await renamedIfThere(place, old);
    await rename(made, place);
    if (replaced) await rm(old, { recursive: true });
    return manifest;
  } finally {
    await rm(made, { recursive: true, force: true });
  }
}

async function writeFiles(folder: string, parts: ModelParts): Promise<ModelManifest> {
  const { identity, config, precision, tokenizer, documents = {} } = parts;
  const files: Record<string, { bytes: number; sha256: string }> = {};
  const write = async (name: string, chunks: Iterable<Uint8Array>) => {
    files[name] = await writeHashed(join(folder, name), chunks);
  };
  await write('config.json', [jsonOf(config)]);
  await write('tokenizer.model', [tokenizer]);
  for (const [name, text] of Object.entries(documents)) await write(name, [new TextEncoder().encode(text)]);
  for (const [name, chunks] of graphFiles(parts)) await write(name, chunks);
  const manifest: ModelManifest = {
    format: 'panda-model',
    formatVersion: 1,
    ...identity,
    architecture: 'video-panda',
    precision,
    files: Object.fromEntries(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))),
  };
  await writeHashed(join(folder, 'manifest.json'), [jsonOf(manifest)]);
  return manifest;
}

/** The embeddings lie in the decoder's weights. */
function* graphFiles({
  config,
  tensors,
  precision,
}: ModelParts): Generator<[name: string, chunks: Iterable<Uint8Array>]> {
  const stab = stabGraph({ vision: config.vision, width: config.llm.hiddenSize, tensors, precision });
  const stabWeights = new WeightFile('stab.weights');
  yield ['stab.onnx', [writeOnnx(stab.graph, stabWeights)]];
  yield [stabWeights.name, stabWeights.chunks()];
  const weights = storedWeights(tensors, precision);
  const decoderWeights = new WeightFile('decoder.weights');
  yield ['embeddings.onnx', [writeOnnx(llamaEmbeddings(config.llm, weights).graph, decoderWeights)]];
  yield ['decoder.onnx', [writeOnnx(llamaDecoder(config.llm, weights).graph, decoderWeights)]];
  yield [decoderWeights.name, decoderWeights.chunks()];
}

async function writeHashed(path: string, chunks: Iterable<Uint8Array>): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  await using file = await open(path, 'wx');
  for (const chunk of chunks) {
    hash.update(chunk);
    await file.writeFile(chunk);
    bytes += chunk.length;
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
