/**
 * Makes Panda-Mini's model folder of what export.py wrote: npm run build:mini -- EXPORT [MODEL_FOLDER]
 * Documents that the folder holds already (the card, the measure of its world) are kept.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { readSafetensors } from '../../native-models/checkpoint/safetensors.ts';
import { officialConfig, parseConfig } from '../../native-models/video-panda/config.ts';
import { writeModelFolder } from '../../native-models/video-panda/folder.ts';
import { namedTensors } from '../../native-models/video-panda/weights.ts';

const documents = ['README.md', 'world.json'];
const shipped = resolve(import.meta.dirname, '../../native-models/panda-mini/model');

const { positionals } = parseArgs({ allowPositionals: true });
const [exported, folder = shipped] = positionals;
if (!exported) throw new Error('usage: npm run build:mini -- EXPORT [MODEL_FOLDER]');

const sizes = z
  .object({ vision: z.object({}).loose(), llm: z.object({}).loose() })
  .parse(JSON.parse(await readFile(join(exported, 'config.json'), 'utf8')));
const config = parseConfig({
  ...officialConfig,
  vision: { ...officialConfig.vision, ...sizes.vision },
  llm: { ...officialConfig.llm, maxPositions: 2048, ...sizes.llm },
  prompt: { ...officialConfig.prompt, system: '' },
});

const manifest = await writeModelFolder(folder, {
  identity: {
    id: 'panda-mini',
    name: 'Panda-Mini',
    version: '1.0.0',
    licence: 'Apache-2.0',
    source: 'trained from nothing on its own world of moving shapes: native-models/panda-mini/training',
  },
  config,
  tensors: namedTensors(readSafetensors(join(exported, 'model.safetensors'))),
  precision: 'fp16',
  tokenizer: await readFile(join(shipped, 'tokenizer.model')),
  documents: Object.fromEntries((await Promise.all(documents.map(textOf))).flat()),
});
const bytes = Object.values(manifest.files).reduce((sum, file) => sum + file.bytes, 0);
console.log(`${folder}: ${Object.keys(manifest.files).length} files, ${(bytes / 1e6).toFixed(1)} MB`);

async function textOf(name: string): Promise<[string, string][]> {
  try {
    return [[name, await readFile(join(shipped, name), 'utf8')]];
  } catch {
    return [];
  }
}
