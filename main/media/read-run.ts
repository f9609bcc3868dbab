/** Reads the pictures of one run with one ffmpeg process, and stops where one of them fails to come. */
import { ProblemError } from '../document/problem.ts';
import { startDecoding } from './decode.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { expectInOrder } from './arrivals.ts';
import type { Picture, PictureForm } from './picture-form.ts';
import type { Run } from './plan.ts';
import type { ReadOptions } from './report.ts';
import type { VideoInfo } from './video-info.ts';

export interface RunOptions extends ReadOptions {
  readonly form: PictureForm;
  /** Every frame of the run is a key frame, and nothing else is decoded where the decoder can. */
  readonly onlyKeys?: boolean | undefined;
}

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
  { form, onlyKeys, signal, idleMs }: RunOptions,
): AsyncGenerator<Picture, RunEnd, undefined> {
  const { access } = video;
  const marks = marksOf(video, run);
  const arrivals = expectInOrder(marks);
  let decoded = 0;
  let isOurTurn = false;
  const command = startDecoding(
    ffmpeg,
    { ...access, path: video.path, seekTicks: run.seekTicks, keepTimes: access.hasOwnTimes, onlyKeys },
    {
      pictureFilter: `${pickerOf(video, marks)},${form.filter}`,
      pictureOptions: form.options,
      onPicture: (ticks) => arrivals.report(access.hasOwnTimes ? ticks : decoded++),
      isOurTurn: () => isOurTurn,
      signal,
      idleMs,
    },
  );
  void command.end.then(() => arrivals.close());
  const pictures = form.cut(command.pictures);
  let read = 0;
  try {
    while (read < run.indices.length) {
      const next = pictures.next(); // before waiting for its time: ffmpeg may have to get rid of it first
      if (!(await arrivals.hasCome(read))) break;
      const { value: bytes } = await next;
      // After a seek, a decoder that complains may have started in the middle of something.
      if (bytes === undefined || (run.seekTicks !== undefined && command.complaints.length > 0)) break;
      const index = run.indices[read] as number;
      const timeUs = video.frameTimesUs[index] as number;
      isOurTurn = true;
      yield { index, timeUs, bytes, reachedBy: run.seekTicks === undefined ? 'decode' : 'seek' };
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

/** ffmpeg's filter that picks the frames of a run; frames that follow each other are one term. */
function pickerOf({ access }: VideoInfo, spans: readonly number[][]): string {
  const name = access.hasOwnTimes ? 'pts' : 'n';
  return `select=${spans.map((marks) => `between(${name}\\,${marks[0]}\\,${marks.at(-1)})`).join('+')}`;
}
