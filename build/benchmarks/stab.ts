/** STAB with the projector and without, full size, a clip: folded against plain, against the official module, against the machine's peak. */
import { forkEngine, startEngine, type Engine, type GraphHandle, type Tensor } from '../../main/engine/index.ts';
import type { Session, Tensors } from '../../main/engine/session.ts';
import { openSession } from '../../main/engine/sessions.ts';
import { countPhysicalCores } from '../../main/engine/threads.ts';
import type { GraphBuilder } from '../../native-models/onnx/index.ts';
import type { VideoPandaConfig } from '../../native-models/video-panda/config.ts';
import { officialConfig } from '../../native-models/video-panda/config.ts';
import { distance } from '../../native-models/video-panda/logits-probe.ts';
import { stabGraph } from '../../native-models/video-panda/stab.ts';
import { portableTensors } from '../../native-models/video-panda/stab/goldens.ts';
import { portableModel, tinyConfig } from '../../native-models/video-panda/tiny-model.ts';
import type { NamedTensors } from '../../native-models/video-panda/weights.ts';
import type { Benchmark, Size } from './benchmark.ts';
import { loadGraph, temporaryFolder, writeGraph } from './graph-files.ts';
import { measureInTurns, type Measured } from './measure.ts';
import { macsOfProduct, productGraph, type Product } from './peak.ts';
import { plainStabGraph } from './plain-stab.ts';
import { readCpuS, readPeakBytes } from './processes.ts';
import { inputsOf, macsOf, shapesOf, type Macs, type Shape } from './stab-work.ts';
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
    await using eightsEngine = startEngine({ spawn: forkEngine });
    const load = (on: Engine, name: string, g: GraphBuilder) => loadGraph(on, made.path, renamed(g, name));
    const alone = { ...model, outputs: ['stab'] } as const;
    const folded = await load(engine, 'folded', stabGraph(model));
    const plain = await load(plainEngine, 'plain', plainStabGraph(model));
    const eights = await load(eightsEngine, 'eights', stabGraph({ ...model, precision: 'int8' }));
    await using here = await sessionsOf(made.path, {
      folded: stabGraph(model),
      eights: stabGraph({ ...model, precision: 'int8' }),
      plain: plainStabGraph(model),
      foldedAlone: stabGraph(alone),
      plainAlone: plainStabGraph(alone),
      peak: productGraph(product),
    });
    const rows: Row[] = [];
    for (const shape of shapesOf(vision)) {
      const { real, ...inputs } = inputsOf(vision, shape);
      const withReal = real ? { ...inputs, real } : inputs;
      const way = (on: Engine, graph: GraphHandle, feeds: Parameters<Engine['run']>[1]) => ({
        work: () => on.run(graph, feeds),
        readCpuS: () => readCpuS(on.pid ?? NaN),
      });
      const asked = await measureInTurns(
        { runs, patience },
        {
          folded: way(engine, folded, withReal),
          eights: way(eightsEngine, eights, withReal),
          plain: way(plainEngine, plain, inputs),
        },
      );
      const computed = await measureInTurns(
        { runs, patience },
        {
          folded: { work: () => here.run('folded', withReal) },
          eights: { work: () => here.run('eights', withReal) },
          plain: { work: () => here.run('plain', inputs) },
          foldedAlone: { work: () => here.run('foldedAlone', withReal) },
          plainAlone: { work: () => here.run('plainAlone', inputs) },
          peak: {
            work: () => here.run('peak', { start: { type: 'float32', dims: [1, 1], data: Float32Array.of(1) } }),
          },
        },
      );
      const exact = floatsOf((await engine.run(folded, withReal))['tokens']);
      const error = distance(floatsOf((await eightsEngine.run(eights, withReal))['tokens']), exact);
      const peakMacs = macsOfProduct(product) / computed.peak.wallS;
      const macs = macsOf(vision, llm.hiddenSize, shape);
      rows.push(...askedRows(shape, asked, error), ...computedRows(shape, computed, { macs, peakMacs }));
    }
    return [...rows, ...memoryRow(engine, plainEngine)];
  },
};

interface Sessions extends AsyncDisposable {
  run(name: string, inputs: Tensors): Promise<unknown>;
}

/** In this process: what is computed, without what it costs to send pixels and tokens from process to process. */
async function sessionsOf(folder: string, graphs: Readonly<Record<string, GraphBuilder>>): Promise<Sessions> {
  const opened = new Map<string, Session>();
  for (const [name, g] of Object.entries(graphs)) {
    const path = await writeGraph(folder, renamed(g, `${name} here`));
    opened.set(name, await openSession(path, { threads: countPhysicalCores() }));
  }
  return {
    run: async (name, inputs) => opened.get(name)?.run(inputs),
    [Symbol.asyncDispose]: async () => {
      for (const session of opened.values()) await session.release();
    },
  };
}

function askedRows(
  shape: Shape,
  { eights, folded, plain }: Readonly<Record<'eights' | 'folded' | 'plain', Measured>>,
  error: number,
): Row[] {
  const name = `STAB and projector, a clip, ${shape.name}`;
  const ours = { value: folded.wallS, unit: 's' } as const;
  const cpu = folded.cpuS === null ? {} : { note: `${folded.cpuS.toFixed(2)} s of CPU` };
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
  ];
}

function computedRows(
  shape: Shape,
  ways: Readonly<Record<'folded' | 'eights' | 'plain' | 'foldedAlone' | 'plainAlone', Measured>>,
  { macs, peakMacs }: { readonly macs: Macs; readonly peakMacs: number },
): Row[] {
  const rowsOf = (what: string, ours: Measured, plain: Measured, [less, more]: readonly [number, number]): Row[] => [
    {
      name: `of this the graph: ${what}, ${shape.name}`,
      ours: { value: ours.wallS, unit: 's' },
      other: { is: 'nothing folded', value: plain.wallS },
      runs: ours,
      note: `${((100 * plain.wallS * less) / (ours.wallS * more)).toFixed(0)} % of what arithmetic allows, ${(more / less).toFixed(2)}`,
    },
    {
      name: 'the same',
      ours: { value: less / ours.wallS / 1e9, unit: 'GMAC/s' },
      other: { is: 'matrix products alone', value: peakMacs / 1e9 },
      runs: ours,
      note: `${(less / 1e9).toFixed(1)} GMAC`,
    },
  ];
  const all = [macs.folded + macs.foldedProjector, macs.plain + macs.plainProjector] as const;
  return [
    ...rowsOf('STAB and projector', ways.folded, ways.plain, all),
    {
      name: `of this the graph: STAB and projector, ${shape.name}, 8 bits`,
      ours: { value: ways.eights.wallS, unit: 's' },
      other: { is: 'float32', value: ways.folded.wallS },
      runs: ways.eights,
    },
    ...rowsOf('STAB alone', ways.foldedAlone, ways.plainAlone, [macs.folded, macs.plain]),
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
