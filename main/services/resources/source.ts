/** A video of a project as previews know it: where it is and what is in it. */
import { ProblemError } from '../../document/problem.ts';
import type { Video } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import { pathOfVideo } from '../library/observe.ts';
import { readVideoFile } from '../library/read-file.ts';
import { readFingerprint } from '../library/fingerprint.ts';
import { spelledOnDisk } from '../library/spelling.ts';
import type { PreviewSource } from '../previews/keys.ts';

/**
 * Of what is there now, also where that is not what was annotated. What is found out is not kept: looking at a picture
 * changes no project, which may be open for reading only. Throws ProblemErrors of the video.
 */
export async function sourceOf(store: ProjectStore, video: Video): Promise<PreviewSource> {
  // All of it before anything is waited for: the project may be closed meanwhile.
  const [named, before] = [pathOfVideo(store, video), store.file(video.id)];
  const path = await spelledOnDisk(named);
  const { state, fingerprint, problem } = await readVideoFile(path, before, { ffmpeg: null });
  if (problem?.code === 'video-missing' || problem?.code === 'video-unreadable') throw new ProblemError(problem);
  if (state === 'changed' || fingerprint === null) return { path, fingerprint: await readFingerprint(path) };
  return { path, fingerprint };
}
