/** The segments that a recipe wants of a video: those that are there, or else found by shots or by length. */
import type { SegmentId } from '../../document/ids.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { Segment, Video } from '../../document/records.ts';
import { shotSpans, windowSpans } from '../../document/segments/spans.ts';
import type { Span } from '../../document/time.ts';
import { detectShots } from '../../media/index.ts';
import type { Ffmpeg, VideoInfo } from '../../media/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Held } from './held.ts';

interface Finding {
  readonly store: Pick<ProjectStore, 'newId'>;
  readonly ffmpeg: Ffmpeg;
  readonly recipe: Recipe;
  readonly video: Video;
  readonly info: VideoInfo;
}

/** Those of the tier, whoever made or corrected them; undefined where they have to be found first. */
export function segmentsThere({ segments }: Recipe, held: Held): readonly Segment[] | undefined {
  if (segments.by === 'none') return [];
  const there = held.segmentsOf(segments.tier);
  return there.length > 0 || segments.by === 'existing' ? there : undefined;
}

/** By time. Throws what reading a video throws. */
export async function findSegments(finding: Finding, signal: AbortSignal): Promise<Segment[]> {
  const { recipe, store, video } = finding;
  const { segments: how } = recipe;
  if (how.by === 'none' || how.by === 'existing') return [];
  const spans = await findSpans(finding, how, signal);
  signal.throwIfAborted();
  return spans.map(({ fromUs, toUs }) => ({
    id: store.newId<SegmentId>(),
    videoId: video.id,
    tier: how.tier,
    fromUs,
    toUs,
    origin: how.by,
  }));
}

async function findSpans(
  { ffmpeg, info }: Finding,
  how: Extract<Recipe['segments'], { by: 'shots' | 'fixed' }>,
  signal: AbortSignal,
): Promise<Span[]> {
  const { framesEndUs: endUs } = info;
  if (how.by === 'fixed') return windowSpans({ ...how, endUs });
  const { minSeconds, threshold } = how;
  return shotSpans({ cutsUs: await detectShots(ffmpeg, info, { threshold, signal }), endUs, minSeconds });
}
