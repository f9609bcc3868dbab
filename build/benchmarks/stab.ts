/** STAB with the projector, full size, a clip: folded against plain, against the official module, against the machine's peak. */
import { forkEngine, startEngine, type Engine, type GraphHandle, type Tensor } from '../../main/engine/index.ts';
import type { GraphBuilder } from '../../native-models/onnx/index.ts';
import type { VideoPandaConfig } from '../../native-models/video-panda/config.ts';
import { officialConfig } from '../../native-models/video-panda/config.ts';
import { distance } from '../../native-models/video-panda/logits-probe.ts';
import { stabGraph } from '../../native-models/video-panda/stab.ts';
import { portableTensors } from '../../native-models/video-panda/stab/goldens.ts';
import { portableModel, tinyConfig } from '../../native-models/video-panda/tiny-model.ts';
import type { NamedTensors } from '../../native-models/video-panda/weights.ts';
import type { Benchmark, Size } from './benchmark.ts';
import { loadGraph, temporaryFolder } from './graph-files.ts';
import { measureInTurns, type Measured } from './measure.ts';
import { macsOfProduct, productGraph, type Product } from './peak.ts';
import { plainStabGraph } from './plain-stab.ts';
import { readCpuS, readPeakBytes } from './processes.ts';
import { inputsOf, macsOf, passageGraph, shapesOf, type Shape } from './stab-work.ts';
import { once, type Row } from './table.ts';

interface Plan {
  readonly config: VideoPandaConfig;
  readonly tensors: () => NamedTensors;
  readonly product: Product;
  readonly runs: number;
}

const plans: Readonly<Record<Size, Plan>> = {
  full: {
    config: officialConfig,
    tensors: portableTensors,
    product: { rows: 1160, width: officialConfig.llm.hiddenSize, times: 3 },
    runs: 11,
  },
  tiny: {
    config: tinyConfig(),
    tensors: () => portableModel(tinyConfig()),
    product: { rows: 16, width: 24, times: 2 },
    runs: 1,
  },
};

export const stab: Benchmark = {
  name: 'stab',
  measure: async ({ size, folder, patience }) => {
    const { config, tensors, product, runs } = plans[size];
    const { vision, llm } = config;
    const model = { vision, width: llm.hiddenSize, tensors: tensors(), precision: 'fp32' } as const;
    using made = temporaryFolder(folder);
    await using engine = startEngine({ spawn: forkEngine });
    await using plainEngine = startEngine({ spawn: forkEngine }); // so that each has its own memory
    const folded = await loadGraph(engine, made.path, stabGraph(model));
    const plain = await loadGraph(plainEngine, made.path, plainStabGraph(model));
    const eights = await loadGraph(engine, made.path, renamed(stabGraph({ ...model, precision: 'int8' }), 'stab-8'));
    const peak = await loadGraph(engine, made.path, productGraph(product));
    const rows: Row[] = [];
    for (const shape of shapesOf(vision)) {
      const passage = await loadGraph(engine, made.path, passageGraph(vision, llm.hiddenSize, shape));
      const { real, ...inputs } = inputsOf(vision, shape);
      const way = (on: Engine, graph: GraphHandle, feeds: Parameters<Engine['run']>[1]) => ({
        work: () => on.run(graph, feeds),
        readCpuS: () => readCpuS(on.pid ?? NaN),
      });
      const measured = await measureInTurns(
        { runs, patience },
        {
          folded: way(engine, folded, real ? { ...inputs, real } : inputs),
          eights: way(engine, eights, real ? { ...inputs, real } : inputs),
          plain: way(plainEngine, plain, inputs),
          passage: way(engine, passage, inputs['pixels'] ? { pixels: inputs['pixels'] } : {}),
          peak: way(engine, peak, { start: { type: 'float32', dims: [1, 1], data: Float32Array.of(1) } }),
        },
      );
      const tokens = [];
      for (const graph of [eights, folded]) {
        tokens.push(floatsOf((await engine.run(graph, real ? { ...inputs, real } : inputs))['tokens']));
      }
      const error = distance(tokens[0] ?? [], tokens[1] ?? []);
      const peakMacs = macsOfProduct(product) / measured.peak.wallS;
      rows.push(...rowsOf(shape, measured, { error, macs: macsOf(vision, llm.hiddenSize, shape), peakMacs }));
    }
    return [...rows, ...memoryRow(engine, plainEngine)];
  },
};

function rowsOf(
  shape: Shape,
  { eights, folded, plain, passage }: Readonly<Record<'eights' | 'folded' | 'plain' | 'passage', Measured>>,
  { error, macs, peakMacs }: { readonly error: number; readonly macs: number; readonly peakMacs: number },
): Row[] {
  const name = `STAB and projector, a clip, ${shape.name}`;
  const ours = { value: folded.wallS, unit: 's' } as const;
  const cpu = folded.cpuS === null ? {} : { note: `${folded.cpuS.toFixed(2)} s of CPU` };
  const macsPerS = macs / (folded.wallS - passage.wallS);
  return [
    { name, ours, other: { is: 'nothing folded', value: plain.wallS }, runs: folded, ...cpu },
    {
      name,
      ours,
      other: { is: 'official module (recorded)', value: shape.officialS },
      runs: folded,
      note: 'PyTorch 1.13',
    },
    {
      name: `${name}, 8 bits`,
      ours: { value: eights.wallS, unit: 's' },
      other: { is: 'float32', value: folded.wallS },
      runs: eights,
      note: `tokens ${(100 * error).toFixed(1)} % off`,
    },
    { name: `of this messages, ${shape.name}`, ours: { value: passage.wallS, unit: 's' }, runs: passage },
    {
      name: `STAB without messages, ${shape.name}`,
      ours: { value: macsPerS / 1e9, unit: 'GMAC/s' },
      other: { is: 'matrix products alone', value: peakMacs / 1e9 },
      runs: folded,
      note: `${(macs / 1e9).toFixed(1)} GMAC`,
    },
  ];
}

function renamed(g: GraphBuilder, name: string): GraphBuilder {
  return Object.assign(g, { graph: { ...g.graph, name } });
}

function floatsOf(tensor: Tensor | undefined): Float32Array {
  if (tensor?.data instanceof Float32Array) return tensor.data;
  throw new TypeError('STAB gave no floats');
}

function memoryRow(engine: Engine, plainEngine: Engine): Row[] {
  const [ours, plain] = [engine, plainEngine].map(({ pid }) => readPeakBytes(pid ?? NaN));
  if (typeof ours !== 'number' || typeof plain !== 'number') return [];
  const mib = (bytes: number) => bytes / 2 ** 20;
  return [
    {
      name: 'engine with STAB, most memory',
      ours: { value: mib(ours), unit: 'MiB' },
      other: { is: 'nothing folded', value: mib(plain) },
      runs: once,
    },
  ];
}
