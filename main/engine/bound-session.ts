/**
 * A session whose outputs stay on a device that onnxruntime-node cannot keep them on, CUDA: the runtime's IoBinding, through its C
 * API. The same graphs, the same interface as sessions.ts; runs are synchronous, as they are there. Knows no graph's meaning.
 */
import { dirname } from 'node:path';
import koffi from 'koffi';
import { theCApi, type CApi, type Pointer } from './c-api.ts';
import { causeOf, EngineError } from './problem.ts';
import { isOnDevice, type AnyTensor, type GraphSource, type Session } from './session.ts';
import type { Tensor, TensorType } from './tensor.ts';

/** A tensor that lies where the runtime put it. */
export class BoundTensor {
  readonly pointer: Pointer;

  constructor(pointer: Pointer) {
    this.pointer = pointer;
  }
}

interface BoundOptions {
  readonly threads: number;
  /** `cpu` keeps them out of reach in host memory: how this is tested where there is no CUDA. */
  readonly device: 'cuda' | 'cpu';
  readonly kept: readonly string[];
}

/** OrtLoggingLevel, GraphOptimizationLevel, OrtAllocatorType and OrtMemType of the header. */
const fatal = 4;
const allOptimizations = 99;
const deviceAllocator = 0;
const defaultMemory = 0;

/** ONNXTensorElementDataType of the header, and what of C lies there. */
const elements: readonly (readonly [TensorType, code: number, c: string])[] = [
  ['float32', 1, 'float'],
  ['uint8', 2, 'uint8_t'],
  ['int8', 3, 'int8_t'],
  ['int32', 6, 'int32_t'],
  ['int64', 7, 'int64_t'],
  ['bool', 9, 'uint8_t'],
  ['float16', 10, 'uint16_t'],
];

let env: Pointer | undefined;

export function openBoundSession(source: GraphSource, options: BoundOptions): Session {
  const path = typeof source === 'string' ? source : source.path;
  const during = <Result>(code: 'graph-unreadable' | 'graph-failed', work: () => Result): Result => {
    try {
      return work();
    } catch (error) {
      throw new EngineError({ code, path, cause: causeOf(error) });
    }
  };
  const { api, session, host, kept } = during('graph-unreadable', () => {
    const opened = theCApi();
    return { api: opened, session: createSession(opened, source, options), ...memoriesOf(opened, options.device) };
  });
  const inputs = Array.from({ length: api.countInputs(session) }, (_, index) => api.inputName(session, index));
  const outputs = Array.from({ length: api.countOutputs(session) }, (_, index) => {
    const name = api.outputName(session, index);
    return { name, stays: options.kept.includes(name) };
  });

  function run(given: Readonly<Record<string, AnyTensor>>): Record<string, AnyTensor> {
    const binding = api.createBinding(session);
    const wrapped: Pointer[] = [];
    try {
      for (const [name, tensor] of Object.entries(given)) {
        if (isOnDevice(tensor)) {
          api.bindInput(binding, name, pointerOf(tensor.held));
          continue;
        }
        const value = wrap(api, host, tensor);
        wrapped.push(value);
        api.bindInput(binding, name, value);
      }
      for (const { name, stays } of outputs) api.bindOutput(binding, name, stays ? kept : host);
      api.syncInputs(binding);
      api.run(session, null, binding);
      api.syncOutputs(binding);
      const values = api.outputs(binding);
      return Object.fromEntries(
        outputs.map(({ name, stays }, index) => {
          const value = values[index] ?? 0n;
          return [name, stays ? staying(api, value) : copied(api, value)];
        }),
      );
    } finally {
      for (const value of wrapped) api.releaseValue(value);
      api.releaseBinding(binding);
    }
  }

  return {
    path,
    inputDims: (name) => {
      const index = inputs.indexOf(name);
      if (index < 0) return undefined;
      const type = api.inputType(session, index);
      const info = api.tensorInfo(type);
      const [dims, axes] = [api.dims(info), api.axes(info)];
      api.releaseType(type);
      return dims.map((size, axis) => (size < 0 ? (axes[axis] ?? '') : size));
    },
    run: (given) => Promise.resolve().then(() => during('graph-failed', () => run(given))),
    release: () => {
      api.releaseSession(session);
      for (const memory of [host, kept]) api.releaseMemory(memory);
      return Promise.resolve();
    },
  };
}

function createSession(api: CApi, source: GraphSource, { device, threads }: BoundOptions): Pointer {
  env ??= api.createEnv(fatal, 'panda');
  const options = api.createSessionOptions();
  try {
    api.setLogLevel(options, fatal);
    api.setOptimization(options, allOptimizations);
    api.setThreads(options, threads);
    api.disableMemoryPattern(options);
    if (device === 'cuda') {
      const cuda = api.createCudaOptions();
      try {
        api.appendCuda(options, cuda);
      } finally {
        api.releaseCudaOptions(cuda);
      }
    }
    if (typeof source === 'string') return api.createSession(env, source, options);
    api.addConfig(options, 'session.model_external_initializers_file_folder_path', dirname(source.path));
    return api.createSessionOf(env, source.bytes, source.bytes.length, options);
  } finally {
    api.releaseSessionOptions(options);
  }
}

function memoriesOf(api: CApi, device: BoundOptions['device']): { host: Pointer; kept: Pointer } {
  const newHost = (): Pointer => api.hostMemory(deviceAllocator, defaultMemory);
  const kept = device === 'cuda' ? api.memoryOf('Cuda', deviceAllocator, 0, defaultMemory) : newHost();
  return { host: newHost(), kept };
}

/** Not copied: the tensor has to live until the run is over. */
function wrap(api: CApi, host: Pointer, { data, dims, type }: Tensor): Pointer {
  const code = elements.find(([name]) => name === type)?.[1] ?? 0;
  return api.wrap(host, koffi.address(data), data.byteLength, BigInt64Array.from(dims, BigInt), dims.length, code);
}

function staying(api: CApi, value: Pointer): AnyTensor {
  const info = api.valueInfo(value);
  const dims = api.dims(info);
  api.releaseInfo(info);
  return { dims, held: new BoundTensor(value), release: () => api.releaseValue(value) };
}

/** Into memory of our own; the runtime's is given back. */
function copied(api: CApi, value: Pointer): Tensor {
  const info = api.valueInfo(value);
  try {
    const code = api.elementType(info);
    const [type, , c] = elements.find(([, known]) => known === code) ?? [];
    if (type === undefined || c === undefined) throw new TypeError(`an output is of element type ${code}`);
    return {
      type,
      dims: api.dims(info),
      data: koffi.decode(api.dataOf(value), c, api.countElements(info)) as Tensor['data'],
    };
  } finally {
    api.releaseInfo(info);
    api.releaseValue(value);
  }
}

function pointerOf(held: unknown): Pointer {
  if (held instanceof BoundTensor) return held.pointer;
  throw new TypeError('the tensor lies on another device');
}
