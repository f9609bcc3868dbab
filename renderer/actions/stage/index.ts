import type { Action } from '../action.ts';

export const stageActions: readonly Action[] = [];
