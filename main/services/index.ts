/** What the faces of the program may call, and the words they need for it. */
export { RUN_POLICIES } from '../document/observations.ts';
export type { RunPolicy } from '../document/observations.ts';
export { ProblemError, sentence } from '../document/problem.ts';
export type { Problem } from '../document/problem.ts';
export { ROLES } from '../document/records.ts';
export type { Role } from '../document/records.ts';
export type { Step } from '../document/edit.ts';
export type { Question } from '../document/question.ts';
export { faultSentence } from '../document/problems/recipe.ts';
export { checkRecipe } from '../document/recipe-check/check.ts';
export type { Recipe } from '../document/recipe.ts';
export { clockFromUs, usFromSeconds } from '../document/time.ts';
export type { Span } from '../document/time.ts';
export { STATUSES } from '../document/status.ts';
export type { Status } from '../document/status.ts';
export { findFfmpeg } from '../media/index.ts';
export { collectClips } from './batch/collect.ts';
export type { CollectedClips } from './batch/collect.ts';
export { writeFrames } from './batch/frames-png.ts';
export { openLedger } from './batch/ledger.ts';
export { POLICIES } from './batch/plan.ts';
export type { BatchEvent, Policy } from './batch/plan.ts';
export { parseQuestions } from './batch/questions.ts';
export { runBatch } from './batch/run.ts';
export { Sidecars } from './batch/sidecar.ts';
export { parseWorkList } from './batch/work-list.ts';
export { CAPTION_PROMPT } from './drafting/ask-form.ts';
export { DECIDED, exportTexts } from './datasets/export.ts';
export { listFormats } from './datasets/formats-list.ts';
export type { FormatDescription } from './datasets/formats-list.ts';
export { importTexts } from './datasets/import.ts';
export type { ImportReport } from './datasets/import-report.ts';
export { MATCHES } from './datasets/match-videos.ts';
export type { MatchBy } from './datasets/match-videos.ts';
export { sourcesOf } from './datasets/sources.ts';
export { IMPORTS_AS } from './datasets/texts-of.ts';
export type { ImportAs } from './datasets/texts-of.ts';
export type { Draft } from './drafting/draft.ts';
export { startDrafter } from './drafting/drafter.ts';
export type { Drafter, SamplingPlan, Shown } from './drafting/drafter.ts';
export { readModelFiles } from './drafting/model-files.ts';
export { readView } from './drafting/view.ts';
export type { View } from './drafting/view.ts';
export { examine } from './doctor/examine.ts';
export type { Finding } from './doctor/examine.ts';
export { addVideos } from './library/add-videos.ts';
export type { Added } from './library/add-videos.ts';
export { countWithVideos, excludeVideos, removeVideos } from './library/change-videos.ts';
export type { RecordCounts } from './library/change-videos.ts';
export { readFingerprint } from './library/fingerprint.ts';
export { mapRoot } from './library/map-root.ts';
export { findAbsent } from './library/missing.ts';
export { observeVideos } from './library/observe.ts';
export type { Observed } from './library/observe.ts';
export { relink } from './library/relink.ts';
export type { Relinked } from './library/relink.ts';
export { wantedVideos } from './library/wanted-videos.ts';
export { readStats } from './measures/stats.ts';
export type { BalanceReport, GroupReport, StatsReport } from './measures/report.ts';
export { chooseModel, isDamaged, listModels } from './models/find.ts';
export type { DamagedModel, Model } from './models/find.ts';
export { verifyFiles } from './models/verify.ts';
export { PROGRAM_FOLDER, PROGRAM_VERSION } from './program.ts';
export { assignItems } from './project/assign.ts';
export type { Assigned } from './project/assign.ts';
export { readGuidelines, setGuidelines } from './project/guidelines.ts';
export { historiesOf } from './project/history.ts';
export type { ItemEvent, ItemHistory } from './project/history.ts';
export { readInfo } from './project/info.ts';
export type { ProjectInfo } from './project/info.ts';
export type { MergeConflict } from './project/merge/conflict.ts';
export { mergeProject } from './project/merge/merge.ts';
export type { Merged } from './project/merge/merge.ts';
export { newProject } from './project/new-project.ts';
export {
  actorIn,
  addPerson,
  becomePerson,
  changePerson,
  findPerson,
  listPeople,
  personHereIn,
} from './project/people.ts';
export { readPersonHere, writePersonHere } from './project/person-file.ts';
export { wantedItems } from './project/wanted-items.ts';
export type { Forecast } from './runs/forecast.ts';
export type { RunEvent } from './runs/run-event.ts';
export { prepareRun, resumeRun, retryRun } from './runs/start.ts';
export type { ReadyRun } from './runs/start.ts';
export { cancelRun, listRuns, pauseRun, showRun, unpauseRun } from './runs/tell.ts';
export type { RunSummary } from './runs/tell.ts';
export type { ExportReport } from '../formats/index.ts';
export { findRecipe, listRecipes, readRecipe, writeRecipe } from './recipes/find.ts';
export { runDemo } from './samples/demo.ts';
export type { Demonstration, Verdict } from './samples/demo.ts';
export { SHIPPED_SAMPLES } from './samples/ground-truth.ts';
export { openProject } from '../store/index.ts';
export type { ProjectStore } from '../store/index.ts';
