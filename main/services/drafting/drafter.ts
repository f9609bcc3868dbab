/**
 * Joins a model's parts: a clip's frames through STAB to visual tokens, these and a question through the decoder to text.
 * Knows one model, which it loads when it is first needed. What is asked, and what becomes of the texts, it does not know.
 */
import { createHash } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { assessWorld } from '../../../native-models/panda-mini/outside/measure.ts';
import type { WorldAssessment } from '../../../native-models/panda-mini/outside/measure.ts';
import { pixelsOf } from '../../../native-models/video-panda/frames/index.ts';
import { promptPrefix, promptSuffix } from '../../../native-models/video-panda/prompt.ts';
import type { DeviceSetting, Placement } from '../../document/device.ts';
import type { DeviceProblem } from '../../document/problems/engine.ts';
import { startEngine } from '../../engine/index.ts';
import type {
  DecoderHandle,
  Engine,
  PrefixPiece,
  Priority,
  Sampling,
  SpawnEngine,
  Tensor,
  TokenEvent,
} from '../../engine/index.ts';
import type { Ffmpeg, VideoInfo } from '../../media/index.ts';
import { placementOf, rememberFailure } from '../models/devices/placement.ts';
import type { Model } from '../models/find.ts';
import { pandaHome } from '../models/home.ts';
import { prefixWithoutClip, scoreBlind } from './blind.ts';
import type { BlindText } from './blind.ts';
import { decoderSourceOf } from './decoder-source.ts';
import { draftOf } from './draft.ts';
import type { Draft } from './draft.ts';
import { deviceProblemOf, explained } from './engine-problem.ts';
import { readModelFiles } from './model-files.ts';
import type { ModelFiles } from './model-files.ts';
import { placeStab } from './placed-stab.ts';
import type { PlacedStab } from './placed-stab.ts';
import { slots } from './slots.ts';
import { spawnEngine } from './spawn-engine.ts';
import { readView } from './view.ts';
import type { ClipSource, View } from './view.ts';

/** How a text is to be written. */
export type SamplingPlan = Exclude<Sampling, { kind: 'given' }> & { readonly maxNewTokens: number };

/** A clip that the model was shown: everything that questions about it have in common. */
export interface Shown {
  readonly view: View;
  /** Null: the model does not say what it knows. */
  readonly world: WorldAssessment | null;
  readonly prefix: { readonly key: string; readonly pieces: readonly PrefixPiece[] };
}

export interface Question {
  readonly shown: Pick<Shown, 'prefix'>;
  readonly prompt: string;
  /** What the text has already: it goes on from there. */
  readonly begin?: string | undefined;
  readonly sampling: SamplingPlan;
  readonly priority: Priority;
}

export interface ClipToShow extends ClipSource {
  /** `batch` where nothing is said. */
  readonly priority?: Priority;
  /** The most frames to show; as many as the model takes where nothing is said. */
  readonly frames?: number | null;
  /** What was found out about the file already: saves probing it again. */
  readonly video?: VideoInfo;
}

export interface Drafter extends AsyncDisposable {
  readonly model: { readonly id: string; readonly version: string; readonly weightsHash: string };
  look(source: ClipToShow, signal: AbortSignal): Promise<Shown>;
  /** Yields text as it is written, untrimmed; returns the whole. On abort it returns what there is, `cancelled`. */
  write(question: Question, signal: AbortSignal): AsyncGenerator<string, Draft>;
  /** Nobody is to ask about this clip again: what was read of it is let go. */
  release(shown: Shown): void;
  /** As if a clip had been shown, but none was: what the model knows by the question alone. */
  withoutClip(): Promise<Pick<Shown, 'prefix'>>;
  /** How probable each token of a text is where the clip is withheld: natural logarithms. */
  scoreBlind(text: BlindText, signal: AbortSignal): Promise<readonly number[]>;
}

export interface DrafterSettings {
  readonly model: Model;
  readonly ffmpeg: Ffmpeg;
  /** For what the engine keeps of clips and questions, beside the weights; the engine's own choice where nothing is said. */
  readonly memoryBudgetBytes?: number;
  /** How the engine's process is started; the way of this program where nothing is said. */
  readonly spawn?: SpawnEngine;
  /** Where the model runs; the CPU where nothing is said. */
  readonly device?: DeviceSetting;
  /** The folder that holds `models/`, which remembers what was measured; the program's usual one where nothing is said. */
  readonly home?: string;
  /** A device failed, or is looked at for the first time; the work goes on. */
  readonly onNotice?: (problem: DeviceProblem) => void;
}

interface Loaded extends ModelFiles {
  readonly stab: PlacedStab;
  readonly decoder: DecoderHandle;
}

/**
 * Clips that are decoded at once. ffmpeg itself uses several cores, so more would only make each one slower, and the
 * first texts later.
 */
const CLIPS_READ_AT_ONCE = Math.max(2, Math.min(4, availableParallelism() / 2));

