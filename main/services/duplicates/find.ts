/** Which videos of a project are nearly the same, by what they show. Knows nothing of what is done with those that are. */
import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import type { VideoId } from '../../document/ids.ts';
import { ProblemError } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import type { Video } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { inOrder } from '../batch/in-order.ts';
import { readFingerprint } from '../library/fingerprint.ts';
import { pathOfVideo } from '../library/observe.ts';
import type { Previews } from '../previews/previews.ts';
import { nearDuplicates } from './near.ts';
import type { Printed } from './near.ts';

export interface DuplicateSearch {
  readonly store: ProjectStore;
  readonly previews: Previews;
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: { readonly looked: number; readonly videos: number }) => void) | undefined;
}

export interface Duplicates {
  /** Two and more that are nearly the same, in the order of the videos. */
  readonly groups: readonly (readonly VideoId[])[];
  /** Videos that could not be looked at: they are taken for like no other. */
  readonly unread: readonly { readonly videoId: VideoId; readonly problem: Problem }[];
}

/** Each video is decoded at a few moments the first time; what they show is kept with the previews. Excluded ones are left out. */
export async function findDuplicates({ store, previews, signal, onProgress }: DuplicateSearch): Promise<Duplicates> {
  const videos = [...store.all('video')].filter(({ excluded }) => !excluded);
  const printed: Printed<VideoId>[] = [];
  const unread: { videoId: VideoId; problem: Problem }[] = [];
  let looked = 0;
  const work = async (video: Video, stopped: AbortSignal): Promise<Printed<VideoId> | Problem> => {
    try {
      const source = await previewSourceOf(store, video);
      return { id: video.id, prints: await previews.framePrints(source, { signal: stopped }) };
    } catch (error) {
      if (error instanceof ProblemError) return error.problem;
      throw error;
    }
  };
  for await (const found of inOrder(videos, { atOnce: availableParallelism() + 1, work, signal })) {
    const video = videos[looked++];
    if ('code' in found && video) unread.push({ videoId: video.id, problem: found });
    else if ('prints' in found) printed.push(found);
    onProgress?.({ looked, videos: videos.length });
  }
  return { groups: nearDuplicates(printed), unread };
}

/** Throws `video-missing`, `video-unreadable`. */
export async function previewSourceOf(
  store: ProjectStore,
  video: Video,
): Promise<{ readonly path: string; readonly fingerprint: string }> {
  const path = pathOfVideo(store, video);
  try {
    await stat(path);
    return { path, fingerprint: store.file(video.id).fingerprint ?? (await readFingerprint(path)) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === undefined) throw error;
    if (code === 'ENOENT' || code === 'ENOTDIR') throw new ProblemError({ code: 'video-missing', path });
    throw new ProblemError({ code: 'video-unreadable', path, cause: message });
  }
}
