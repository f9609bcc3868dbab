/** This machine: its models, what it lacks, and what it keeps that can be made again. */
import { type } from '@orpc/contract';
import { z } from 'zod';
import type { Finding } from '../document/finding.ts';
import type { Problem } from '../document/problem.ts';
import { call } from './call.ts';

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

export const machine = {
  models: call.output(type<readonly ModelRow[]>()),
  /** Where a person puts models of their own. */
  modelsFolder: call.output(type<string>()),
  chooseModel: call.input(z.strictObject({ id: z.string().min(1).max(64) })).output(type<null>()),
  /** Reads every byte of it, and tells what is not as the manifest says; null: all is. */
  verifyModel: call.input(z.strictObject({ id: z.string().min(1).max(64) })).output(type<Problem | null>()),
  /** Starts the engine to see that it can, so it takes a moment. */
  examine: call.output(type<readonly Finding[]>()),
  cache: call.output(type<CacheState>()),
  clearCache: call.output(type<CacheState>()),
} as const;
