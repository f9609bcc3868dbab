/** Has the video at hand read ahead, so that what is asked of it is answered at once. */
import type { SegmentId, VideoId } from '../../../main/document/ids.ts';
import type { App } from '../app.svelte.ts';

export function prepare(
  app: App,
  { videoId, segmentId }: { readonly videoId: VideoId | null; readonly segmentId: SegmentId | null },
): void {
  if (videoId === null) return;
  void app
    .services()
    .then(async ({ drafting }) => drafting.prepare({ videoId, segmentId }))
    .catch(() => undefined); // What is asked then tells what is wrong.
}
