/** What the engine's process holds after many short requests about ever new clips: no more than after the first of them. */
import { join } from 'node:path';
import { forkEngine, startEngine } from '../../main/engine/index.ts';
import { readModelFiles } from '../../main/services/drafting/model-files.ts';
import { SHIPPED_MODEL } from '../../main/services/models/home.ts';
import { decoderShapeOf } from '../../native-models/video-panda/llama.ts';
import type { Benchmark, Size } from './benchmark.ts';
import { once } from './table.ts';

const plans: Readonly<Record<Size, { readonly rounds: number; readonly requests: number }>> = {
  full: { rounds: 5, requests: 200 },
  tiny: { rounds: 2, requests: 4 },
};

/** Small, so that caches come and go. */
const CACHE_BYTES = 32 << 20;
/** As many as a clip is for Panda-Mini. */
const CLIP_TOKENS = 200;
const AT_ONCE = 8;

export const memory: Benchmark = {
  name: 'memory',
  measure: async ({ size }) => {
    const { rounds, requests } = plans[size];
    const { config } = await readModelFiles(SHIPPED_MODEL);
    await using engine = startEngine({ spawn: forkEngine, memoryBudgetBytes: CACHE_BYTES });
    const decoder = await engine.loadDecoder({
      decoder: join(SHIPPED_MODEL, 'decoder.onnx'),
      embeddings: join(SHIPPED_MODEL, 'embeddings.onnx'),
      shape: decoderShapeOf(config.llm),
    });
    const ask = async (request: number): Promise<void> => {
      const clip = request >> 1; // two questions about each clip
      const ids = Array.from({ length: CLIP_TOKENS }, (_, index) => 3 + ((clip + 7 * index) % 600));
      await engine.generate({
        decoder,
        prefix: { key: `clip ${clip}`, pieces: [{ ids }] },
        suffix: [3 + (request % 600), 5, 7],
        sampling: { kind: 'greedy' },
        maxNewTokens: 4 + (request % 9),
        stopTokens: [],
        priority: 'batch',
      }).end;
    };
    const residentBytes: number[] = [];
    for (let round = 0; round < rounds; round++) {
      for (let first = 0; first < requests; first += AT_ONCE) {
        const group = Array.from({ length: Math.min(AT_ONCE, requests - first) }, (_, index) => first + index);
        await Promise.all(group.map((request) => ask(round * requests + request)));
      }
      residentBytes.push((await engine.computeStatus()).residentBytes);
    }
    const mib = (bytes: number | undefined): number => (bytes ?? NaN) / 2 ** 20;
    return [
      {
        name: `engine after ${rounds * requests} short requests, Panda-Mini`,
        ours: { value: mib(residentBytes.at(-1)), unit: 'MiB' },
        other: { is: `after ${requests}`, value: mib(residentBytes[0]) },
        runs: once,
        note: `${CACHE_BYTES >> 20} MiB of them caches at most`,
      },
    ];
  },
};
