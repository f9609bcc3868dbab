import type { Action } from '../action.ts';

export const modelsActions: readonly Action[] = [];
