import type { Action } from '../action.ts';

export const recipesActions: readonly Action[] = [];
