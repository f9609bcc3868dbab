import type { Action } from '../action.ts';

export const textsActions: readonly Action[] = [];
