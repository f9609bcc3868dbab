/**
 * A model on each device of this machine: how quick it is, and how far from the CPU. Every device has an engine's process of
 * its own, so that a driver that takes it down takes nothing else. Knows fixed inputs; chooses nothing.
 */
import { distance } from '../../../../native-models/video-panda/logits-probe.ts';
import type { Device, DeviceMeasure } from '../../../document/device.ts';
import { EngineError, startEngine } from '../../../engine/index.ts';
import type { Engine, EngineNotice, Probed, SpawnEngine } from '../../../engine/index.ts';
import { decoderSourceOf } from '../../drafting/decoder-source.ts';
import { readModelFiles } from '../../drafting/model-files.ts';
import type { ModelFiles } from '../../drafting/model-files.ts';
import { placeStab } from '../../drafting/placed-stab.ts';
import { fixedClip } from '../stab-distance.ts';

export interface MeasurePlan {
  /** Of the model. */
  readonly folder: string;
  readonly devices: readonly Device[];
  readonly spawn: SpawnEngine;
  readonly signal: AbortSignal;
  readonly onMeasure?: ((measure: DeviceMeasure) => void) | undefined;
  /** The least that a device is given; a minute where nothing is said. */
  readonly patienceMs?: number | undefined;
}

const [promptTokens, stepCount] = [128, 8];
/** A device that takes so many times as long as the CPU, loading and compiling too, or hangs, is not waited for. */
const longestShare = 3;
const defaultPatienceMs = 60_000;

/** The CPU first, whether or not it is asked for: the others are compared with it. */
export async function measureDevices(plan: MeasurePlan): Promise<readonly DeviceMeasure[]> {
  const files = await readModelFiles(plan.folder);
  const measures: DeviceMeasure[] = [];
  let reference: Found | null = null;
  let limitMs = Infinity;
  for (const device of new Set<Device>(['cpu', ...plan.devices])) {
    plan.signal.throwIfAborted();
    const startedMs = performance.now();
    const found = await measureOn(device, files, { ...plan, limitMs });
    if (reference === null) {
      reference = found;
      limitMs = Math.max(plan.patienceMs ?? defaultPatienceMs, longestShare * (performance.now() - startedMs));
    }
    const measure = compared(found, reference);
    measures.push(measure);
    plan.onMeasure?.(measure);
  }
  return measures;
}

interface Found {
  readonly device: Device;
  readonly stab: { readonly ms: number; readonly tokens: Float32Array } | null;
  readonly decoder: Probed | null;
  readonly cause: string | null;
}

async function measureOn(
  device: Device,
  files: ModelFiles,
  { folder, limitMs, signal, spawn }: MeasurePlan & { readonly limitMs: number },
): Promise<Found> {
  const causes: string[] = [];
  const onNotice = (notice: EngineNotice) => void causes.push('cause' in notice ? notice.cause : notice.code);
  await using engine = startEngine({ spawn, onNotice });
  const stop = (): void => void engine.close();
  signal.addEventListener('abort', stop, { once: true });
  const tooLong = (): void => {
    causes.push(`it was not done within ${Math.round(limitMs / 1000)} s`);
    stop();
  };
  const timer = Number.isFinite(limitMs) ? setTimeout(tooLong, limitMs) : undefined;
  /** What the engine had to move to the processor was not measured on the device. */
  const there = async <Part>(work: () => Promise<Part>): Promise<Part | null> => {
    const before = causes.length;
    try {
      const part = await work();
      return causes.length === before ? part : null;
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof EngineError) || device === 'cpu') throw error;
      const { problem } = error;
      if (problem.code !== 'engine-closed') causes.push('cause' in problem ? problem.cause : problem.code);
      return null;
    }
  };
  try {
    const stab = await there(() => runStab(engine, { folder, device, files }));
    // It gives wrong logits with such graphs (docs/models.md).
    const decoder = device === 'directml' ? null : await there(() => runDecoder(engine, { folder, device, files }));
    return { device, stab, decoder, cause: causes[0]?.replace(/\s+/g, ' ').trim().slice(0, 300) ?? null };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

interface Part {
  readonly folder: string;
  readonly device: Device;
  readonly files: ModelFiles;
}

/** The second run counts: the first compiles. */
async function runStab(engine: Engine, { device, files, folder }: Part) {
  const stab = await placeStab(engine, folder, device);
  const inputs = fixedClip(files.config.vision);
  await stab.run(inputs, { priority: 'batch' });
  const startedMs = performance.now();
  const [tokens] = await stab.run(inputs, { priority: 'batch' });
  const ms = performance.now() - startedMs;
  await stab.unload();
  if (!(tokens?.data instanceof Float32Array)) throw new TypeError('STAB gave no tokens');
  return { ms, tokens: tokens.data };
}

async function runDecoder(engine: Engine, { device, files, folder }: Part): Promise<Probed> {
  const decoder = await engine.loadDecoder(await decoderSourceOf(folder, files.config, device));
  const { vocabSize } = files.config.llm;
  const ids = Array.from({ length: promptTokens + stepCount }, (_, index) => (index * 7919 + 13) % vocabSize);
  return engine.probe(decoder, { prompt: ids.slice(0, promptTokens), steps: ids.slice(promptTokens) });
}

function compared({ cause, decoder, device, stab }: Found, reference: Found): DeviceMeasure {
  const isReference = device === reference.device;
  const from = (actual: Float32Array | undefined, expected: Float32Array | undefined) =>
    actual && expected ? (isReference ? 0 : distance(actual, expected)) : null;
  return {
    device,
    stabMs: stab?.ms ?? null,
    stabError: from(stab?.tokens, reference.stab?.tokens),
    promptTokensPerSecond: decoder && (1000 * promptTokens) / decoder.promptMs,
    textTokensPerSecond: decoder && (1000 * stepCount) / decoder.stepsMs,
    logitsError: from(decoder?.logits, reference.decoder?.logits),
    cause,
  };
}
