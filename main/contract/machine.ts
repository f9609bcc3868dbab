/** This machine: its models, what it lacks, and what it keeps that can be made again. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { Finding } from '../document/finding.ts';
import type { Problem } from '../document/problem.ts';
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

export const PRECISIONS = ['fp32', 'fp16', 'int8', 'int4'] as const;
/** How a model's matrices are stored; the smaller, the quicker and the farther from the checkpoint's own answers. */
export type ModelPrecision = (typeof PRECISIONS)[number];

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
  /** Only one of a person's own; by its folder's name where it is damaged. */
  removeModel: call.input(z.strictObject({ id: z.string().min(1).max(255) })).output(type<null>()),
  /** Starts the engine to see that it can, so it takes a moment. */
  examine: call.output(type<readonly Finding[]>()),
  cache: call.output(type<CacheState>()),
  clearCache: call.output(type<CacheState>()),
} as const;
