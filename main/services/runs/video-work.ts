/**
 * All that a run writes about one video: its file looked at, its segments found, each stage of the recipe worked through.
 * Of the project it changes only what is known of the file.
 */
import type { LanguageScores } from '../../document/checks/language.ts';
import type { SegmentId } from '../../document/ids.ts';
import type { Run, RunItem, VideoFile } from '../../document/observations.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import type { Item, Segment, Video } from '../../document/records.ts';
import type { Priority } from '../../engine/index.ts';
import { probe } from '../../media/index.ts';
import type { Ffmpeg, VideoInfo } from '../../media/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { inOrder } from '../batch/in-order.ts';
import type { Drafter, Shown } from '../drafting/drafter.ts';
import { observeVideo, pathOfVideo } from '../library/observe.ts';
import { factsOf } from '../library/read-file.ts';
import type { AnswerPool } from './answer-pool.ts';
import { grant, isDue } from './grant.ts';
import { Held } from './held.ts';
import type { Outcome, WrittenText } from './outcome.ts';
import { findSegments, segmentsThere } from './segments.ts';
import type { Stage } from './wishes.ts';

export interface Working {
  readonly store: ProjectStore;
  readonly drafter: Drafter;
  readonly ffmpeg: Ffmpeg;
  readonly run: Run;
  readonly recipe: { readonly name: string; readonly hash: string };
  readonly stages: readonly Stage[];
  readonly answerPool: AnswerPool;
  /** Null: languages are told by their scripts alone. */
  readonly languageScores: LanguageScores | null;
  /** `batch` where nothing is said. */
  readonly priority?: Priority;
  /** The only one that is written about; without it, all. */
  readonly onlySegment?: SegmentId;
  /** Called with the texts of each clip as they are written, and all segments of the video. */
  readonly onTexts?: (texts: readonly WrittenText[], segments: readonly Segment[]) => void;
}

/** Clips of one video that are decoded ahead of the one that is written about. */
const CLIPS_AHEAD = 2;

/** Throws media's problems, the model's and the engine's; on abort, whatever the abort made of it. */
export async function workOnVideo(
  working: Working,
  { position, videoId }: Pick<RunItem, 'position' | 'videoId'>,
  signal: AbortSignal,
): Promise<Outcome> {
  const { ffmpeg, run, stages, store } = working;
  const video = store.get('video', videoId);
  if (!video || video.excluded) return { kind: 'skipped' };
  const held = new Held(store, videoId);
  const there = segmentsThere(run.recipe, held);
  if (there && !stages.some((stage) => targetsOf(stage, there).some((one) => isDue({ run, held }, stage, one)))) {
    return { kind: 'skipped' };
  }
  const path = pathOfVideo(store, video);
  const file = await observe(working, { video, held }, signal);
  if (file.state !== 'present') throw new ProblemError(whyNot(path, file));
  const info = await probe(ffmpeg, path, { signal });
  const found = there ?? (await findSegments({ store, ffmpeg, recipe: run.recipe, video, info }, signal));
  const made: Made = { texts: [], replaced: [], tokens: 0, problem: null };
  const clip = { working, video, position, held, info, fingerprint: file.fingerprint ?? '' };
  for (const stage of stages) await workOnStage(clip, { stage, segments: found, made }, signal);
  return {
    ...made,
    kind: 'done',
    segments: there ? [] : found,
    file: file.facts === null ? { ...file, facts: factsOf(info), problem: null } : null,
  };
}

/** A file that was put right before anything was said about it is taken as it is now. */
async function observe(
  { store }: Working,
  { held, video }: { readonly held: Held; readonly video: Video },
  signal: AbortSignal,
): Promise<VideoFile> {
  const options = { ffmpeg: null, signal };
  const file = await observeVideo(store, video, options);
  if (file.state !== 'changed' || held.hasItems) return file;
  const forgotten = { sizeBytes: null, modifiedMs: null, fingerprint: null, facts: null, problem: null };
  store.saveFiles([{ ...file, ...forgotten, state: 'unseen' }]);
  return observeVideo(store, video, options);
}

interface Made {
  readonly texts: WrittenText[];
  readonly replaced: Item[];
  tokens: number;
  problem: Problem | null;
}

interface Clip {
  readonly working: Working;
  readonly video: Video;
  /** In the run. */
  readonly position: number;
  readonly held: Held;
  readonly info: VideoInfo;
  readonly fingerprint: string;
}

interface StageWork {
  readonly stage: Stage;
  readonly segments: readonly Segment[];
  readonly made: Made;
}

async function workOnStage(clip: Clip, { stage, segments, made }: StageWork, signal: AbortSignal): Promise<void> {
  const { fingerprint, held, info, position, video, working } = clip;
  const { drafter, onlySegment, onTexts, priority = 'batch', run } = working;
  const due = targetsOf(stage, segments).filter(
    (segment) => isDue({ run, held }, stage, segment) && (onlySegment === undefined || segment?.id === onlySegment),
  );
  const look = async (
    segment: Segment | null,
    stopped: AbortSignal,
  ): Promise<{ segment: Segment | null; shown: Shown }> => {
    const span = segment && { fromUs: segment.fromUs, toUs: segment.toUs };
    const source = { path: info.path, span, fingerprint, video: info, frames: run.recipe.frames, priority };
    return { segment, shown: await drafter.look(source, stopped) };
  };
  for await (const { segment, shown } of inOrder(due, { atOnce: CLIPS_AHEAD, work: look, signal })) {
    if (shown.world?.outside && !run.anyway) {
      const { score, threshold } = shown.world;
      made.problem ??= { code: 'outside-model-world', path: info.path, score, threshold };
      continue;
    }
    const ordinal = position + (segment === null ? 0 : segments.indexOf(segment));
    const target = { ...working, priority, video, ordinal, segment, held, shown, segments, info, before: made.texts };
    const granted = await grant(target, stage, signal);
    drafter.release(shown); // or a run would fill all the memory there is with clips that are done
    made.texts.push(...granted.texts);
    if (granted.texts.length > 0) onTexts?.(granted.texts, segments);
    made.replaced.push(...(granted.replaced ?? []));
    made.tokens += granted.tokens;
  }
}

function targetsOf({ of }: Stage, segments: readonly Segment[]): readonly (Segment | null)[] {
  return of === 'video' ? [null] : segments;
}

function whyNot(path: string, { problem, state }: VideoFile): Problem {
  if (state === 'changed') return { code: 'video-changed', path };
  return problem ?? { code: 'video-missing', path };
}
