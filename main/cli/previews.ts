/** The previews of this machine, for commands that look at videos. Knows no command. */
import { openPreviews, PREVIEWS_LIMIT_BYTES, previewsFolder } from '../services/index.ts';
import type { findFfmpeg } from '../services/index.ts';

/** Whoever asks closes it. */
export function openUsualPreviews(ffmpeg: Awaited<ReturnType<typeof findFfmpeg>>): ReturnType<typeof openPreviews> {
  return openPreviews({ ffmpeg, folder: previewsFolder(), limitBytes: PREVIEWS_LIMIT_BYTES });
}
