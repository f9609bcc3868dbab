/** For tests: a checkpoint in the official layout, with the LLaMA of the goldens and a vision part as small as the official geometry lets it be. */
import { readFileSync } from 'node:fs';
import { officialConfig } from '../../../native-models/video-panda/config.ts';
import type { VideoPandaConfig } from '../../../native-models/video-panda/config.ts';
import { goldenConfig } from '../../../native-models/video-panda/llama-goldens.ts';
import type { LlamaGolden } from '../../../native-models/video-panda/llama-goldens.ts';
import { longTokenizer, writeCheckpoint } from '../../../native-models/video-panda/made-checkpoint.ts';
import type { MadeCheckpoint } from '../../../native-models/video-panda/made-checkpoint.ts';
import { parityFile, readGolden } from '../../../native-models/video-panda/parity.ts';
import { portableWeights } from '../../../native-models/video-panda/portable-llama.ts';
import { portableModel } from '../../../native-models/video-panda/tiny-model.ts';
import type { NamedTensors } from '../../../native-models/video-panda/weights.ts';

const goldens = new URL('../../../native-models/video-panda/goldens/', import.meta.url);

export const llamaGolden = readGolden(parityFile('llama', 'golden.json')) as LlamaGolden;

export const tinyCheckpointConfig: VideoPandaConfig = {
  ...officialConfig,
  vision: { ...officialConfig.vision, hiddenSize: 16, lsteSize: 10 },
  llm: { ...goldenConfig(llamaGolden), maxPositions: 4096 },
};

export const tinyTokenizer = longTokenizer(
  readFileSync(new URL('sentencepiece/plain.model', goldens)),
  tinyCheckpointConfig.llm.vocabSize,
);

const vision = portableModel(tinyCheckpointConfig);
const { plain } = portableWeights(tinyCheckpointConfig.llm, { prefix: llamaGolden.prefix });
export const tinyCheckpointTensors: NamedTensors = {
  has: () => true,
  get: (name) => (name.startsWith('video_') ? vision.get(name) : plain(name)),
};

export function writeTinyCheckpoint(folder: string, change: Partial<MadeCheckpoint> = {}): string {
  writeCheckpoint(folder, {
    ...{ config: tinyCheckpointConfig, tensors: tinyCheckpointTensors, tokenizer: tinyTokenizer },
    ...{ format: 'safetensors', type: 'F16' },
    ...change,
  });
  return folder;
}
