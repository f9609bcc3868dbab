/**
 * A checkpoint as Hugging Face lays it out in a folder: one file of tensors, or several with an index that says which tensor
 * is in which. Finds the files and joins their tensors; names what is missing or there twice. Knows no model.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { CheckpointError, listed } from './error.ts';
import { CheckpointFile, readJsonFile } from './file.ts';
import { readSafetensors } from './safetensors.ts';
import type { CheckpointTensor } from './stored-tensor.ts';
import { readTorchFile } from './torch-file.ts';

export interface Checkpoint {
  readonly tensors: ReadonlyMap<string, CheckpointTensor>;
  /** The files of tensors. */
  readonly files: readonly { readonly name: string; readonly bytes: number }[];
}

/** Safetensors first, where a folder has both. */
const layouts = [
  { whole: 'model.safetensors', index: 'model.safetensors.index.json', read: readSafetensors },
  { whole: 'pytorch_model.bin', index: 'pytorch_model.bin.index.json', read: readTorchFile },
] as const;

const largestIndex = 32 << 20;
const mostFiles = 1000;

/** A file's own name: no folder, no way out of this one. */
const plainName = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,199}$/;
const indexSchema = z.object({ weight_map: z.record(z.string().max(500), z.string()) });

/** Reads what the files say of themselves, no values. Throws CheckpointError. */
export function openCheckpoint(folder: string): Checkpoint {
  const layout = layouts.find(({ index, whole }) => existsSync(join(folder, index)) || existsSync(join(folder, whole)));
  if (!layout) {
    const wanted = layouts.flatMap(({ index, whole }) => [whole, index]);
    throw new CheckpointError(`${folder} has none of ${wanted.join(', ')}`);
  }
  const indexPath = join(folder, layout.index);
  const map = existsSync(indexPath) ? readIndex(indexPath) : null;
  const names = map ? [...new Set(Object.values(map))].sort() : [layout.whole];
  if (names.length > mostFiles) throw new CheckpointError(`${indexPath} names more than ${mostFiles} files`);
  const missing = names.filter((name) => !existsSync(join(folder, name)));
  if (missing.length > 0) throw new CheckpointError(`${folder} lacks ${listed(missing)}, which its index names`);
  const files = names.map((name) => {
    const path = join(folder, name);
    using file = new CheckpointFile(path);
    return { name, bytes: file.size, tensors: layout.read(path) };
  });
  const tensors = joined(folder, files);
  const absent = map ? Object.keys(map).filter((name) => !tensors.has(name)) : [];
  if (absent.length > 0) throw new CheckpointError(`${folder}: the index names ${listed(absent)}, which no file has`);
  return { tensors, files: files.map(({ bytes, name }) => ({ name, bytes })) };
}

function readIndex(path: string): Record<string, string> {
  const parsed = indexSchema.safeParse(readJsonFile(path, largestIndex));
  if (!parsed.success) throw new CheckpointError(`${path} is no index of tensors`);
  const { weight_map: map } = parsed.data;
  const odd = Object.values(map).find((name) => !plainName.test(name));
  if (odd !== undefined) {
    throw new CheckpointError(`${path} names ${JSON.stringify(odd.slice(0, 100))}, which is no file beside it`);
  }
  if (Object.keys(map).length === 0) throw new CheckpointError(`${path} names no tensors`);
  return map;
}

function joined(
  folder: string,
  files: readonly { readonly tensors: ReadonlyMap<string, CheckpointTensor> }[],
): ReadonlyMap<string, CheckpointTensor> {
  const all = new Map<string, CheckpointTensor>();
  const twice: string[] = [];
  for (const { tensors } of files) {
    for (const [name, tensor] of tensors) {
      if (all.has(name)) twice.push(name);
      all.set(name, tensor);
    }
  }
  if (twice.length > 0) throw new CheckpointError(`${folder} has ${listed(twice)} in several files`);
  return all;
}
