import type { Action } from '../action.ts';

export const runsActions: readonly Action[] = [];
