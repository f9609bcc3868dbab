import type { Action } from '../action.ts';
import { evidenceActions } from './evidence.ts';
import { segmentActions } from './segments.ts';

export const timelineActions: readonly Action[] = [...segmentActions, ...evidenceActions];
