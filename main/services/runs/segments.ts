/** The segments that a recipe wants of a video: those that are there, or else found by shots or by length. */
import type { SegmentId } from '../../document/ids.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { Segment, Video } from '../../document/records.ts';
import type { Ffmpeg, VideoInfo } from '../../media/index.ts';
import { usFromSeconds } from '../../document/time.ts';
import type { Span } from '../../document/time.ts';
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

/** By time. */
export async function findSegments(
  { ffmpeg, info, recipe: { segments: how }, store, video }: Finding,
  signal: AbortSignal,
): Promise<Segment[]> {
  if (how.by === 'none' || how.by === 'existing') return [];
  const spans =
    how.by === 'fixed' ? windowsOf(how, info) : await Promise.resolve([{ fromUs: 0, toUs: info.framesEndUs }]);
  void ffmpeg;
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

function windowsOf(how: { seconds: number; overlapSeconds: number }, info: VideoInfo): Span[] {
  const spans: Span[] = [];
  const step = usFromSeconds(how.seconds - how.overlapSeconds);
  for (let fromUs = 0; fromUs < info.framesEndUs; fromUs += step) {
    spans.push({ fromUs, toUs: Math.min(info.framesEndUs, fromUs + usFromSeconds(how.seconds)) });
  }
  return spans;
}
