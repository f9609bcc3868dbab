/** Adds videos and tells how far it is; what is in the new files is looked at afterwards, in the background. */
import type { AddEvent } from '../../contract/library.ts';
import type { Actor } from '../../document/edit.ts';
import type { Ffmpeg } from '../../media/index.ts';
import { addVideos } from '../library/add-videos.ts';
import { observeVideos } from '../library/observe.ts';
import type { OpenedProject } from './opened-project.ts';
import { telling } from './telling.ts';

interface Adding {
  readonly named: readonly string[];
  readonly actor: Actor;
  readonly ffmpeg: Ffmpeg;
}

export function addStream(
  project: OpenedProject,
  { actor, ffmpeg, named }: Adding,
  signal: AbortSignal | undefined,
): AsyncGenerator<AddEvent, void> {
  return telling<AddEvent>(project.signalWith(signal), async (tell, ended) => {
    const onProgress = ({ found }: { readonly found: number }): void => tell({ event: 'found', videos: found });
    const { added, known, problems, sidecars } = await addVideos(project.store, {
      ...{ named, actor, signal: ended, onProgress },
    });
    tell({ event: 'added', videos: added, known, sidecars, problems });
    if (added > 0) void lookAtUnseen(project, ffmpeg);
  });
}

async function lookAtUnseen(project: OpenedProject, ffmpeg: Ffmpeg): Promise<void> {
  const { store } = project;
  const videos = store.filesBy({ state: 'unseen' }).flatMap(({ videoId }) => store.get('video', videoId) ?? []);
  // Whatever is in the way is found again, and said, by whoever uses the video.
  await project.hold(observeVideos(store, { videos, ffmpeg, signal: project.signalWith(undefined) })).catch(() => {});
}
