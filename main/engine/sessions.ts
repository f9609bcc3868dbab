/**
 * The one module that runs onnxruntime-node: loads graphs and runs them, on the processor or on a device. Only the engine's own process may
 * import it, because a run blocks its thread. Knows nothing of what a graph means. What stays on CUDA is bound-session.ts's business.
 *
 * Inputs are wrapped, not copied (1.30.0; a test watches it); outputs are copied into fresh memory by the runtime.
 */
import { basename, dirname } from 'node:path';
import * as ort from 'onnxruntime-node';
import { providersOf } from './device.ts';
import { causeOf, EngineError } from './problem.ts';
import {
  isOnDevice,
  type AnyTensors,
  type DeviceTensor,
  type GraphSource,
  type Session,
  type SessionOptions,
} from './session.ts';
import type { Tensor, TensorType } from './tensor.ts';

// The official binaries report to Microsoft unless told not to before the first session: a device id on disk, model names
// and hashes over the net (microsoft/onnxruntime pull request 27379). On Windows this is the system's event tracing, which
// the variable does not reach.
process.env['ORT_DISABLE_TELEMETRY'] = '1';
// What goes wrong is thrown, and told to whoever asked.
ort.env.logLevel = 'fatal';

export const runtimeVersion: string = ort.env.versions.node ?? ort.env.versions.common;

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
