import type { Action } from '../action.ts';

export const libraryActions: readonly Action[] = [];
