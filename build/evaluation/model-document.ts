/** Puts a document into a model folder that is there: the file, and its line in the manifest. */
import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ModelManifest } from '../../native-models/video-panda/folder.ts';

export async function addDocument(folder: string, name: string, text: string): Promise<void> {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as ModelManifest;
  const bytes = Buffer.from(text);
  const file = { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
  await writeFile(join(folder, name), bytes);
  await writeFile(path, `${JSON.stringify({ ...manifest, files: { ...manifest.files, [name]: file } }, null, 2)}\n`);
}
