/**
 * What a model folder says of itself: `manifest.json`, read as the untrusted text that it is.
 * Knows nothing of graphs and weights; that the files are what they claim to be is `verify.ts`'s business.
 */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';

const MAX_MANIFEST_BYTES = 1 << 20;

/** What every model of this architecture must have; a manifest may list more. */
export const REQUIRED_FILES = [
  'config.json',
  'tokenizer.model',
  'stab.onnx',
  'embeddings.onnx',
  'decoder.onnx',
] as const;

const line = z
  .string()
  .min(1)
  .max(300)
  .regex(/^[^\p{Cc}]*$/u, 'has control characters');

export const MODEL_ID = /^[a-z0-9][a-z0-9._-]{0,63}$/;

const manifestSchema = z.object({
  format: z.literal('panda-model'),
  formatVersion: z.literal(1),
  id: z.string().regex(MODEL_ID, 'an id is made of a-z, 0-9, dot, dash and underscore'),
  name: line,
  version: line,
  architecture: z.literal('video-panda'),
  precision: line,
  licence: line,
  source: line,
  files: z
    .record(
      z.string().max(400),
      z.object({ bytes: z.int().nonnegative(), sha256: z.string().regex(/^[0-9a-f]{64}$/, 'not a sha256') }),
    )
    .refine((files) => Object.keys(files).every(isInsideFolder), {
      message: 'a file must lie inside the model folder, by a relative path with forward slashes',
    })
    .refine((files) => REQUIRED_FILES.every((name) => Object.hasOwn(files, name)), {
      message: `needs ${REQUIRED_FILES.join(', ')}`,
    }),
});

export type Manifest = z.infer<typeof manifestSchema>;

/** Throws `model-damaged` with the first thing that is wrong. */
export async function readManifest(folder: string): Promise<Manifest> {
  const path = join(folder, 'manifest.json');
  const checked = manifestSchema.safeParse(await readBoundedJson(folder, path));
  if (checked.success) return checked.data;
  const issue = checked.error.issues[0];
  throw damaged(folder, `manifest.json, ${issue?.path.join('.') || 'top'}: ${issue?.message ?? 'unknown'}`);
}

/** The model's card: it may be corrected without the model becoming another one. */
const CARD = 'README.md';

/** One hash for all that a model's texts depend on: sha256 over the sorted lines `path sha256`, without the card. */
export function weightsHashOf(manifest: Manifest): string {
  const files = Object.entries(manifest.files).filter(([path]) => path !== CARD);
  const lines = files.map(([path, { sha256 }]) => `${path} ${sha256}\n`);
  return createHash('sha256').update(lines.sort().join('')).digest('hex');
}

export function damaged(path: string, cause: string): ProblemError {
  return new ProblemError({ code: 'model-damaged', path, cause });
}

async function readBoundedJson(folder: string, path: string): Promise<unknown> {
  let text: string;
  try {
    if ((await stat(path)).size > MAX_MANIFEST_BYTES) throw new Error('it is larger than a manifest can be');
    text = await readFile(path, 'utf8');
  } catch (error) {
    throw damaged(folder, `manifest.json: ${(error as Error).message}`);
  }
  try {
    return JSON.parse(text);
  } catch {
    throw damaged(folder, 'manifest.json is not JSON');
  }
}

function isInsideFolder(path: string): boolean {
  if (/[\\:\p{Cc}]/u.test(path)) return false;
  return path.split('/').every((part) => part !== '' && part !== '.' && part !== '..') && path !== 'manifest.json';
}
