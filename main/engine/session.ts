/**
 * What a graph that is opened does, wherever it runs, and the tensors it takes and gives. Knows no runtime.
 */
import type { Device } from './device.ts';
import type { Tensor } from './tensor.ts';

export type Tensors = Readonly<Record<string, Tensor>>;

/** A tensor that stays where it was computed. Only sessions of the same device can read it. */
export interface DeviceTensor {
  readonly dims: readonly number[];
  /** What the sessions of its device know it by. */
  readonly held: unknown;
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
