/** Weights that are random but not absurd, for a model of any size: made as fast as they can be written. Knows no file. */
import { halvesOf } from '../../native-models/onnx/index.ts';
import type { VideoPandaConfig } from '../../native-models/video-panda/config.ts';
import { tensorShapes } from '../../native-models/video-panda/tensor-shapes.ts';
import { portableModel } from '../../native-models/video-panda/tiny-model.ts';
import type { NamedTensors } from '../../native-models/video-panda/weights.ts';

const poolSize = 1 << 22;

/** The vision part and the norms from the portable generator; the LLM's matrices are cut from a pool, each at another place. */
export function randomModel(config: VideoPandaConfig): NamedTensors {
  const shapes = tensorShapes(config);
  const small = portableModel({ ...config, llm: { ...config.llm, layers: 0, vocabSize: 2 } });
  const pool = normalHalves();
  return {
    has: (name) => shapes.has(name),
    get: (name) => {
      const dims = shapes.get(name) ?? [];
      if (name.startsWith('video_')) return small.get(name);
      if (dims.length === 1) return { type: 'float32', dims, data: new Float32Array(dims[0] ?? 0).fill(1) };
      const [rows = 0, width = 0] = dims;
      const start = [...name].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % poolSize, 7);
      function* parts(): Generator<Uint16Array> {
        const step = Math.floor(poolSize / 2 / width);
        for (let row = 0; row < rows; row += step) {
          const from = (start + row) % (poolSize / 2);
          yield pool.subarray(from, from + Math.min(step, rows - row) * width);
        }
      }
      return { type: 'float16', dims, read: () => Uint16Array.from([...parts()].flatMap((part) => [...part])), parts };
    },
  };
}

/** As a trained LLaMA's: normal, a standard deviation of 0.02. Box and Muller's two numbers at a time. */
function normalHalves(): Uint16Array {
  const values = new Float32Array(poolSize);
  let state = 1;
  const uniform = (): number => ((state = (Math.imul(state, 1664525) + 1013904223) >>> 0) + 0.5) / 2 ** 32;
  for (let at = 0; at < poolSize; at += 2) {
    const [radius, angle] = [0.02 * Math.sqrt(-2 * Math.log(uniform())), 2 * Math.PI * uniform()];
    values[at] = radius * Math.cos(angle);
    values[at + 1] = radius * Math.sin(angle);
  }
  return halvesOf(values);
}
