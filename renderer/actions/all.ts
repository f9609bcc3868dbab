/** Every action, in the order in which they are asked for a key: those of the panels before those of the shell. */
import type { Action } from './action.ts';
import { datasetsActions } from './datasets/index.ts';
import { desktopActions } from './desktop/index.ts';
import { libraryActions } from './library/index.ts';
import { measuresActions } from './measures/index.ts';
import { modelsActions } from './models/index.ts';
import { recipesActions } from './recipes/index.ts';
import { reviewActions } from './review/index.ts';
import { runsActions } from './runs/index.ts';
import { shellActions } from './shell/index.ts';
import { stageActions } from './stage/index.ts';
import { textsActions } from './texts/index.ts';
import { timelineActions } from './timeline/index.ts';

export const allActions: readonly Action[] = [
  ...reviewActions,
  ...textsActions,
  ...timelineActions,
  ...stageActions,
  ...libraryActions,
  ...runsActions,
  ...recipesActions,
  ...measuresActions,
  ...datasetsActions,
  ...modelsActions,
  ...shellActions,
  ...desktopActions,
];
