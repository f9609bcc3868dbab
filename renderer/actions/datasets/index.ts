import type { Action } from '../action.ts';

export const datasetsActions: readonly Action[] = [];
