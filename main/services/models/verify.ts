/** Whether a model folder's files are what its manifest says: their sizes, which costs nothing, or their hashes, which reads every byte. */
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { damaged } from './manifest.ts';
import type { Manifest } from './manifest.ts';

/** Throws `model-damaged` when a file is missing, of another size, or lies outside the folder behind a link. */
export async function checkSizes(folder: string, manifest: Manifest): Promise<void> {
  const root = await realpath(folder);
  for (const [path, { bytes }] of Object.entries(manifest.files)) {
    const real = await realpath(join(folder, path)).catch(() => null);
    if (real === null) throw damaged(folder, `${path} is missing`);
    if (!real.startsWith(root + sep)) throw damaged(folder, `${path} is a link that leads out of the folder`);
    const found = await stat(real);
    if (!found.isFile()) throw damaged(folder, `${path} is not a file`);
    if (found.size !== bytes) throw damaged(folder, `${path} has ${found.size} bytes instead of ${bytes}`);
  }
}

/** Reads every file; throws `model-damaged` at the first whose hash is another. */
export async function verifyFiles(folder: string, manifest: Manifest): Promise<void> {
  await checkSizes(folder, manifest);
  for (const [path, { sha256 }] of Object.entries(manifest.files)) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(join(folder, path)), hash);
    const found = hash.digest('hex');
    if (found !== sha256) throw damaged(folder, `${path} has the sha256 ${found} instead of ${sha256}`);
  }
}
