/** What the model is shown of a clip: which frames, how they lie on its square. Knows no engine and no text. */
import {
  cropOf,
  framePositions,
  segmentPositions,
  segmentPositionsByTime,
  squareOf,
} from '../../../native-models/video-panda/frames/index.ts';
import type { Square } from '../../../native-models/video-panda/frames/index.ts';
import { frameTokens, zeroFrameSize } from '../../../native-models/video-panda/config.ts';
import type { VisionConfig } from '../../../native-models/video-panda/config.ts';
import { ProblemError } from '../../document/problem.ts';
import { secondsFromUs } from '../../document/time.ts';
import type { Span, Us } from '../../document/time.ts';
import { probe, readFrames } from '../../media/index.ts';
import type { Ffmpeg, VideoInfo } from '../../media/index.ts';

export interface ClipSource {
  readonly path: string;
  /** Null: the whole video. */
  readonly span: Span | null;
  readonly fingerprint: string;
}

export interface SeenFrame {
  /** The frame's number in the video, by presentation time. */
  readonly index: number;
  readonly timeUs: Us;
}

export interface View {
  /** Its span ends where the video does, at the latest. */
  readonly source: ClipSource;
  readonly video: VideoInfo;
  readonly frames: readonly SeenFrame[];
  /** One for each frame. */
  readonly squares: readonly Square[];
  /** Visual tokens of a frame, without the one that stands for the whole frame and those that end rows. */
  readonly grid: { readonly rows: number; readonly columns: number };
  /** Of the whole clip, with the frames of zeros that fill up a short one. */
  readonly tokens: number;
}

interface Seeing {
  readonly ffmpeg: Ffmpeg;
  readonly vision: VisionConfig;
  /** The most to show, where the model takes more: it then sees what it would of a clip with so few frames. */
  readonly frames?: number | null;
  /** What is known of the file already: saves probing it again. */
  readonly video?: VideoInfo | undefined;
  readonly signal: AbortSignal;
}

/** Reads the frames that the model wants. Throws media's problems and `span-outside-video`. */
export async function readView(source: ClipSource, seeing: Seeing): Promise<View> {
  try {
    return await readFramesOf(source, seeing, { decodeAll: false });
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'frames-missing') throw error;
    // A damaged file can list pictures that do not decode: sample from those that do.
    return await readFramesOf(source, seeing, { decodeAll: true });
  }
}

async function readFramesOf(
  source: ClipSource,
  { ffmpeg, vision, frames: most = null, video: known, signal }: Seeing,
  { decodeAll }: { readonly decodeAll: boolean },
): Promise<View> {
  signal.throwIfAborted();
  const video = known && !decodeAll ? known : await probe(ffmpeg, source.path, { signal, decodeAll });
  signal.throwIfAborted();
  const crop = cropOf(video, vision);
  const frames: SeenFrame[] = [];
  const squares: Square[] = [];
  const wanted = Math.min(vision.frames, most ?? vision.frames);
  for await (const frame of readFrames(ffmpeg, video, positionsOf(video, source.span, wanted), { signal })) {
    frames.push({ index: frame.index, timeUs: frame.timeUs });
    squares.push(squareOf(frame, vision, crop));
  }
  signal.throwIfAborted();
  const patches = { rows: crop.rows[1] - crop.rows[0], columns: crop.columns[1] - crop.columns[0] };
  const empty = { rows: zeroFrameSize(vision), columns: zeroFrameSize(vision) };
  const { span } = source;
  return {
    source: { ...source, span: span && { ...span, toUs: Math.min(span.toUs, video.framesEndUs) } },
    video,
    frames,
    squares,
    grid: { rows: patches.rows / vision.downsample, columns: patches.columns / vision.downsample },
    tokens: frames.length * frameTokens(vision, patches) + (vision.frames - frames.length) * frameTokens(vision, empty),
  };
}

function positionsOf(video: VideoInfo, span: Span | null, wanted: number): number[] {
  const { averageFps: fps, frameCount: frames, frameTimesUs } = video;
  if (span === null) return framePositions({ fps, frames, wanted });
  if (span.fromUs >= video.framesEndUs || span.toUs < span.fromUs) {
    throw new ProblemError({ code: 'span-outside-video', path: video.path, span, durationUs: video.framesEndUs });
  }
  const { fromUs: startUs, toUs: endUs } = span;
  if (video.variableFrameRate) return segmentPositionsByTime({ fps, frameTimesUs, startUs, endUs, wanted });
  return segmentPositions({ fps, frames, startS: secondsFromUs(startUs), endS: secondsFromUs(endUs), wanted });
}
