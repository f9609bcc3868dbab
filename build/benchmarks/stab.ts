/** STAB with the projector and without, full size, a clip: folded against plain, against the official module, against the machine's peak. */
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
import { inputsOf, macsOf, passageGraph, shapesOf, type Macs, type Shape } from './stab-work.ts';
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
    // So that each has its own memory.
    await using plainEngine = startEngine({ spawn: forkEngine });
    await using others = startEngine({ spawn: forkEngine });
    const alone = { ...model, outputs: ['stab'] } as const;
    const folded = await loadGraph(engine, made.path, stabGraph(model));
    const plain = await loadGraph(plainEngine, made.path, plainStabGraph(model));
    const foldedAlone = await loadGraph(others, made.path, renamed(stabGraph(alone), 'stab-alone'));
    const plainAlone = await loadGraph(others, made.path, renamed(plainStabGraph(alone), 'plain-stab-alone'));
    const eights = await loadGraph(others, made.path, renamed(stabGraph({ ...model, precision: 'int8' }), 'stab-8'));
    const peak = await loadGraph(others, made.path, productGraph(product));
    const rows: Row[] = [];
    for (const shape of shapesOf(vision)) {
      const passageOf = (width: number) => loadGraph(others, made.path, passageGraph(vision, width, shape));
      const passage = await passageOf(llm.hiddenSize);
      const passageAlone = await passageOf(vision.hiddenSize);
      const { real, ...inputs } = inputsOf(vision, shape);
      const withReal = real ? { ...inputs, real } : inputs;
      const pixels = inputs['pixels'] ? { pixels: inputs['pixels'] } : {};
      const way = (on: Engine, graph: GraphHandle, feeds: Parameters<Engine['run']>[1]) => ({
        work: () => on.run(graph, feeds),
        readCpuS: () => readCpuS(on.pid ?? NaN),
      });
      const measured = await measureInTurns(
        { runs, patience },
        {
          folded: way(engine, folded, withReal),
          plain: way(plainEngine, plain, inputs),
          foldedAlone: way(others, foldedAlone, withReal),
          plainAlone: way(others, plainAlone, inputs),
          eights: way(others, eights, withReal),
          passage: way(others, passage, pixels),
          passageAlone: way(others, passageAlone, pixels),
          peak: way(others, peak, { start: { type: 'float32', dims: [1, 1], data: Float32Array.of(1) } }),
        },
      );
      const exact = floatsOf((await engine.run(folded, withReal))['tokens']);
      const error = distance(floatsOf((await others.run(eights, withReal))['tokens']), exact);
      const peakMacs = macsOfProduct(product) / measured.peak.wallS;
      rows.push(...rowsOf(shape, measured, { error, macs: macsOf(vision, llm.hiddenSize, shape), peakMacs }));
    }
    return [...rows, ...memoryRow(engine, plainEngine)];
  },
};

/** The folded way with its arithmetic, the plain one with its own, and what sending takes of either. */
interface Computed {
  readonly all: Measured;
  readonly less: number;
  readonly more: { readonly all: Measured; readonly macs: number };
  readonly sending: Measured;
}

type Way = 'folded' | 'plain' | 'foldedAlone' | 'plainAlone' | 'eights' | 'passage' | 'passageAlone';

function rowsOf(
  shape: Shape,
  { eights, folded, foldedAlone, passage, passageAlone, plain, plainAlone }: Readonly<Record<Way, Measured>>,
  { error, macs, peakMacs }: { readonly error: number; readonly macs: Macs; readonly peakMacs: number },
): Row[] {
  const name = `STAB and projector, a clip, ${shape.name}`;
  const ours = { value: folded.wallS, unit: 's' } as const;
  const cpu = folded.cpuS === null ? {} : { note: `${folded.cpuS.toFixed(2)} s of CPU` };
  const foldedMacs = macs.folded + macs.foldedProjector;
  /** Without what it costs to send pixels and tokens from process to process, which is no arithmetic. */
  const computed = (what: string, { all, less, more, sending }: Computed): Row[] => {
    const [ours, plainly] = [all.wallS - sending.wallS, more.all.wallS - sending.wallS];
    const allowed = more.macs / less;
    return [
      {
        name: `${what} without messages, ${shape.name}`,
        ours: { value: ours, unit: 's' },
        other: { is: 'nothing folded', value: plainly },
        runs: all,
        note: `${((100 * plainly) / ours / allowed).toFixed(0)} % of what arithmetic allows, ${allowed.toFixed(2)}`,
      },
      {
        name: 'the same',
        ours: { value: less / ours / 1e9, unit: 'GMAC/s' },
        other: { is: 'matrix products alone', value: peakMacs / 1e9 },
        runs: all,
        note: `${(less / 1e9).toFixed(1)} GMAC`,
      },
    ];
  };
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
    ...computed('STAB and projector', {
      ...{ all: folded, less: foldedMacs, sending: passage },
      more: { all: plain, macs: macs.plain + macs.plainProjector },
    }),
    ...computed('STAB alone', {
      ...{ all: foldedAlone, less: macs.folded, sending: passageAlone },
      more: { all: plainAlone, macs: macs.plain },
    }),
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
