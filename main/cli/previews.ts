/** The previews of this machine, for commands that look at videos. Knows no command. */
import { openPreviews, previewsFolder } from '../services/index.ts';
import type { findFfmpeg } from '../services/index.ts';

/** Copies that play where a video does not are most of it; what was not used for the longest time goes. */
const LIMIT_BYTES = 20 * 2 ** 30;

/** Whoever asks closes it. */
export function openUsualPreviews(ffmpeg: Awaited<ReturnType<typeof findFfmpeg>>): ReturnType<typeof openPreviews> {
  return openPreviews({ ffmpeg, folder: previewsFolder(), limitBytes: LIMIT_BYTES });
}
