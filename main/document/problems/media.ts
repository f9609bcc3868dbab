/** What can be wrong with a video or with ffmpeg. */
import { clockFromUs } from '../time.ts';
import type { Span, Us } from '../time.ts';
import type { Sentences } from './sentences.ts';
import { list } from './wording.ts';

/** `cause` is what the tool or the system said, cut to one line. */
export type MediaProblem =
  | { readonly code: 'video-missing'; readonly path: string }
  | { readonly code: 'video-unreadable'; readonly path: string; readonly cause: string }
  | { readonly code: 'video-empty'; readonly path: string; readonly cause: string }
  | { readonly code: 'no-video-stream'; readonly path: string; readonly cause: string }
  | { readonly code: 'video-truncated'; readonly path: string; readonly cause: string }
  | { readonly code: 'video-damaged'; readonly path: string; readonly cause: string }
  | { readonly code: 'frames-missing'; readonly path: string; readonly timesUs: readonly Us[]; readonly cause: string }
  | { readonly code: 'video-unwritable'; readonly path: string; readonly cause: string }
  | { readonly code: 'sound-unreadable'; readonly path: string; readonly cause: string }
  | { readonly code: 'proxy-unfaithful'; readonly path: string; readonly cause: string }
  | { readonly code: 'clip-unfaithful'; readonly path: string; readonly cause: string }
  | {
      readonly code: 'encoder-missing';
      readonly path: string;
      readonly encoder: string;
      readonly ffmpeg: string;
      readonly version: string;
    }
  | { readonly code: 'ffmpeg-stalled'; readonly path: string; readonly idleS: number }
  | { readonly code: 'span-outside-video'; readonly path: string; readonly span: Span; readonly durationUs: Us }
  | { readonly code: 'ffmpeg-missing'; readonly looked: readonly string[] };

export const mediaSentences: Sentences<MediaProblem> = {
  'video-missing': ({ path }) => `${path}: there is no such file. Check the path, or that its drive is connected.`,
  'video-unreadable': ({ cause, path }) =>
    `${path}: it cannot be read as a video (${cause}). Check that the file is whole, or make it anew.`,
  'video-empty': ({ cause, path }) =>
    `${path}: it holds no picture at all (${cause}). Check that it was copied or recorded to its end.`,
  'no-video-stream': ({ cause, path }) =>
    `${path}: it holds no video (${cause}). Leave it out, or name the file with the picture.`,
  'video-truncated': ({ cause, path }) =>
    `${path}: its end is missing (${cause}). What is there was used; copy the file anew to have the rest.`,
  'video-damaged': ({ cause, path }) =>
    `${path}: parts of it are damaged (${cause}). What can be shown was used; copy the file anew if another copy is whole.`,
  'frames-missing': ({ cause, path, timesUs }) =>
    `${path}: the pictures at ${list(timesUs.map(clockFromUs))} cannot be shown (${cause}). ` +
    `Choose other pictures, or copy the file anew.`,
  'video-unwritable': ({ cause, path }) =>
    `${path}: the video could not be written (${cause}). Check the folder and its free space.`,
  'sound-unreadable': ({ cause, path }) =>
    `${path}: its sound cannot be read (${cause}). Its pictures are used as ever; make the file anew to hear it.`,
  'proxy-unfaithful': ({ cause, path }) =>
    `${path}: a copy for quick playback was thrown away, because not every picture kept its time (${cause}). ` +
    `Its pictures are shown one by one; convert the file to mp4 to play it.`,
  'clip-unfaithful': ({ cause, path }) =>
    `${path}: a part of it could not be cut out, because not every picture kept its time (${cause}). ` +
    `Export with whole videos, or convert the file to mp4 first.`,
  'encoder-missing': ({ encoder, ffmpeg, path, version }) =>
    `${path}: no copy for quick playback can be made, because ${ffmpeg} (version ${version}) has no encoder ${encoder}. ` +
    `Install a complete ffmpeg.`,
  'ffmpeg-stalled': ({ idleS, path }) =>
    `${path}: ffmpeg gave no sign of life for ${idleS} s and was stopped. ` +
    `Check the drive or the network that holds the file, and try again.`,
  'span-outside-video': ({ durationUs, path, span }) =>
    `${path}: the span ${clockFromUs(span.fromUs)} to ${clockFromUs(span.toUs)} is not within ` +
    `the video, which is ${clockFromUs(durationUs)} long. Correct the span.`,
  'ffmpeg-missing': ({ looked }) =>
    `ffmpeg was not found (looked for ${list(looked)}). Install ffmpeg, or run npm ci again in this program's folder.`,
};
