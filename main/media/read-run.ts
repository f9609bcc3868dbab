/** Reads the frames of one run with one ffmpeg process, and stops where one of them fails to come. */
import type { Readable } from 'node:stream';
import { ProblemError } from '../document/problem.ts';
import { rgbFilter } from './colour.ts';
import { startDecoding } from './decode.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import type { Frame } from './frame.ts';
import { expectInOrder } from './arrivals.ts';
import { orientationFilter } from './orientation.ts';
import type { Run } from './plan.ts';
import type { ReadOptions } from './report.ts';
import type { VideoInfo } from './video-info.ts';

export interface RunEnd {
  /** How many of the run's frames were given, from its first on. */
  readonly read: number;
  readonly complaints: readonly string[];
}

/** Throws `ffmpeg-stalled` and the signal's reason; that a frame did not come is for the caller to judge. */
export async function* readRun(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  run: Run,
  { signal, idleMs }: ReadOptions,
): AsyncGenerator<Frame, RunEnd, undefined> {
  const { access, width, height } = video;
  const marks = marksOf(video, run);
  const arrivals = expectInOrder(marks);
  let decoded = 0;
  let isOurTurn = false;
  const command = startDecoding(
    ffmpeg,
    { ...access, path: video.path, seekTicks: run.seekTicks, keepTimes: access.hasOwnTimes },
    {
      pictureFilter: pictureFilterOf(video, marks),
      onPicture: (ticks) => arrivals.report(access.hasOwnTimes ? ticks : decoded++),
      isOurTurn: () => isOurTurn,
      signal,
      idleMs,
    },
  );
  void command.end.then(() => arrivals.close());
  const pictures = picturesIn(command.pictures, width * height * 3);
  let read = 0;
  try {
    while (read < run.indices.length) {
      const next = pictures.next(); // before waiting for its time: ffmpeg may have to get rid of it first
      if (!(await arrivals.hasCome(read))) break;
      const { value: rgb } = await next;
      // After a seek, a decoder that complains may have started in the middle of something.
      if (rgb === undefined || (run.seekTicks !== undefined && command.complaints.length > 0)) break;
      const index = run.indices[read] as number;
      const timeUs = video.frameTimesUs[index] as number;
      isOurTurn = true;
      yield { index, timeUs, width, height, rgb, reachedBy: run.seekTicks === undefined ? 'decode' : 'seek' };
      isOurTurn = false;
      read += 1;
    }
  } finally {
    command.stop();
    await command.end;
  }
  signal?.throwIfAborted();
  const { outcome, complaints, idleS } = await command.end;
  if (outcome === 'silent') throw new ProblemError({ code: 'ffmpeg-stalled', path: video.path, idleS });
  return { read, complaints };
}

/** By what each frame is told: its presentation time in ticks, or its number where frames have no times of their own. */
function marksOf({ access }: VideoInfo, run: Run): number[][] {
  const spans: number[][] = [];
  let before = NaN;
  for (const index of run.indices) {
    const mark = access.hasOwnTimes ? (access.ticks[index] as number) : index;
    if (index === before + 1) spans.at(-1)?.push(mark);
    else spans.push([mark]);
    before = index;
  }
  return spans;
}

/** ffmpeg's filters for a run; frames that follow each other are one term. */
function pictureFilterOf({ access, colour }: VideoInfo, spans: readonly number[][]): string {
  const name = access.hasOwnTimes ? 'pts' : 'n';
  const terms = spans.map((marks) => `between(${name}\\,${marks[0]}\\,${marks.at(-1)})`);
  const size = { width: access.storedWidth, height: access.storedHeight };
  return `select=${terms.join('+')},${rgbFilter(colour, size)}${orientationFilter(access.orientation)}`;
}

/** Cuts ffmpeg's output into pictures; ends early, without an error, where the command is stopped. */
async function* picturesIn(stream: Readable, bytes: number): AsyncGenerator<Uint8Array, undefined, undefined> {
  let picture = new Uint8Array(bytes);
  let filled = 0;
  try {
    for await (const chunk of stream as AsyncIterable<Uint8Array>) {
      for (let from = 0; from < chunk.length;) {
        const part = chunk.subarray(from, from + bytes - filled);
        picture.set(part, filled);
        from += part.length;
        filled += part.length;
        if (filled < bytes) continue;
        yield picture;
        picture = new Uint8Array(bytes);
        filled = 0;
      }
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
  }
  return undefined;
}
