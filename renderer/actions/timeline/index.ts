import type { Action } from '../action.ts';
import { segmentActions } from './segments.ts';

export const timelineActions: readonly Action[] = segmentActions;
