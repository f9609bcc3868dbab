/** How good the texts are and what the work costs: `panda stats` for the window. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { StatsReport } from '../document/measures/stats-report.ts';
import { call, query } from './call.ts';

export type StatsEvent =
  | { readonly event: 'progress'; readonly videos: number; readonly of: number }
  | { readonly event: 'done'; readonly report: StatsReport };

export const measures = {
  /** Of the items that a query finds; empty: of all. */
  stats: call.input(z.strictObject({ query })).output(eventIterator(type<StatsEvent>())),
} as const;
