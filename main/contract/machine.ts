/** This machine: its models, what it lacks, and what it keeps that can be made again. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import { DEVICE_SETTINGS } from '../document/device.ts';
import type { Device, DeviceMeasure, DeviceReport, DeviceSetting } from '../document/device.ts';
import type { Finding } from '../document/finding.ts';
import { PRECISIONS } from '../document/precision.ts';
import type { Problem } from '../document/problem.ts';
import type { DeviceProblem } from '../document/problems/engine.ts';
import { call, path } from './call.ts';

export interface ModelRow {
  /** Null where it is damaged. */
  readonly id: string | null;
  readonly name: string;
  readonly version: string | null;
  readonly folder: string;
  readonly origin: 'own' | 'shipped';
  readonly precision: string | null;
  readonly licence: string | null;
  readonly source: string | null;
  readonly weightsHash: string | null;
  readonly bytes: number | null;
  /** Why it cannot be used; null: it can. */
  readonly problem: Problem | null;
  /** It answers what is asked by hand, and in runs that say nothing else. */
  readonly isChosen: boolean;
}

/** Thumbnails, film strips, waveforms and proxies. */
export interface CacheState {
  readonly folder: string;
  readonly bytes: number;
  readonly limitBytes: number;
}

export type ModelImportEvent =
  | {
      readonly event: 'progress';
      readonly phase: 'writing' | 'comparing';
      readonly doneBytes: number;
      readonly totalBytes: number;
      readonly secondsLeft: number | null;
    }
  | {
      readonly event: 'done';
      readonly id: string;
      readonly folder: string;
      readonly bytes: number;
      /** Tensors of the checkpoint that nothing reads. */
      readonly unknown: readonly string[];
      /** What the precision cost, relative L2; null: nothing. */
      readonly error: { readonly logits: number; readonly visualTokens: number } | null;
    };

/** Where models run on this machine. */
export interface DeviceState {
  readonly setting: DeviceSetting;
  /** Those it may have; the CPU is the first. */
  readonly here: readonly Device[];
  /** Of the model that is used; null: not measured yet. */
  readonly report: DeviceReport | null;
}

export type MeasureEvent =
  | { readonly event: 'measured'; readonly measure: DeviceMeasure }
  | { readonly event: 'done'; readonly report: DeviceReport };

export type DownloadEvent =
  | { readonly event: 'progress'; readonly file: string; readonly doneBytes: number; readonly totalBytes: number }
  | { readonly event: 'done'; readonly folder: string; readonly bytes: number };

const modelId = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,63}$/);

export const machine = {
  models: call.output(type<readonly ModelRow[]>()),
  /** Where a person puts models of their own. */
  modelsFolder: call.output(type<string>()),
  chooseModel: call.input(z.strictObject({ id: z.string().min(1).max(64) })).output(type<null>()),
  /** Reads every byte of it, and tells what is not as the manifest says; null: all is. */
  verifyModel: call.input(z.strictObject({ id: z.string().min(1).max(64) })).output(type<Problem | null>()),
  /** Makes a model of a checkpoint in the official layout. Leaving the stream before its end stops it and leaves nothing. */
  importModel: call
    .input(z.strictObject({ folder: path, id: modelId, precision: z.enum(PRECISIONS), replace: z.boolean() }))
    .output(eventIterator(type<ModelImportEvent>())),
  /** Fetches a checkpoint from a hub, for `importModel`; nothing else ever does. Leaving the stream stops it; asked again, it goes on. */
  downloadModel: call
    .input(
      z.strictObject({
        base: z.url({ protocol: /^https?$/ }),
        repository: z.string().regex(/^[\w.-]{1,96}\/[\w.-]{1,96}$/),
        revision: z.string().min(1).max(200),
        subfolder: z.string().max(400).nullable(),
      }),
    )
    .output(eventIterator(type<DownloadEvent>())),
  devices: call.output(type<DeviceState>()),
  /** Counts for models that are started from now on; those that nothing works with are started anew. */
  setDevice: call.input(z.strictObject({ device: z.enum(DEVICE_SETTINGS) })).output(type<DeviceState>()),
  /** The model that is used, on each device. Leaving the stream stops it. */
  measureDevices: call.output(eventIterator(type<MeasureEvent>())),
  /** What an engine had to do by itself, until the stream is left. */
  notices: call.output(eventIterator(type<DeviceProblem>())),
  /** Only one of a person's own; by its folder's name where it is damaged. */
  removeModel: call.input(z.strictObject({ id: z.string().min(1).max(255) })).output(type<null>()),
  /** Starts the engine to see that it can, so it takes a moment. */
  examine: call.output(type<readonly Finding[]>()),
  cache: call.output(type<CacheState>()),
  clearCache: call.output(type<CacheState>()),
} as const;
