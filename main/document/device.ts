/** What of a machine a model can run on, and what was found out about each. Knows neither the machine nor how it was measured. */

export const DEVICES = ['cpu', 'cuda', 'webgpu', 'directml', 'coreml'] as const;
export type Device = (typeof DEVICES)[number];

/** `auto`: what was measured to be the fastest of those that are right. */
export const DEVICE_SETTINGS = ['auto', ...DEVICES] as const;
export type DeviceSetting = (typeof DEVICE_SETTINGS)[number];

/** As their makers write them; no language translates them. */
export const DEVICE_NAMES: Readonly<Record<Device, string>> = {
  cpu: 'CPU',
  cuda: 'CUDA',
  webgpu: 'WebGPU',
  directml: 'DirectML',
  coreml: 'CoreML',
};

/** Where the two parts of a model run. */
export interface Placement {
  readonly stab: Device;
  readonly decoder: Device;
}

/** One model on one device; null: that part does not run there. */
export interface DeviceMeasure {
  readonly device: Device;
  /** The vision part, for one clip. */
  readonly stabMs: number | null;
  /** Relative L2 of its visual tokens against the CPU's. */
  readonly stabError: number | null;
  readonly promptTokensPerSecond: number | null;
  readonly textTokensPerSecond: number | null;
  /** Relative L2 of the logits against the CPU's. */
  readonly logitsError: number | null;
  /** Why a part does not run there, as the runtime said it; null: all that was tried runs. */
  readonly cause: string | null;
}

export interface DeviceReport {
  readonly model: string;
  readonly measures: readonly DeviceMeasure[];
  readonly chosen: Placement;
  /** The largest error with which a device is still used. */
  readonly tolerance: number;
}
