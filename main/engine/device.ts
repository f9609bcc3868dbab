/**
 * Where a graph runs, by the name a person knows it by, and what onnxruntime calls it. Knows no graph and no machine.
 */
import type { InferenceSession } from 'onnxruntime-node';

export type Device = 'cpu' | 'cuda' | 'webgpu' | 'directml' | 'coreml';

/** The execution provider. Everything that it has no operator for runs on the processor. */
export function providersOf(device: Device): readonly InferenceSession.ExecutionProviderConfig[] {
  return device === 'cpu' ? ['cpu'] : [{ name: device === 'directml' ? 'dml' : device }, 'cpu'];
}

/** What the engine did by itself because a device could not do what was asked. Nothing was lost; a person is told. */
export type EngineNotice =
  /** What ran there runs on the processor from now on. `cause`: what the runtime said. */
  | { readonly code: 'device-left'; readonly device: Device; readonly path: string; readonly cause: string }
  /** There was too little memory: a prompt is read in smaller pieces from now on. */
  | { readonly code: 'chunk-halved'; readonly device: Device; readonly chunkTokens: number }
  /** There was too little memory: fewer texts are written together from now on. */
  | { readonly code: 'batch-halved'; readonly device: Device; readonly batchSize: number };

/**
 * Whether a device or the processor had no memory left, by what the runtime said: onnxruntime's own allocators, C++, CUDA,
 * DirectX, Vulkan and Dawn each have their own words. Dawn tells the log that there is no memory, and whoever asked only that
 * the buffer "is invalid"; a tensor beyond its largest buffer is refused by size, or split into more buffers than fit.
 */
export function isOutOfMemory(cause: string): boolean {
  return /out of (device |host |gpu )?memory|out_of_(device_|host_)?memory|failed to allocate|bad[ _]alloc|not enough memory|available memory of \d+ is smaller|invalid buffer .*due to a previous error|exceeds the max buffer size|too many storage buffers/i.test(
    cause,
  );
}
