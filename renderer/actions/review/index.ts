import type { Action } from '../action.ts';
import { queueActions } from './queue.ts';

export const reviewActions: readonly Action[] = queueActions;
