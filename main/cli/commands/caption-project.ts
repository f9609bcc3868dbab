/** `panda caption --project`: a run of a recipe over the videos of a project, which is made if it is not there. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  actorIn,
  addVideos,
  chooseModel,
  findFfmpeg,
  newProject,
  openProject,
  prepareRun,
  sentence,
  startDrafter,
} from '../../services/index.ts';
import type { ProjectRecipe, ProjectStore, Recipe, RunPolicy, SamplingPlan } from '../../services/index.ts';
import { EXIT } from '../exit-code.ts';
import { engineOf, samplingOf } from '../options.ts';
import type { ModelOptions, WritingOptions } from '../options.ts';
import { reportRun } from '../run-report.ts';
import { stopOnSignals } from '../stop.ts';
import { printable } from '../terminal.ts';
import { countText } from '../wording.ts';
import { offerOf } from './project/adding.ts';
import { recipeOf } from './caption-recipe.ts';
import type { RecipeOptions } from './caption-recipe.ts';

export interface ProjectCaptionOptions extends ModelOptions, WritingOptions, RecipeOptions {
  readonly project: string;
  readonly policy: RunPolicy;
  readonly only?: string;
  readonly limit?: number;
  readonly shuffle?: true;
  readonly anyway?: true;
  readonly json?: true;
  /** Whether the longest text was given, or is the option's own. */
  readonly maxTokensGiven: boolean;
}

export async function captionProject(paths: readonly string[], options: ProjectCaptionOptions): Promise<number> {
  using stop = stopOnSignals();
  const isStopped = (): boolean => stop.signal.aborted;
  const recipe = await recipeOf(options, recipesOf(options.project));
  const [model, ffmpeg] = await Promise.all([
    chooseModel(options.model ?? recipe.model ?? undefined),
    findFfmpeg({ setting: options.ffmpeg }),
  ]);
  using store = existsSync(options.project) ? openProject(options.project) : newProject(options.project);
  const named = paths.length === 0 ? null : await added(store, paths, stop.signal);
  if (isStopped()) return stop.exitCode();
  await using drafter = startDrafter({ model, ffmpeg, ...engineOf(options) });
  using ready = prepareRun(
    { store, drafter, ffmpeg },
    {
      recipe,
      model: drafter.model,
      policy: options.policy,
      named,
      only: options.only ?? null,
      limit: options.limit ?? null,
      shuffleSeed: options.shuffle ? (options.seed ?? 0) : null,
      anyway: options.anyway === true,
      sampling: samplingFor(recipe, options),
      startedBy: actorIn(store).personId,
    },
  );
  const ended = await reportRun(ready, stop.signal, { projectPath: store.path, asJson: options.json === true });
  if (isStopped() && ended.state === 'stopped') return stop.exitCode();
  return ended.failed > 0 ? EXIT.someFailed : EXIT.done;
}

/** Read before anything is made: a recipe that cannot be followed leaves no project behind. */
function recipesOf(project: string): ProjectRecipe[] {
  if (!existsSync(project)) return [];
  using store = openProject(project, { readOnly: true });
  return [...store.all('recipe')];
}

/** What can be worked on of what was named; the rest is said. */
async function added(store: ProjectStore, paths: readonly string[], signal: AbortSignal): Promise<readonly string[]> {
  const named = paths.map((path) => resolve(path));
  const found = await addVideos(store, { named, actor: actorIn(store), signal });
  const { added: count, known, problems } = found;
  for (const { problem } of problems) process.stderr.write(`${printable(sentence(problem))}\n`);
  if (count > 0) {
    process.stderr.write(`Added ${countText(count, 'video')} to ${printable(store.path)} (${known} were there).\n`);
    for (const line of offerOf(store, found)) process.stderr.write(`${printable(line)}\n`);
  }
  const unusable = new Set(problems.map(({ path }) => resolve(path)));
  return named.filter((path) => !unusable.has(path));
}

/** The recipe's, but for what the command says otherwise. */
function samplingFor({ sampling }: Recipe, options: ProjectCaptionOptions): SamplingPlan {
  const { maxTokens, maxTokensGiven, seed, shuffle, temperature, topK, topP } = options;
  const samples = [temperature, topP, topK, shuffle ? undefined : seed].some((value) => value !== undefined);
  if (samples) return samplingOf(options);
  return maxTokensGiven ? { ...sampling, maxNewTokens: maxTokens } : sampling;
}
