/** Korean. A file for each area of the window. */
import type { Messages } from './en.ts';
import { actions } from './ko/actions.ts';
import { datasets } from './ko/datasets.ts';
import { desktop } from './ko/desktop.ts';
import { findings } from './ko/findings.ts';
import { formats } from './ko/formats.ts';
import { library } from './ko/library.ts';
import { measures } from './ko/measures.ts';
import { models } from './ko/models.ts';
import { problems } from './ko/problems.ts';
import { recipes } from './ko/recipes.ts';
import { review } from './ko/review.ts';
import { runs } from './ko/runs.ts';
import { search } from './ko/search.ts';
import { settings } from './ko/settings.ts';
import { shell } from './ko/shell.ts';
import { stage } from './ko/stage.ts';
import { start } from './ko/start.ts';
import { texts } from './ko/texts.ts';
import { timeline } from './ko/timeline.ts';
import { words } from './ko/words.ts';

export const ko: Messages = {
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
