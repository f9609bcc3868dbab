/**
 * Reads key frames by a seek each, in a time that does not grow with the video. Each is checked by its presentation time;
 * what a seek did not find is read the sure way. Knows nothing of which key frames are wanted.
 */
import { US_PER_SECOND } from '../document/time.ts';
import { startDecoding } from './decode.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import type { Picture } from './picture-form.ts';
import { readPictures } from './pictures.ts';
import type { RunOptions } from './read-run.ts';
import { checkFile } from './source.ts';
import type { VideoInfo } from './video-info.ts';

/** A seek waits for the drive, then for one core. */
const SEEKS_AT_ONCE = 2;

/** `indices` are key frames, ascending, of a video in which seeks can be relied on. Throws what readPictures throws. */
export async function* readKeyPictures(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  indices: readonly number[],
  options: RunOptions,
): AsyncGenerator<Picture, void, undefined> {
  await checkFile(video.path);
  const left = new AbortController();
  const signal = options.signal === undefined ? left.signal : AbortSignal.any([options.signal, left.signal]);
  const underWay: Promise<Picture | undefined>[] = [];
  let begun = 0;
  const begin = (): void => {
    const index = indices[begun++];
    if (index === undefined) return;
    const picture = seekTo(ffmpeg, video, index, { ...options, signal });
    picture.catch(() => undefined); // it is awaited below, in its turn
    underWay.push(picture);
  };
  try {
    for (let i = 0; i < SEEKS_AT_ONCE; i++) begin();
    for (const index of indices) {
      const picture = await underWay.shift();
      begin();
      if (picture?.index === index) yield picture;
      else yield* readPictures(ffmpeg, video, [index], options);
    }
  } finally {
    left.abort();
    await Promise.allSettled(underWay);
  }
}

/** The first picture that decoding gives after a seek; undefined where it is not a key frame of the video. */
async function seekTo(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  key: number,
  { form, signal, idleMs }: RunOptions,
): Promise<Picture | undefined> {
  const { access } = video;
  let first: number | undefined;
  const seen = Promise.withResolvers<void>();
  const command = startDecoding(
    ffmpeg,
    { ...access, path: video.path, seekTicks: aimFor(video, key), keepTimes: true },
    {
      pictureFilter: `select=eq(n\\,0),${form.filter}`,
      pictureOptions: form.options,
      onPicture: (ticks) => {
        first ??= ticks;
        seen.resolve();
      },
      signal,
      idleMs,
    },
  );
  void command.end.then(() => seen.resolve());
  try {
    const { value: bytes } = await form.cut(command.pictures).next();
    await seen.promise;
    signal?.throwIfAborted();
    if (bytes === undefined || command.complaints.length > 0 || first !== access.ticks[key]) return undefined;
    return { index: key, timeUs: video.frameTimesUs[key] as number, bytes, reachedBy: 'seek' };
  } finally {
    command.stop();
    await command.end;
  }
}

/** ffmpeg steps back by 3/23 s before it seeks where frames are stored in another order than shown. */
const STEPPED_BACK_S = 3 / 23;

/** A little after the key frame, so that stepping back does not lead to the one before; before the next one in any case. */
function aimFor({ access, framesEndUs, frameTimesUs }: VideoInfo, key: number): number {
  const { ticks, keys, reorderTicks, timeBase } = access;
  const at = ticks[key] as number;
  const ticksOf = (seconds: number): number => (seconds * timeBase[1]) / timeBase[0];
  const next = keys.find((other) => other > key);
  const gap =
    next === undefined
      ? ticksOf((framesEndUs - (frameTimesUs[key] as number)) / US_PER_SECOND)
      : (ticks[next] as number) - at;
  const back = reorderTicks === 0 ? 0 : reorderTicks + ticksOf(STEPPED_BACK_S);
  return at + Math.min(back, gap / 2);
}
