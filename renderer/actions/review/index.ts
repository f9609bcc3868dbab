import type { Action } from '../action.ts';

export const reviewActions: readonly Action[] = [];
