/** A video of the open project as a player reads it: the file itself, or the copy that was made of it to be played. */
import { ProblemError } from '../../document/problem.ts';
import type { Video } from '../../document/records.ts';
import { pathOfVideo } from '../library/observe.ts';
import { spelledOnDisk } from '../library/spelling.ts';
import { refusal } from './answer.ts';
import type { Asked, PlannedAnswer } from './answer.ts';
import { answerFile } from './file-answer.ts';
import type { ShownProject } from './resource.ts';
import { sourceOf } from './source.ts';

interface Wanted {
  readonly video: Video;
  readonly wantsProxy: boolean;
}

/** Throws ProblemErrors of the video. */
export async function answerMedia(
  shown: ShownProject,
  { video, wantsProxy }: Wanted,
  asked: Asked,
): Promise<PlannedAnswer> {
  const path = wantsProxy ? await proxyOf(shown, video, asked) : await spelledOnDisk(pathOfVideo(shown.store, video));
  if (path === null) return refusal(404, { code: 'proxy-missing' });
  try {
    return await answerFile(path, asked);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    // A copy may be removed at any time, by anyone who empties the cache.
    if (wantsProxy) return refusal(404, { code: 'proxy-missing' });
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ProblemError({ code: 'video-missing', path });
    throw new ProblemError({ code: 'video-unreadable', path, cause: message });
  }
}

/** Null where none is made. */
async function proxyOf({ store, previews }: ShownProject, video: Video, { signal }: Asked): Promise<string | null> {
  const source = await sourceOf(store, video);
  return (await previews.playability(source, { priority: 'now', signal })).proxyPath;
}