/** Costs nothing yet: the engine starts and the model is read at the first clip. */
export function startDrafter({ model, ffmpeg, spawn = spawnEngine, ...settings }: DrafterSettings): Drafter {
  const { manifest, weightsHash, folder } = model;
  const { device = 'cpu', home = pandaHome(), memoryBudgetBytes, onNotice = () => undefined } = settings;
  const engine = startEngine({
    spawn,
    ...(memoryBudgetBytes !== undefined && { memoryBudgetBytes }),
    onNotice: (notice) => {
      onNotice(deviceProblemOf(notice));
      if (notice.code === 'device-left') void rememberFailure({ home, model }, notice).catch(() => undefined);
    },
  });
  const closed = new AbortController();
  const reading = slots(CLIPS_READ_AT_ONCE);
  let loading: Promise<Loaded> | undefined;
  const place = (): Promise<Placement> =>
    placementOf(device, {
      ...{ model, home, spawn, signal: closed.signal },
      onMeasuring: (devices) => onNotice({ code: 'devices-measured', devices }),
    });
  /** What failed is tried again by whoever asks next: the folder may have been mended. */
  const load = (): Promise<Loaded> =>
    (loading ??= loadModel(engine, folder, place).catch((error: unknown) => {
      loading = undefined;
      throw error;
    }));

  async function look(
    { priority = 'batch', frames = null, video, ...source }: ClipToShow,
    signal: AbortSignal,
  ): Promise<Shown> {
    const { config, tokenizer, world, stab } = await unlessAborted(load(), signal);
    const view = await reading(() => readView(source, { ffmpeg, vision: config.vision, frames, video, signal }), {
      overtakes: priority === 'interactive',
    });
    const { pixels, dims, rows, columns, real } = pixelsOf(view.squares, config.vision);
    const inputs = {
      pixels: { type: 'float32', dims, data: pixels },
      rows: int64(rows),
      columns: int64(columns),
      real: int64([real]),
    } as const;
    const tokens = await stab.run(inputs, { priority });
    const assessed = world && assessWorld(view.squares, config.vision.patchSize, world);
    const text = promptPrefix(config, tokenizer.encode).flatMap((part) => ('ids' in part ? [{ ids: part.ids }] : []));
    const visual = tokens.map((tensor) => ({ embeddings: flat(tensor) }));
    const key = createHash('sha256')
      .update(JSON.stringify([weightsHash, source.fingerprint, view.frames.map(({ index }) => index)]))
      .digest('hex');
    return { view, world: assessed, prefix: { key, pieces: [...text, ...visual] } };
  }

  async function* write(
    { shown, prompt, begin = '', sampling, priority }: Question,
    signal: AbortSignal,
  ): AsyncGenerator<string, Draft> {
    const { config, tokenizer, decoder } = await load();
    const { maxNewTokens, ...choice } = sampling;
    const asked = promptSuffix(config, tokenizer.encode, { question: prompt });
    const suffix = begin === '' ? asked : [...asked, ...tokenizer.encode(begin)];
    const request = {
      decoder,
      prefix: shown.prefix,
      suffix,
      sampling: choice,
      maxNewTokens,
      stopTokens: [config.eos],
      priority,
    };
    const generation = engine.generate(request, { signal });
    const decode = tokenizer.decoder();
    const tokens: (TokenEvent & { piece: string })[] = [];
    for await (const token of generation) {
      const piece = decode.push(token.id);
      tokens.push({ ...token, piece });
      if (piece !== '') yield piece;
    }
    const rest = decode.end();
    const last = tokens.at(-1);
    if (last) last.piece += rest;
    if (rest !== '') yield rest;
    return draftOf(tokens, await generation.end);
  }

  return {
    model: { id: manifest.id, version: manifest.version, weightsHash },
    look: (source, signal) => look(source, signal).catch(rethrowExplained),
    write: (question, signal) => explainedStream(write(question, signal)),
    release: ({ prefix }) => {
      void loading?.then(
        ({ decoder }) => engine.dropPrefix(decoder, prefix.key),
        () => undefined, // then there is nothing to let go
      );
    },
    withoutClip: () => load().then((loaded) => ({ prefix: prefixWithoutClip(loaded) }), rethrowExplained),
    scoreBlind: (text, signal) =>
      load()
        .then((loaded) => scoreBlind(engine, loaded, { text, signal }))
        .catch(rethrowExplained),
    async [Symbol.asyncDispose]() {
      closed.abort(new Error('nobody asks this model any more'));
      await engine.close();
    },
  };
}

/** The whole text at once. */
export async function draft(drafter: Drafter, question: Question, signal: AbortSignal): Promise<Draft> {
  const stream = drafter.write(question, signal);
  for (;;) {
    const step = await stream.next();
    if (step.done) return step.value;
  }
}

/** A large model takes long to load, and nobody who stops waits for that. */
async function unlessAborted<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  signal.throwIfAborted();
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([work, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

async function loadModel(engine: Engine, folder: string, place: () => Promise<Placement>): Promise<Loaded> {
  const files = await readModelFiles(folder);
  const placement = await place();
  const stab = await placeStab(engine, folder, placement.stab);
  try {
    const decoder = await engine.loadDecoder(await decoderSourceOf(folder, files.config, placement.decoder));
    return { ...files, stab, decoder };
  } catch (error) {
    await stab.unload().catch(() => undefined);
    throw error;
  }
}

/** [frames, tokens, D] as [frames tokens, D]: the same numbers. */
function flat({ type, dims, data }: Tensor): Tensor {
  const width = dims.at(-1) ?? 1;
  return { type, dims: [data.length / width, width], data };
}

function int64(values: readonly number[]): Tensor {
  return { type: 'int64', dims: [values.length], data: BigInt64Array.from(values, BigInt) };
}

async function* explainedStream(stream: AsyncGenerator<string, Draft>): AsyncGenerator<string, Draft> {
  try {
    return yield* stream;
  } catch (error) {
    throw explained(error);
  }
}

function rethrowExplained(error: unknown): never {
  throw explained(error);
}
