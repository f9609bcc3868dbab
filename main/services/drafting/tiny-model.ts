/**
 * For tests: a model folder of the shipped architecture with random weights, made in a moment. It writes nonsense, always
 * the same, so that whatever stands around a model can be tested without one.
 */
import { readFileSync } from 'node:fs';
import { readTokenizer } from '../../../native-models/tokenizer/index.ts';
import type { VideoPandaConfig } from '../../../native-models/video-panda/config.ts';
import { writeModelFolder } from '../../../native-models/video-panda/folder.ts';
import type { ModelManifest } from '../../../native-models/video-panda/folder.ts';
import { portableModel, tinyConfig } from '../../../native-models/video-panda/tiny-model.ts';

const tokenizer = readFileSync(new URL('../../../native-models/panda-mini/model/tokenizer.model', import.meta.url));

/** With the square and the tokenizer of Panda-Mini. */
function configOf(): VideoPandaConfig {
  const config = tinyConfig({ imageSize: 112, patchSize: 14 });
  const llm = { ...config.llm, vocabSize: readTokenizer(tokenizer).size };
  return { ...config, llm, prompt: { ...config.prompt, system: '' } };
}

/** `documents`: what else is to lie in the folder, such as a world.json. */
export function writeTinyModel(
  folder: string,
  { documents = {} }: { documents?: Readonly<Record<string, string>> } = {},
): Promise<ModelManifest> {
  const config = configOf();
  return writeModelFolder(folder, {
    identity: { id: 'tiny', name: 'Tiny', version: '0.0.1', licence: 'Apache-2.0', source: 'random numbers' },
    config,
    tensors: portableModel(config),
    precision: 'fp32',
    tokenizer,
    documents,
  });
}
