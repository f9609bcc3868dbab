/** One video, or one segment of it, shown to the model: what every text about it has in common. Plain data. */
import type { LanguageScores } from '../../document/checks/language.ts';
import type { Run } from '../../document/observations.ts';
import type { Item, Segment, Video } from '../../document/records.ts';
import type { TemplateSubject } from '../../document/templates/variables.ts';
import type { Priority } from '../../engine/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Drafter, SamplingPlan, Shown } from '../drafting/drafter.ts';
import type { AnswerPool } from './answer-pool.ts';
import type { Held } from './held.ts';
import type { WrittenText } from './outcome.ts';
import { writeText } from './write-text.ts';
import type { Asked, Written } from './write-text.ts';

export interface Target {
  readonly store: Pick<ProjectStore, 'newId'>;
  readonly drafter: Drafter;
  readonly run: Run;
  readonly recipe: { readonly name: string; readonly hash: string };
  readonly answerPool: AnswerPool;
  /** Null: languages are told by their scripts alone. */
  readonly languageScores: LanguageScores | null;
  readonly video: Video;
  /** Null: the whole video. */
  readonly segment: Segment | null;
  /** Its number among the run's, from 0, for what is to be spread evenly over them. */
  readonly ordinal: number;
  readonly held: Held;
  readonly priority: Priority;
  readonly shown: Shown;
  /** What templates say of it, with the texts that there are until now. */
  readonly subject: TemplateSubject;
}

/** What one wish of the recipe came to. */
export interface Granted {
  readonly texts: readonly WrittenText[];
  /** Proposals of earlier runs that these replace. */
  readonly replaced?: readonly Item[];
  readonly tokens: number;
}

export const NOTHING: Granted = { texts: [], tokens: 0 };

/** `already`: how many suggestions there are, so that a further one is not the same again. */
export function ask(target: Target, asked: Asked, already: number, signal: AbortSignal): Promise<Written> {
  const { drafter, priority, run, shown } = target;
  const sampling = samplingFor(run, already);
  return writeText(asked, { drafter, shown, sampling, doubt: run.recipe.doubt, priority }, signal);
}

function samplingFor({ sampling }: Run, already: number): SamplingPlan {
  return sampling.kind === 'sample' ? { ...sampling, seed: sampling.seed + already } : sampling;
}
