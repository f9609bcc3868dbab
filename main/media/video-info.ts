/** What is known of a video before any picture of it is read. Plain data; how it is found out is probe.ts's business. */
import type { Problem } from '../document/problem.ts';
import type { Us } from '../document/time.ts';
import type { Colour } from './colour.ts';
import type { Orientation } from './orientation.ts';

export interface VideoInfo {
  readonly path: string;
  readonly bytes: number;
  /** ffmpeg's name: `mov,mp4,m4a,3gp,3g2,mj2`, `matroska,webm`, `mpegts`. */
  readonly container: string;
  /** From the first frame to the end of the file, where sound may be longer than pictures; never less than `framesEndUs`. */
  readonly durationUs: Us;
  /** When the last frame stops being shown. */
  readonly framesEndUs: Us;
  readonly frameCount: number;
  /** Presentation times, ascending, the first is 0: frame k is the k-th picture that decoding gives in the order of showing. */
  readonly frameTimesUs: readonly Us[];
  /** What the file states where its frames agree with it (so that 30000/1001 stays exact), else frames over time. */
  readonly averageFps: number;
  readonly variableFrameRate: boolean;
  /** As shown: after rotation, before the sample aspect ratio is applied (which readFrames does not). */
  readonly width: number;
  readonly height: number;
  /** Clockwise turn, in degrees, that readFrames has applied; a mirrored picture is mirrored too. */
  readonly rotation: 0 | 90 | 180 | 270;
  /** Width : height of a sample as shown; [1, 1] where the file states none. */
  readonly sampleAspectRatio: readonly [number, number];
  readonly codec: string;
  readonly pixelFormat: string;
  readonly colour: Colour;
  readonly audio: AudioInfo | null;
  /** `video-truncated`, `video-damaged`: the video is usable as described here. */
  readonly warnings: readonly Problem[];
  /** How readFrames finds the frames again; nobody else's business. */
  readonly access: FrameAccess;
}

export interface AudioInfo {
  readonly codec: string;
  readonly channels: number;
  readonly sampleRate: number;
}

/** Frames in the file's own terms. */
export interface FrameAccess {
  readonly streamIndex: number;
  /** Seconds a tick, as a fraction. */
  readonly timeBase: readonly [number, number];
  /** Presentation time of each frame, ascending. */
  readonly ticks: readonly number[];
  /** Which frames decoding can start at, ascending. */
  readonly keys: readonly number[];
  /** How much earlier than it is shown a packet can stand in the file, in ticks. */
  readonly reorderTicks: number;
  /** As stored, before rotation. */
  readonly storedWidth: number;
  readonly storedHeight: number;
  readonly orientation: Orientation;
  /** Whether a seek to a time lands where it should, in this kind of file. */
  readonly canSeek: boolean;
  /** Whether each frame has a time of its own; where not, frames are told by counting, and times are ffmpeg's guess. */
  readonly hasOwnTimes: boolean;
  /** Where the times come from: the packets as they stand in the file, or decoding all of it. */
  readonly from: 'packets' | 'decode';
}
