/**
 * The paper's table 3 on our runtime: the vision parts of Video-ChatGPT and Video-LLaVA beside STAB, random weights, true shapes,
 * one clip each. Arithmetic decides here; the paper measured on a graphics card, which is not kept busy by so little.
 */
import { forkEngine, startEngine } from '../../main/engine/index.ts';
import { officialConfig } from '../../native-models/video-panda/config.ts';
import { stabGraph } from '../../native-models/video-panda/stab.ts';
import { portableTensors } from '../../native-models/video-panda/stab/goldens.ts';
import { tensorShapes } from '../../native-models/video-panda/tensor-shapes.ts';
import { portableModel, tinyConfig } from '../../native-models/video-panda/tiny-model.ts';
import type { Benchmark, Size } from './benchmark.ts';
import { loadGraph, temporaryFolder } from './graph-files.ts';
import { measureInTurns } from './measure.ts';
import { transformerGraph, type TransformerSizes } from './paper/vision-transformer.ts';
import { inputsOf, shapesOf } from './stab-work.ts';
import type { Row } from './table.ts';

interface Compared {
  readonly label: string;
  readonly sizes: TransformerSizes;
  /** Runs a clip. */
  readonly times: number;
  /** How many times longer than Video-Panda's it took in the paper. */
  readonly paperRatio: number;
}

const common = { imageSize: 224, patchSize: 14, width: 1024, layers: 24, heads: 16, llmWidth: 4096 };
const small = { imageSize: 8, patchSize: 4, width: 16, layers: 2, heads: 2, llmWidth: 24 };

function comparedAt(size: Size): readonly Compared[] {
  const sizes = size === 'full' ? common : small;
  const [atOnce, times] = size === 'full' ? [10, 10] : [2, 2];
  const chatGpt = { name: 'video-chatgpt', frames: atOnce, inTime: false, projector: 'linear' } as const;
  const llava = { name: 'video-llava', frames: size === 'full' ? 8 : 2, inTime: true, projector: 'mlp' } as const;
  return [
    {
      label: `Video-ChatGPT's vision part, ${atOnce * times} frames`,
      ...{ sizes: { ...sizes, ...chatGpt }, times, paperRatio: 171 / 41 },
    },
    { label: `Video-LLaVA's, ${llava.frames} frames`, sizes: { ...sizes, ...llava }, times: 1, paperRatio: 125 / 41 },
  ];
}

export const paper: Benchmark = {
  name: 'paper',
  apart: true,
  measure: async ({ folder, patience, size }) => {
    const config = size === 'full' ? officialConfig : tinyConfig();
    const tensors = size === 'full' ? portableTensors() : portableModel(config);
    const { llm, vision } = config;
    const rows: Row[] = [];
    for (const { label, paperRatio, sizes, times } of comparedAt(size)) {
      using made = temporaryFolder(folder);
      await using engine = startEngine({ spawn: forkEngine });
      const model = { vision, width: llm.hiddenSize, tensors, precision: 'fp32' } as const;
      const stab = await loadGraph(engine, made.path, stabGraph(model));
      const { graph, parameters } = transformerGraph(sizes);
      const other = await loadGraph(engine, made.path, graph);
      const clip = inputsOf(vision, shapesOf(vision)[1]);
      const { frames: F, imageSize: S } = sizes;
      const data = Float32Array.from({ length: F * 3 * S * S }, (_, index) => Math.sin(index));
      const pixels = { type: 'float32', dims: [F, 3, S, S], data } as const;
      const measured = await measureInTurns(
        { runs: 1, warmUps: size === 'full' ? 0 : 1, patience },
        {
          stab: { work: () => engine.run(stab, clip) },
          other: {
            work: async () => {
              for (let time = 0; time < times; time++) await engine.run(other, { pixels });
            },
          },
        },
      );
      rows.push({
        name: `STAB and projector, a square clip (${millions(stabParameters(config))})`,
        ours: { value: measured.stab.wallS, unit: 's' },
        other: { is: `${label} (${millions(parameters)})`, value: measured.other.wallS },
        runs: { n: measured.stab.n, disturbed: measured.stab.disturbed || measured.other.disturbed },
        note: `the paper: ${paperRatio.toFixed(1)} times`,
      });
    }
    return rows;
  },
};

/** `lmhra2` and the counters are in the checkpoint and are used by nothing. */
function stabParameters(config: Parameters<typeof tensorShapes>[0]): number {
  return [...tensorShapes(config)]
    .filter(([name]) => name.startsWith('video_'))
    .reduce((sum, [, dims]) => sum + dims.reduce((product, size) => product * size, 1), 0);
}

function millions(count: number): string {
  return `${(count / 1e6).toFixed(count < 1e6 ? 3 : 0)} M`;
}
