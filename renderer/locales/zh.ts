/** Chinese, simplified. A file for each area of the window. */
import type { Messages } from './en.ts';
import { actions } from './zh/actions.ts';
import { datasets } from './zh/datasets.ts';
import { desktop } from './zh/desktop.ts';
import { findings } from './zh/findings.ts';
import { formats } from './zh/formats.ts';
import { library } from './zh/library.ts';
import { measures } from './zh/measures.ts';
import { models } from './zh/models.ts';
import { problems } from './zh/problems.ts';
import { recipes } from './zh/recipes.ts';
import { review } from './zh/review.ts';
import { runs } from './zh/runs.ts';
import { search } from './zh/search.ts';
import { settings } from './zh/settings.ts';
import { shell } from './zh/shell.ts';
import { stage } from './zh/stage.ts';
import { start } from './zh/start.ts';
import { texts } from './zh/texts.ts';
import { timeline } from './zh/timeline.ts';
import { words } from './zh/words.ts';

export const zh: Messages = {
  actions,
  datasets,
  desktop,
  findings,
  formats,
  library,
  measures,
  models,
  problems,
  recipes,
  review,
  runs,
  search,
  settings,
  shell,
  stage,
  start,
  texts,
  timeline,
  words,
};
