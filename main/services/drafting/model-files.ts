/** What of a model folder is read here: its configuration, its tokenizer, its world. The graphs are the engine's to read. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseWorldMeasure } from '../../../native-models/panda-mini/outside/measure.ts';
import type { WorldMeasure } from '../../../native-models/panda-mini/outside/measure.ts';
import { readTokenizer } from '../../../native-models/tokenizer/index.ts';
import type { Tokenizer } from '../../../native-models/tokenizer/index.ts';
import { parseConfig } from '../../../native-models/video-panda/config.ts';
import type { VideoPandaConfig } from '../../../native-models/video-panda/config.ts';
import { damaged } from '../models/manifest.ts';

export interface ModelFiles {
  readonly config: VideoPandaConfig;
  readonly tokenizer: Tokenizer;
  /** Null: the model does not say what it knows. */
  readonly world: WorldMeasure | null;
}

/** Throws `model-damaged` with the name of the file that cannot be understood. */
export async function readModelFiles(folder: string): Promise<ModelFiles> {
  const read = async <T>(name: string, understand: (bytes: Buffer) => T): Promise<T> => {
    try {
      return understand(await readFile(join(folder, name)));
    } catch (error) {
      throw damaged(folder, `${name}: ${(error as Error).message.replace(/\s+/g, ' ')}`);
    }
  };
  const json = (bytes: Buffer): unknown => JSON.parse(bytes.toString('utf8'));
  const config = await read('config.json', (bytes) => parseConfig(json(bytes)));
  const tokenizer = await read('tokenizer.model', readTokenizer);
  if (tokenizer.size > config.llm.vocabSize) {
    throw damaged(folder, `tokenizer.model has ${tokenizer.size} pieces, config.json only ${config.llm.vocabSize}`);
  }
  const hasWorld = existsSync(join(folder, 'world.json'));
  return {
    config,
    tokenizer,
    world: hasWorld ? await read('world.json', (bytes) => parseWorldMeasure(json(bytes))) : null,
  };
}
