/**
 * What can be expected to go wrong, as data, and the one sentence a person reads about it: a file for each part of the
 * program in problems/. Anything else that is thrown is a defect of the program. Knows neither how a problem was found nor
 * where it is shown.
 */
import { datasetSentences } from './problems/dataset.ts';
import type { DatasetProblem } from './problems/dataset.ts';
import { engineSentences } from './problems/engine.ts';
import type { EngineProblem } from './problems/engine.ts';
import { evaluationSentences } from './problems/evaluation.ts';
import type { EvaluationProblem } from './problems/evaluation.ts';
import { hostSentences } from './problems/host.ts';
import type { HostProblem } from './problems/host.ts';
import { inputSentences } from './problems/input.ts';
import type { InputProblem } from './problems/input.ts';
import { librarySentences } from './problems/library.ts';
import type { LibraryProblem } from './problems/library.ts';
import { mediaSentences } from './problems/media.ts';
import type { MediaProblem } from './problems/media.ts';
import { modelSentences } from './problems/model.ts';
import type { ModelProblem } from './problems/model.ts';
import { outputSentences } from './problems/output.ts';
import type { OutputProblem } from './problems/output.ts';
import { projectSentences } from './problems/project.ts';
import type { EditConflict, ProjectProblem } from './problems/project.ts';
import { querySentences } from './problems/query.ts';
import type { QueryProblem } from './problems/query.ts';
import { recipeSentences } from './problems/recipe.ts';
import type { RecipeProblem } from './problems/recipe.ts';
import { reviewSentences } from './problems/review.ts';
import type { ReviewProblem } from './problems/review.ts';
import { runSentences } from './problems/run.ts';
import type { RunProblem } from './problems/run.ts';
import type { Sentences } from './problems/sentences.ts';
import { windowSentences } from './problems/window.ts';
import type { WindowProblem } from './problems/window.ts';

export type {
  EditConflict,
  EngineProblem,
  HostProblem,
  InputProblem,
  LibraryProblem,
  MediaProblem,
  ModelProblem,
  OutputProblem,
  ProjectProblem,
  QueryProblem,
};
/** `cause` is what the tool or the system said, cut to one line. */
export type Problem =
  | DatasetProblem
  | EngineProblem
  | EvaluationProblem
  | HostProblem
  | InputProblem
  | LibraryProblem
  | MediaProblem
  | ModelProblem
  | OutputProblem
  | ProjectProblem
  | QueryProblem
  | RecipeProblem
  | ReviewProblem
  | RunProblem
  | WindowProblem;

/** In English, without a line break; those for the window's other languages are its own. */
export const sentences: Sentences<Problem> = {
  ...mediaSentences,
  ...modelSentences,
  ...hostSentences,
  ...inputSentences,
  ...outputSentences,
  ...recipeSentences,
  ...runSentences,
  ...windowSentences,
  ...librarySentences,
  ...projectSentences,
  ...querySentences,
  ...reviewSentences,
  ...engineSentences,
  ...datasetSentences,
  ...evaluationSentences,
};

/** What happened, to which file, and what to do about it; in English, without a line break. */
export function sentence(problem: Problem): string {
  const say = sentences[problem.code] as (problem: Problem) => string;
  return say(problem);
}

/** Carries a problem through code that throws. */
export class ProblemError extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(sentence(problem));
    this.name = 'ProblemError';
    this.problem = problem;
  }
}
