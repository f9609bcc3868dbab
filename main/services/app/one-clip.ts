/**
 * A recipe on one video or one segment, for a person who waits: what a run does about a video, without its ledger, each text
 * told as soon as it is written. Writes nothing.
 */
import type { RunId } from '../../document/ids.ts';
import type { Run } from '../../document/observations.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { Segment, Video } from '../../document/records.ts';
import type { Actor } from '../../document/edit.ts';
import type { Ffmpeg } from '../../media/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Drafter } from '../drafting/drafter.ts';
import { recipeHash } from '../recipes/hash.ts';
import { loadLanguageScores } from '../recipes/language.ts';
import { openAnswerPool } from '../runs/answer-pool.ts';
import type { Outcome, WrittenText } from '../runs/outcome.ts';
import { workOnVideo } from '../runs/video-work.ts';
import { stagesOf } from '../runs/wishes.ts';

export interface OneClip {
  readonly store: ProjectStore;
  readonly drafter: Drafter;
  readonly ffmpeg: Ffmpeg;
  readonly actor: Actor;
  readonly video: Video;
  /** Null: the whole video, with the segments that the recipe wants of it. */
  readonly segment: Segment | null;
  readonly recipe: Recipe;
  readonly anyway: boolean;
}

interface Telling {
  readonly policy: Run['policy'];
  readonly onTexts: (texts: readonly WrittenText[], segments: readonly Segment[]) => void;
}

export async function workOnClip(clip: OneClip, { onTexts, policy }: Telling, signal: AbortSignal): Promise<Outcome> {
  const { actor, anyway, drafter, ffmpeg, segment, store, video } = clip;
  const recipe = segment === null ? clip.recipe : onSegment(clip.recipe, segment);
  const run: Run = {
    ...{ id: store.newId<RunId>(), state: 'running', recipe, model: drafter.model, policy, anyway },
    ...{ named: null, only: null, limit: null, shuffleSeed: null, sampling: recipe.sampling },
    ...{ startedBy: actor.personId, startedAtMs: Date.now(), endedAtMs: null, stepId: null },
  };
  const working = {
    ...{ store, drafter, ffmpeg, run, stages: stagesOf(recipe), onTexts, priority: 'interactive' as const },
    recipe: { name: clip.recipe.name, hash: recipeHash(clip.recipe) },
    answerPool: openAnswerPool(drafter, { maxNewTokens: recipe.sampling.maxNewTokens, signal }),
    languageScores: recipe.language === null ? null : await loadLanguageScores(),
    ...(segment && { onlySegment: segment.id }),
  };
  return workOnVideo(working, { position: 0, videoId: video.id }, signal);
}

/** What it asks of segments; a recipe that knows none is asked of this one all the same. */
function onSegment(recipe: Recipe, { tier }: Segment): Recipe {
  const { captions, proposals, questions } = recipe;
  const ofSegments = {
    captions: captions.filter(({ of }) => of === 'segment'),
    questions: questions.filter(({ of }) => of === 'segment'),
    proposals: proposals?.of === 'segment' ? proposals : null,
  };
  const hasAny = ofSegments.captions.length + ofSegments.questions.length > 0 || ofSegments.proposals !== null;
  const of = 'segment' as const;
  const asked = hasAny
    ? ofSegments
    : {
        captions: captions.map((caption) => ({ ...caption, of })),
        questions: questions.map((question) => ({ ...question, of })),
        proposals: proposals && { ...proposals, of },
      };
  return { ...recipe, ...asked, segments: { by: 'existing', tier } };
}
