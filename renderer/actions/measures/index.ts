import type { Action } from '../action.ts';

export const measuresActions: readonly Action[] = [];
