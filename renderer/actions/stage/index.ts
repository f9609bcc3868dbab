import type { Action } from '../action.ts';
import { playActions } from './play.ts';

export const stageActions: readonly Action[] = playActions;
