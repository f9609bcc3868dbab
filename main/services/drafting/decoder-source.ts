/** What the engine is given to run a model's decoder on a device. Knows the files of a model folder; opens nothing. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { withPlainProducts } from '../../../native-models/onnx/index.ts';
import { appendingCache, arrangedCache } from '../../../native-models/video-panda/cache-graphs.ts';
import type { VideoPandaConfig } from '../../../native-models/video-panda/config.ts';
import { decoderShapeOf } from '../../../native-models/video-panda/llama.ts';
import type { Device } from '../../document/device.ts';
import type { DecoderSource } from '../../engine/index.ts';
import { damaged } from '../models/manifest.ts';

/** Throws `model-damaged`. */
export async function decoderSourceOf(
  folder: string,
  { llm }: VideoPandaConfig,
  device: Device,
): Promise<DecoderSource> {
  const decoder = join(folder, 'decoder.onnx');
  const shape = decoderShapeOf(llm);
  const source = { decoder, embeddings: join(folder, 'embeddings.onnx'), shape, device };
  if (device !== 'webgpu' && device !== 'cuda') return source;
  try {
    const plain = withPlainProducts(await readFile(decoder));
    return { ...source, graphs: { decoder: plain, append: appendingCache(shape), arrange: arrangedCache(shape) } };
  } catch (error) {
    throw damaged(folder, `decoder.onnx: ${(error as Error).message}`);
  }
}
