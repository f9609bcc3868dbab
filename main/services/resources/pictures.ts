/** Pictures of a video of the open project: one that stands for it in a list, and one of a moment. Knows no page. */
import type { Video } from '../../document/records.ts';
import { keyframeGapUs } from '../../media/index.ts';
import type { Still, VideoInfo } from '../../media/index.ts';
import { refusal } from './answer.ts';
import type { Asked, PlannedAnswer } from './answer.ts';
import type { ShownProject } from './resource.ts';
import { sourceOf } from './source.ts';

interface Wanted {
  readonly video: Video;
  readonly isThumbnail: boolean;
  readonly wishes: URLSearchParams;
}

const MOST_HEIGHT = 1080;
const USUAL_HEIGHT = 86;

/** As much as a decoder reads in about a tenth of a second. */
const QUICK_PIXELS = 60_000_000;

/**
 * `h`: how high, at most as high as the video. `us`: of which moment; where much would have to be decoded to reach its
 * frame, it is the key frame next to it, unless `exact=1` is asked for. Throws ProblemErrors of the video.
 */
export async function answerPicture(
  { store, previews }: ShownProject,
  wanted: Wanted,
  asked: Asked,
): Promise<PlannedAnswer> {
  const { video, isThumbnail, wishes } = wanted;
  const height = numberIn(wishes, 'h') ?? USUAL_HEIGHT;
  const momentUs = isThumbnail ? 0 : numberIn(wishes, 'us');
  if (momentUs === undefined || height < 1 || height > MOST_HEIGHT) return refusal(400, { code: 'address-wrong' });
  const source = await sourceOf(store, video);
  const asking = { priority: isThumbnail ? 'soon' : 'now', signal: asked.signal } as const;
  const info = await previews.info(source, asking);
  const timeUs = isThumbnail ? Math.floor(info.framesEndUs / 3) : momentUs;
  const precision = wishes.get('exact') === '1' || isQuickToReach(info) ? 'frame' : 'key';
  const tag = `"${[source.fingerprint, timeUs, height, precision].join('.')}"`;
  if (asked.header('if-none-match') === tag) return { status: 304, headers: headersOf(tag), body: null };
  const still = await previews.thumbnail(source, { ...asking, timeUs, height, precision });
  return pictureOf(still, tag, asked);
}

/** Whether all that lies between two key frames is decoded as soon as not. */
function isQuickToReach(info: VideoInfo): boolean {
  const frames = (keyframeGapUs(info) / 1_000_000) * info.averageFps;
  return frames * info.width * info.height <= QUICK_PIXELS;
}

function pictureOf({ jpeg, timeUs }: Still, tag: string, { method }: Asked): PlannedAnswer {
  return {
    status: 200,
    headers: {
      ...headersOf(tag),
      'Content-Type': 'image/jpeg',
      'Content-Length': String(jpeg.length),
      'X-Frame-Time-Us': String(timeUs),
    },
    body: method === 'HEAD' ? null : jpeg,
  };
}

/** A list that is scrolled back and forth asks once; the same video with another content is seen soon. */
function headersOf(tag: string): Record<string, string> {
  return { 'Cache-Control': 'private, max-age=60, stale-while-revalidate=86400', ETag: tag };
}

/** A whole number that is not negative; undefined where there is none. */
function numberIn(wishes: URLSearchParams, name: string): number | undefined {
  const text = wishes.get(name);
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
