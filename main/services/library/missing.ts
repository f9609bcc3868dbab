/**
 * Which videos of a project are not where they should be, or are another file there: what relinking looks for. Knows
 * nothing of where they may be now.
 */
import { stat } from 'node:fs/promises';
import type { Stats } from 'node:fs';
import type { VideoFile } from '../../document/observations.ts';
import type { Video } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { inOrder } from '../batch/in-order.ts';
import { observeVideo, pathOfVideo } from './observe.ts';
import { spelledOnDisk } from './spelling.ts';

export interface Missing {
  readonly video: Video;
  readonly file: VideoFile;
  /** Where it should be. */
  readonly path: string;
}

const LOOKS_AT_ONCE = 16;

/** Only what is gone, or seems to have changed, is looked at closely; the others cost a question each to the disk. */
export async function* findMissing(store: ProjectStore, signal: AbortSignal): AsyncGenerator<Missing> {
  const work = async (video: Video): Promise<Missing> => {
    const path = pathOfVideo(store, video);
    const known = store.file(video.id);
    const file = isAsKnown(known, await statOf(path))
      ? known
      : await observeVideo(store, video, { ffmpeg: null, signal });
    return { video, path, file };
  };
  for await (const looked of inOrder(store.all('video'), { atOnce: LOOKS_AT_ONCE, work, signal })) {
    if (signal.aborted) return;
    if (looked.file.state === 'missing' || looked.file.state === 'changed') yield looked;
  }
}

/** The paths at which a file should be and none is. Writes nothing. */
export async function* findAbsent(store: ProjectStore, signal: AbortSignal): AsyncGenerator<string> {
  const work = async (video: Video): Promise<string | null> => {
    const path = pathOfVideo(store, video);
    return (await statOf(path)) === undefined ? path : null;
  };
  for await (const path of inOrder(store.all('video'), { atOnce: LOOKS_AT_ONCE, work, signal })) {
    if (signal.aborted) return;
    if (path !== null) yield path;
  }
}

async function statOf(path: string): Promise<Stats | undefined> {
  return stat(await spelledOnDisk(path)).catch(() => undefined);
}

/** What was never read is as known as it can be as long as it is there. */
function isAsKnown(known: VideoFile, found: Stats | undefined): boolean {
  if (found === undefined) return false;
  if (known.fingerprint === null) return known.state !== 'missing';
  const looksSame = known.sizeBytes === found.size && known.modifiedMs === Math.round(found.mtimeMs);
  return looksSame && known.state !== 'missing';
}
