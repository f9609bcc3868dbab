/** What rounding its weights did to STAB: the visual tokens of one fixed clip, from the graph that was written and from one in float32. */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WeightFile, writeOnnx } from '../../../native-models/onnx/index.ts';
import { gridSize } from '../../../native-models/video-panda/config.ts';
import type { VideoPandaConfig, VisionConfig } from '../../../native-models/video-panda/config.ts';
import { distance } from '../../../native-models/video-panda/logits-probe.ts';
import { stabGraph } from '../../../native-models/video-panda/stab.ts';
import type { NamedTensors } from '../../../native-models/video-panda/weights.ts';
import { forkEngine, startEngine } from '../../engine/index.ts';
import type { Tensor } from '../../engine/index.ts';
import type { StabInputs } from '../drafting/placed-stab.ts';

/** Relative L2. `folder` holds stab.onnx; what is made beside it is gone afterwards. */
export async function stabDistance(
  folder: string,
  { config: { llm, vision }, tensors }: { config: VideoPandaConfig; tensors: NamedTensors },
): Promise<number> {
  const beside = join(folder, 'in-float32');
  await mkdir(beside);
  await using engine = startEngine({ spawn: forkEngine });
  try {
    const weights = new WeightFile('stab.weights');
    const { graph } = stabGraph({ vision, width: llm.hiddenSize, tensors, precision: 'fp32' });
    await writeFile(join(beside, 'stab.onnx'), writeOnnx(graph, weights));
    await writeFile(join(beside, weights.name), weights.chunks());
    const inputs = fixedClip(vision);
    const tokensOf = async (path: string): Promise<Tensor['data']> => {
      const loaded = await engine.loadGraph(path);
      const { tokens } = await engine.run(loaded, { ...inputs });
      await engine.unload(loaded);
      if (!tokens) throw new TypeError('STAB gave no tokens');
      return tokens.data;
    };
    const expected = await tokensOf(join(beside, 'stab.onnx'));
    return distance(asNumbers(await tokensOf(join(folder, 'stab.onnx'))), asNumbers(expected));
  } finally {
    await rm(beside, { recursive: true, force: true });
  }
}

/** Smooth colours with some noise, as normalised pixels have them: the same in every import. */
export function fixedClip(vision: VisionConfig): StabInputs {
  const { frames, imageSize: S } = vision;
  const data = new Float32Array(frames * 3 * S * S);
  let state = 1;
  for (let at = 0; at < data.length; at++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const [x, y, plane] = [at % S, Math.floor(at / S) % S, Math.floor(at / (S * S))];
    data[at] = Math.sin(x / 40 + plane) + Math.cos(y / 30 - plane) + (state / 2 ** 32 - 0.5) / 2;
  }
  const int64 = (values: number[]) =>
    ({ type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) }) as const;
  const all = int64([0, gridSize(vision)]);
  return { pixels: { type: 'float32', dims: [frames, 3, S, S], data }, rows: all, columns: all, real: int64([frames]) };
}

function asNumbers(data: Tensor['data']): Float32Array {
  if (data instanceof Float32Array) return data;
  throw new TypeError('STAB gave tokens that are not float32');
}
