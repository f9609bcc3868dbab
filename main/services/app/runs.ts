/** Runs over the videos of the open project. */
import type { RunPlan } from '../../contract/runs.ts';
import type { RunEvent } from '../../contract/run-event.ts';
import type { RunId } from '../../document/ids.ts';
import type { RunItem } from '../../document/observations.ts';
import type { Drafter } from '../drafting/drafter.ts';
import { findStopped, findRun } from '../runs/begin.ts';
import { forecast, isVideoDue } from '../runs/forecast.ts';
import type { RunRequest } from '../runs/request.ts';
import { selectVideos } from '../runs/select-videos.ts';
import { prepareRun, resumeRun, retryRun } from '../runs/start.ts';
import type { ReadyRun, RunSetting } from '../runs/start.ts';
import { cancelRun, listRuns, pauseRun, runUnderWay, showRun, unpauseRun } from '../runs/tell.ts';
import { redoRun, textsToUndo, undoRun } from '../runs/undo.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Base } from './base.ts';
import { actorOf, personOf } from './context.ts';
import type { Desk } from './context.ts';
import { followRun } from './follow-run.ts';
import { videoNameOf } from './item-rows.ts';
import { LiveRun } from './live-run.ts';
import type { OpenedProject } from './opened-project.ts';
import { recipeNamed } from './recipe-rows.ts';

export function runsPart({ runs: base }: Base, desk: Desk) {
  const store = (): ProjectStore => desk.project.store;

  return base.router({
    list: base.list.handler(() => listRuns(store())),
    get: base.get.handler(({ input }) => showRun(store(), input.runId)),
    underWay: base.underWay.handler(() => runUnderWay(store())),
    items: base.items.handler(({ input }) => {
      const { cause, from, limit, state } = input;
      const { id } = findRun(store(), input.runId);
      const wanted = store()
        .runSums(id)
        .filter((sum) => (state === null || sum.state === state) && (cause === null || sum.cause === cause));
      const page = { ...(state && { state }), ...(cause && { cause }), skip: from, limit };
      const rows = store()
        .runItems(id, page)
        .map((item) => rowOf(store(), item));
      return { rows, total: wanted.reduce((sum, { videos }) => sum + videos, 0) };
    }),
    forecast: base.forecast.handler(async ({ input, context }) => {
      const { drafter, request } = await requestOf(input, personOf(desk, context).id);
      const videoIds = selectVideos(store(), request, (id) => input.limit === null || isVideoDue(store(), request, id));
      const resumes = findStopped(store(), request)?.id ?? null;
      return { forecast: forecast(store(), request, videoIds), model: drafter.model, resumes };
    }),

    start: base.start.handler(async ({ input, context, signal }) => {
      const { project } = desk;
      const { drafter, request } = await requestOf(input, actorOf(desk, context).personId);
      return begin(project, prepareRun(settingOf(project, drafter), request), signal);
    }),
    follow: base.follow.handler(({ input, signal }) => follow(desk.project, input.runId, signal)),
    pause: base.pause.handler(({ input }) => {
      pauseRun(store(), input.runId);
      return null;
    }),
    resume: base.resume.handler(async ({ input, context, signal }) => {
      const { project } = desk;
      actorOf(desk, context);
      if (unpauseRun(project.store, input.runId)) return follow(project, input.runId, signal);
      const setting = settingOf(project, await drafterFor(project.store, input.runId));
      return begin(project, resumeRun(setting, input.runId), signal);
    }),
    retry: base.retry.handler(async ({ input, context, signal }) => {
      const { project } = desk;
      actorOf(desk, context);
      const setting = settingOf(project, await drafterFor(project.store, input.runId));
      return begin(project, retryRun(setting, input.runId), signal);
    }),
    cancel: base.cancel.handler(({ input }) => {
      cancelRun(store(), input.runId);
      return null;
    }),
    toUndo: base.toUndo.handler(({ input }) => textsToUndo(store(), input.runId)),
    undo: base.undo.handler(({ input, context }) => undoRun(store(), input.runId, actorOf(desk, context).personId)),
    redo: base.redo.handler(({ input, context }) => redoRun(store(), input.runId, actorOf(desk, context).personId)),
  });

  function settingOf({ store: of }: OpenedProject, drafter: Drafter): RunSetting {
    return { store: of, drafter, ffmpeg: desk.ffmpeg };
  }

  async function requestOf(
    { recipe: name, ...plan }: RunPlan,
    startedBy: RunRequest['startedBy'],
  ): Promise<{ drafter: Drafter; request: RunRequest }> {
    const recipe = await recipeNamed(store(), name);
    const drafter = await desk.drafters.get(plan.model ?? recipe.model);
    desk.home.choices.change((choices) => ({ ...choices, recipe: name }));
    const { anyway, limit, policy, query, shuffleSeed } = plan;
    const which = { named: null, only: query.trim() === '' ? null : query, limit, shuffleSeed };
    const how = { recipe, model: drafter.model, policy, anyway, sampling: recipe.sampling };
    return { drafter, request: { ...how, ...which, startedBy } };
  }

  /** The model that it was begun with, where that is still there. */
  async function drafterFor(of: ProjectStore, runId: RunId): Promise<Drafter> {
    return desk.drafters.get(findRun(of, runId).model.id);
  }
}

function begin(
  project: OpenedProject,
  ready: ReadyRun,
  signal: AbortSignal | undefined,
): AsyncGenerator<RunEvent, void> {
  const run = new LiveRun(ready);
  project.run = run;
  return project.holdStream(run.follow(project.signalWith(signal)));
}

function follow(project: OpenedProject, runId: RunId, signal: AbortSignal | undefined): AsyncGenerator<RunEvent, void> {
  const ended = project.signalWith(signal);
  const isOurs = project.run?.runId === runId && !project.run.isOver;
  return project.holdStream(isOurs && project.run ? project.run.follow(ended) : followRun(project.store, runId, ended));
}

function rowOf(store: ProjectStore, item: RunItem) {
  return { item, videoName: videoNameOf(store, item.videoId) };
}
