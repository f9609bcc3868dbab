/** What can be done on every screen. */
import type { Action } from '../action.ts';
import { goActions } from './go.ts';
import { projectActions } from './project.ts';
import { viewActions } from './view.ts';

export const shellActions: readonly Action[] = [...projectActions, ...viewActions, ...goActions];
