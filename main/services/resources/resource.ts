/**
 * What the window loads by address: the videos of the open project and pictures of them. Everything is asked for by a
 * video's id; no path is ever taken from an address. Knows nothing of who may ask, and of what carries the answer.
 */
import type { VideoId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Previews } from '../previews/previews.ts';
import { refusal } from './answer.ts';
import type { Asked, PlannedAnswer } from './answer.ts';
import { answerMedia } from './media.ts';
import { answerPicture } from './pictures.ts';

/** What the window shows. */
export interface ShownProject {
  readonly store: ProjectStore;
  readonly previews: Previews;
}

const ADDRESS = /^(?:(media)\/([0-9A-HJKMNP-TV-Z]{20})|pictures\/([0-9A-HJKMNP-TV-Z]{20})\/(thumb|at))(?:\?(.*))?$/;

/** A list shows many videos, so that one of them has no picture is no error; why is told where the video is opened. */
const NO_PICTURE: PlannedAnswer = { status: 204, headers: { 'Cache-Control': 'private, max-age=30' }, body: null };

/** `undefined`: no project is open. Throws defects only. */
export async function answerResource(shown: ShownProject | undefined, asked: Asked): Promise<PlannedAnswer> {
  const [, media, mediaId, pictureId, picture, search] = ADDRESS.exec(asked.address) ?? [];
  if (asked.method !== 'GET' && asked.method !== 'HEAD') return refusal(405, { code: 'method-unknown' });
  const video = shown?.store.get('video', (mediaId ?? pictureId ?? '') as VideoId);
  if (shown === undefined || video === undefined) return refusal(404, { code: 'not-found' });
  const wishes = new URLSearchParams(search);
  try {
    if (media !== undefined) return await answerMedia(shown, { video, wantsProxy: wishes.get('proxy') === '1' }, asked);
    return await answerPicture(shown, { video, isThumbnail: picture === 'thumb', wishes }, asked);
  } catch (error) {
    if (error instanceof ProblemError) return media === undefined ? NO_PICTURE : refusal(404, error.problem);
    // Nobody reads it.
    if (asked.signal.aborted) return refusal(503, { code: 'aborted' });
    throw error;
  }
}
