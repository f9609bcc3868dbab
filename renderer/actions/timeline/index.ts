import type { Action } from '../action.ts';

export const timelineActions: readonly Action[] = [];
