/**
 * The one module that runs onnxruntime-node: loads graphs and runs them on the CPU. Only the engine's own process may
 * import it, because a run blocks its thread. Knows nothing of what a graph means.
 *
 * Inputs are wrapped, not copied (1.30.0; a test watches it); outputs are copied into fresh memory by the runtime.
 */
import * as ort from 'onnxruntime-node';
import { causeOf, EngineError } from './problem.ts';
import type { Tensor, TensorType } from './tensor.ts';

// The official binaries report to Microsoft unless told not to before the first session: a device id on disk, model names
// and hashes over the net (microsoft/onnxruntime pull request 27379). On Windows this is the system's event tracing, which
// the variable does not reach.
process.env['ORT_DISABLE_TELEMETRY'] = '1';

export type Tensors = Readonly<Record<string, Tensor>>;

export interface Session {
  readonly path: string;
  /** The declared size of each axis of an input: a number, or a name. Undefined where the graph has no such input. */
  inputDims(name: string): readonly (number | string)[] | undefined;
  run(inputs: Tensors): Promise<Tensors>;
  release(): Promise<void>;
}

/**
 * Optimised in every way onnxruntime knows. Its arena keeps the largest run's workspace for the next one; it remembers no
 * plan of memory a shape, because the shapes of a growing cache never end.
 */
export async function openSession(path: string, { threads }: { threads: number }): Promise<Session> {
  const session = await createSession(path, {
    executionProviders: ['cpu'],
    intraOpNumThreads: threads,
    graphOptimizationLevel: 'all',
    enableCpuMemArena: true,
    enableMemPattern: false,
    logSeverityLevel: 4,
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

async function createSession(
  path: string,
  options: ort.InferenceSession.SessionOptions,
): Promise<ort.InferenceSession> {
  try {
    return await ort.InferenceSession.create(path, options);
  } catch (error) {
    throw new EngineError({ code: 'graph-unreadable', path, cause: causeOf(error) });
  }
}

function toRuntime(tensors: Tensors): Record<string, ort.Tensor> {
  return Object.fromEntries(
    Object.entries(tensors).map(([name, { type, data, dims }]) => [name, new ort.Tensor(type, data, dims)]),
  );
}

function fromRuntime(tensors: ort.InferenceSession.ReturnType): Tensors {
  return Object.fromEntries(Object.entries(tensors).map(([name, value]) => [name, asTensor(name, value)]));
}

function asTensor(name: string, { type, data, dims }: ort.OnnxValue): Tensor {
  if (!isKnownType(type) || Array.isArray(data)) throw new TypeError(`output ${name} is of type ${type}`);
  return { type, dims, data: data as Tensor['data'] };
}

function isKnownType(type: string): type is TensorType {
  return ['float32', 'float16', 'int64', 'int32', 'uint8', 'int8', 'bool'].includes(type);
}
