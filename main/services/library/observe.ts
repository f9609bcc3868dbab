/**
 * Looks at the files of videos, by need or all of them in the background, and keeps what was seen. Knows nothing of what
 * the videos are wanted for.
 */
import { availableParallelism } from 'node:os';
import type { VideoFile, FileState } from '../../document/observations.ts';
import type { Video } from '../../document/records.ts';
import type { Ffmpeg } from '../../media/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { inOrder } from '../batch/in-order.ts';
import { absolutePath } from './place.ts';
import { readVideoFile } from './read-file.ts';

export interface ObservePlan {
  readonly videos: Iterable<Video>;
  /** Null: files are not probed, which reads all of them. */
  readonly ffmpeg: Ffmpeg | null;
  readonly signal: AbortSignal;
  readonly onProgress?: ((progress: Observed) => void) | undefined;
}

export interface Observed {
  readonly looked: number;
  readonly states: Readonly<Record<FileState, number>>;
  /** What is there and cannot be used as a video. */
  readonly unusable: number;
}

/** Waiting for a disk takes no processor; probing does. */
const LOOKS_AT_ONCE = 16;
const PROBES_AT_ONCE = Math.max(1, Math.min(8, availableParallelism() - 1));
/** So that a crash costs little, and others wait for little. */
const KEPT_EVERY = 200;
const KEPT_EVERY_MS = 1000;

/** Where a video's file should be, as the system of its root writes it. */
export function pathOfVideo(store: ProjectStore, video: Pick<Video, 'rootId' | 'path'>): string {
  const root = store.get('root', video.rootId);
  if (root === undefined) throw new Error(`${video.path} has no root`);
  return absolutePath(root, video.path);
}

/** Stopped early, it keeps what it has seen. Throws `ffmpeg-missing` and what writing to the project throws. */
export async function observeVideos(store: ProjectStore, plan: ObservePlan): Promise<Observed> {
  const { videos, ffmpeg, signal, onProgress } = plan;
  const states = { unseen: 0, present: 0, missing: 0, changed: 0 };
  let [looked, unusable] = [0, 0];
  let keptAt = performance.now();
  const unkept: VideoFile[] = [];
  const keep = (): void => {
    if (unkept.length > 0) store.saveFiles(unkept.splice(0));
    keptAt = performance.now();
  };
  const work = async (video: Video, stopped: AbortSignal): Promise<Look | undefined> => {
    const isStopped = (): boolean => stopped.aborted;
    if (isStopped()) return undefined;
    const before = store.file(video.id);
    try {
      return { before, now: await readVideoFile(pathOfVideo(store, video), before, { ffmpeg, signal: stopped }) };
    } catch (error) {
      if (isStopped()) return undefined;
      throw error;
    }
  };
  try {
    const atOnce = ffmpeg === null ? LOOKS_AT_ONCE : PROBES_AT_ONCE;
    for await (const look of inOrder(videos, { atOnce, work, signal })) {
      if (look === undefined) break;
      looked++;
      states[look.now.state]++;
      if (look.now.problem !== null && look.now.state !== 'missing') unusable++;
      if (isNews(look)) unkept.push(look.now);
      if (unkept.length >= KEPT_EVERY || performance.now() - keptAt > KEPT_EVERY_MS) keep();
      onProgress?.({ looked, states, unusable });
    }
  } finally {
    keep();
  }
  return { looked, states, unusable };
}

/** One, by need: a run or an editor that is about to use it. */
export async function observeVideo(
  store: ProjectStore,
  video: Video,
  options: { readonly ffmpeg: Ffmpeg | null; readonly signal?: AbortSignal | undefined },
): Promise<VideoFile> {
  const before = store.file(video.id);
  const now = await readVideoFile(pathOfVideo(store, video), before, options);
  if (isNews({ before, now })) store.saveFiles([now]);
  return now;
}

interface Look {
  readonly before: VideoFile;
  readonly now: VideoFile;
}

function isNews({ before, now }: Look): boolean {
  return now !== before && JSON.stringify(now) !== JSON.stringify(before);
}
