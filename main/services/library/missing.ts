/**
 * Which videos of a project are not where they should be, or are another file there: what relinking looks for. Knows
 * nothing of where they may be now.
 */
import { stat } from 'node:fs/promises';
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
    const found = await stat(await spelledOnDisk(path)).catch(() => undefined);
    const asKnown =
      found !== undefined &&
      (known.fingerprint === null ||
        (known.sizeBytes === found.size && known.modifiedMs === Math.round(found.mtimeMs)));
    const settled = known.state === 'present' || known.state === 'changed' || known.fingerprint === null;
    return {
      video,
      path,
      file: asKnown && settled ? known : await observeVideo(store, video, { ffmpeg: null, signal }),
    };
  };
  for await (const looked of inOrder(store.all('video'), { atOnce: LOOKS_AT_ONCE, work, signal })) {
    if (signal.aborted) return;
    if (looked.file.state === 'missing' || looked.file.state === 'changed') yield looked;
  }
}
