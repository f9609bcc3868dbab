/** English: the language that defines which texts there are. A file for each area of the window. */
import { actions } from './en/actions.ts';
import { datasets } from './en/datasets.ts';
import { desktop } from './en/desktop.ts';
import { findings } from './en/findings.ts';
import { formats } from './en/formats.ts';
import { library } from './en/library.ts';
import { measures } from './en/measures.ts';
import { models } from './en/models.ts';
import { problems } from './en/problems.ts';
import { recipes } from './en/recipes.ts';
import { review } from './en/review.ts';
import { runs } from './en/runs.ts';
import { search } from './en/search.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { stage } from './en/stage.ts';
import { start } from './en/start.ts';
import { texts } from './en/texts.ts';
import { timeline } from './en/timeline.ts';
import { words } from './en/words.ts';

export const en = {
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

export type Messages = typeof en;
