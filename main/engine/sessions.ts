/**
 * The one module that runs onnxruntime-node: loads graphs and runs them, on the processor or on a device. Only the engine's own process may
 * import it, because a run blocks its thread. Knows nothing of what a graph means. What stays on CUDA is bound-session.ts's business.
 *
 * Inputs are wrapped, not copied (1.30.0; a test watches it); outputs are copied into fresh memory by the runtime.
 */
import { basename, dirname } from 'node:path';
import * as ort from 'onnxruntime-node';
import type { BoundTensor } from './bound-session.ts';
import { providersOf, type Device } from './device.ts';
import { causeOf, EngineError } from './problem.ts';
import type { Tensor, TensorType } from './tensor.ts';

// The official binaries report to Microsoft unless told not to before the first session: a device id on disk, model names
// and hashes over the net (microsoft/onnxruntime pull request 27379). On Windows this is the system's event tracing, which
// the variable does not reach.
process.env['ORT_DISABLE_TELEMETRY'] = '1';
// What goes wrong is thrown, and told to whoever asked.
ort.env.logLevel = 'fatal';

export const runtimeVersion: string = ort.env.versions.node ?? ort.env.versions.common;

export type Tensors = Readonly<Record<string, Tensor>>;

/** A tensor that stays where it was computed. Only sessions of the same device can read it. */
export interface DeviceTensor {
  readonly dims: readonly number[];
  readonly held: ort.Tensor | BoundTensor;
  /** Gives its memory back now. */
  release(): void;
}

export type AnyTensor = Tensor | DeviceTensor;
export type AnyTensors = Readonly<Record<string, AnyTensor>>;

/** A file, or bytes whose weights lie beside the file `path`. */
export type GraphSource = string | { readonly path: string; readonly bytes: Uint8Array };

export interface SessionOptions {
  readonly threads: number;
  /** The processor where nothing is said. */
  readonly device?: Device;
  /** Outputs that stay on the device; of WebGPU and CUDA. */
  readonly kept?: readonly string[];
}

export interface Session {
  readonly path: string;
  /** The declared size of each axis of an input: a number, or a name. Undefined where the graph has no such input. */
  inputDims(name: string): readonly (number | string)[] | undefined;
  run(inputs: AnyTensors): Promise<AnyTensors>;
  release(): Promise<void>;
}

/**
 * Optimised in every way onnxruntime knows. Its arena keeps the largest run's workspace for the next one; it remembers no
 * plan of memory a shape, because the shapes of a growing cache never end.
 */
export async function openSession(
  source: GraphSource,
  { threads, device = 'cpu', kept = [] }: SessionOptions,
): Promise<Session> {
  if (device === 'cuda' && kept.length > 0) {
    const { openBoundSession } = await import('./bound-session.ts'); // native code that nothing else needs
    return openBoundSession(source, { threads, device, kept });
  }
  const path = typeof source === 'string' ? source : source.path;
  const outputs = Object.fromEntries(kept.map((name) => [name, 'gpu-buffer'] as const));
  const session = await createSession(source, {
    executionProviders: providersOf(device),
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    enableCpuMemArena: true,
    enableMemPattern: false,
    logSeverityLevel: 4,
    ...(typeof source !== 'string' && {
      extra: { session: { model_external_initializers_file_folder_path: dirname(path) } },
    }),
    ...(kept.length > 0 && { preferredOutputLocation: outputs }),
  });
  return {
    path,
    inputDims: (name) => {
      const found = session.inputMetadata.find((input) => input.name === name);
      return found?.isTensor ? found.shape : undefined;
    },
    run: async (inputs) => {
      try {
        return fromRuntime(await session.run(toRuntime(inputs)));
      } catch (error) {
        throw new EngineError({ code: 'graph-failed', path, cause: causeOf(error) });
      }
    },
    release: () => session.release(),
  };
}

/** Writes the graph as this processor reads it best: optimised, its weights in a file beside it, as they are laid out when they are used. */
export async function savePacked(from: string, to: string, { threads }: { readonly threads: number }): Promise<void> {
  const session = await createSession(from, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    optimizedModelFilePath: to,
    logSeverityLevel: 4,
    extra: {
      session: {
        save_external_prepacked_constant_initializers: '1',
        optimized_model_external_initializers_file_name: basename(to).replace(/[.]onnx$/, '.weights'),
      },
    },
  });
  await session.release();
}

export function isOnDevice(tensor: AnyTensor): tensor is DeviceTensor {
  return 'held' in tensor;
}

/** Of a session that keeps nothing on its device. */
export function onHost(tensors: AnyTensors): Tensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => {
      if (isOnDevice(tensor)) throw new TypeError(`output ${name} stayed on its device`);
      return [name, tensor];
    }),
  );
}

async function createSession(
  source: GraphSource,
  options: ort.InferenceSession.SessionOptions,
): Promise<ort.InferenceSession> {
  try {
    if (typeof source === 'string') return await ort.InferenceSession.create(source, options);
    return await ort.InferenceSession.create(source.bytes, options);
  } catch (error) {
    const path = typeof source === 'string' ? source : source.path;
    throw new EngineError({ code: 'graph-unreadable', path, cause: causeOf(error) });
  }
}

function toRuntime(tensors: AnyTensors): Record<string, ort.Tensor> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, tensor]) => {
      return [name, isOnDevice(tensor) ? heldOf(tensor) : new ort.Tensor(tensor.type, tensor.data, tensor.dims)];
    }),
  );
}

function heldOf({ held }: DeviceTensor): ort.Tensor {
  if (held instanceof ort.Tensor) return held;
  throw new TypeError('the tensor lies on another device');
}

function fromRuntime(tensors: ort.InferenceSession.ReturnType): AnyTensors {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, value]) => {
      return [name, value.location === 'gpu-buffer' ? deviceTensor(value) : asTensor(name, value)];
    }),
  );
}

function deviceTensor(held: ort.Tensor): DeviceTensor {
  return { dims: held.dims, held, release: () => held.dispose() };
}

function asTensor(name: string, { type, data, dims }: ort.OnnxValue): Tensor {
  if (!isKnownType(type) || Array.isArray(data)) throw new TypeError(`output ${name} is of type ${type}`);
  return { type, dims, data: data as Tensor['data'] };
}

function isKnownType(type: string): type is TensorType {
  return ['float32', 'float16', 'int64', 'int32', 'uint8', 'int8', 'bool'].includes(type);
}
