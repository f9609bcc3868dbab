/**
 * Where a model is to run: as a person says, or as was measured once on this machine and is remembered (devices.json beside
 * the models). Knows what a memory is good for; the measuring itself is measure.ts's.
 */
import { z } from 'zod';
import { DEVICE_SETTINGS, DEVICES } from '../../../document/device.ts';
import type { Device, DeviceMeasure, DeviceReport, DeviceSetting, Placement } from '../../../document/device.ts';
import type { SpawnEngine } from '../../../engine/index.ts';
import { HomeFile } from '../../app/home-file.ts';
import type { Model } from '../find.ts';
import { choosePlacement, toleranceOf } from './choose.ts';
import { describeMachine, devicesHere } from './here.ts';
import { measureDevices } from './measure.ts';

export interface PlacementPlan {
  readonly model: Model;
  /** The folder that holds `models/`. */
  readonly home: string;
  readonly spawn: SpawnEngine;
  readonly signal: AbortSignal;
  /** For tests; those of this machine where nothing is said. */
  readonly devices?: readonly Device[];
  readonly onMeasure?: (measure: DeviceMeasure) => void;
}

const device = z.enum(DEVICES);
const number = z.number().nullable();
const remembered = z.object({
  machine: z.string(),
  weightsHash: z.string(),
  chosen: z.object({ stab: device, decoder: device }),
  measures: z.array(
    z.object({
      device,
      ...{ stabMs: number, stabError: number, logitsError: number },
      ...{ promptTokensPerSecond: number, textTokensPerSecond: number },
      cause: z.string().nullable(),
    }),
  ),
});
type Remembered = z.infer<typeof remembered>;

const fileSchema = z.object({ setting: z.enum(DEVICE_SETTINGS), measured: z.array(remembered) });
type DevicesFile = z.infer<typeof fileSchema>;

/** What a person wants of every model, in the window and on the command line. */
export function readDeviceSetting(home: string): DeviceSetting {
  return fileIn(home).read().setting;
}

export function writeDeviceSetting(home: string, setting: DeviceSetting): void {
  fileIn(home).change((file) => ({ ...file, setting }));
}

/** Measures where nothing is remembered of this model on this machine as it is now. `onMeasuring`: that will take a while. */
export async function placementOf(
  setting: DeviceSetting,
  plan: PlacementPlan & { readonly onMeasuring?: (devices: readonly Device[]) => void },
): Promise<Placement> {
  if (setting !== 'auto') return { stab: setting, decoder: setting === 'directml' ? 'cpu' : setting };
  const devices = plan.devices ?? devicesHere();
  if (devices.every((one) => one === 'cpu')) return { stab: 'cpu', decoder: 'cpu' };
  const known = await rememberedOf(plan);
  if (known) return known.chosen;
  plan.onMeasuring?.(devices);
  return (await benchDevices({ ...plan, devices })).chosen;
}

/** Measures every device that is here, and remembers what is chosen. */
export async function benchDevices(plan: PlacementPlan): Promise<DeviceReport> {
  const { model, onMeasure, signal, spawn } = plan;
  const devices = plan.devices ?? devicesHere();
  const measures = await measureDevices({ folder: model.folder, devices, spawn, signal, onMeasure });
  const tolerance = toleranceOf(model.manifest.precision);
  const chosen = choosePlacement(measures, tolerance);
  await remember(plan, { chosen, measures: [...measures] });
  return { model: model.manifest.id, measures, chosen, tolerance };
}

/** What was measured; null: nothing on this machine as it is now. */
export async function readDeviceReport(plan: Pick<PlacementPlan, 'home' | 'model'>): Promise<DeviceReport | null> {
  const known = await rememberedOf(plan);
  const { id, precision } = plan.model.manifest;
  if (!known) return null;
  return { model: id, measures: known.measures, chosen: known.chosen, tolerance: toleranceOf(precision) };
}

/** A device that failed at work is not chosen again until somebody measures anew. */
export async function rememberFailure(
  plan: Pick<PlacementPlan, 'home' | 'model'>,
  { cause, device: failed }: { readonly device: Device; readonly cause: string },
): Promise<void> {
  const known = await rememberedOf(plan);
  if (!known) return;
  const besides = (one: Device): Device => (one === failed ? 'cpu' : one);
  const { chosen, measures } = known;
  await remember(plan, {
    chosen: { stab: besides(chosen.stab), decoder: besides(chosen.decoder) },
    measures: measures.map((one) => (one.device === failed ? { ...one, cause } : one)),
  });
}

async function rememberedOf({ home, model }: Pick<PlacementPlan, 'home' | 'model'>): Promise<Remembered | undefined> {
  const machine = await describeMachine();
  return fileIn(home)
    .read()
    .measured.find((one) => one.machine === machine && one.weightsHash === model.weightsHash);
}

async function remember(
  { home, model: { weightsHash } }: Pick<PlacementPlan, 'home' | 'model'>,
  found: Pick<Remembered, 'chosen' | 'measures'>,
): Promise<void> {
  const machine = await describeMachine();
  fileIn(home).change(({ measured, setting }) => ({
    setting,
    measured: [...measured.filter((one) => one.weightsHash !== weightsHash), { machine, weightsHash, ...found }],
  }));
}

function fileIn(home: string) {
  const nothing: DevicesFile = { setting: 'auto', measured: [] };
  return new HomeFile<DevicesFile>(home, { name: 'devices.json', schema: fileSchema, nothing });
}
