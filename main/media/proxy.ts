/**
 * Makes a small copy of a video that every browser engine plays and seeks in fast, with every picture at its own time.
 * Knows nothing of who needs one, or of where copies are kept.
 */
import { colourOptions, writeCopy } from './faithful-copy.ts';
import type { CopyOptions } from './faithful-copy.ts';
import type { Ffmpeg } from './ffmpeg.ts';
import { isSideways } from './orientation.ts';
import type { Size } from './still.ts';
import type { VideoInfo } from './video-info.ts';

/** Throws as `writeCopy`, with `proxy-unfaithful`. */
export function makeProxy(
  ffmpeg: Ffmpeg,
  video: VideoInfo,
  target: string,
  options: CopyOptions = {},
): Promise<VideoInfo> {
  const { scale, x264 } = colourOptions(video);
  const { width, height } = proxySize(video);
  const [w, h] = isSideways(video.access.orientation) ? [height, width] : [width, height];
  const plan = {
    frames: [0, video.frameCount],
    input: [],
    filter: `scale=w=${w}:h=${h}:flags=bilinear:${scale},format=yuv420p,setsar=1`,
    encoding: [
      ...['-preset', 'superfast', '-tune', 'fastdecode', '-crf', '23'],
      ...['-g', `${KEY_FRAME_EVERY}`, '-x264-params', x264],
    ],
    isBackground: true,
    unfaithful: 'proxy-unfaithful',
  } as const;
  return writeCopy(ffmpeg, video, target, plan, options);
}

/** The longer way from one key frame to the next makes a smaller file and a slower click: 12 frames give 9 ms, rarely 45. */
const KEY_FRAME_EVERY = 12;

/** Of the shorter side. */
const PROXY_SIDE = 480;

/** As shown, with square samples, even sides (4:2:0 needs them), never larger than the video. */
function proxySize({ width, height, sampleAspectRatio: [across, down] }: VideoInfo): Size {
  const shownWidth = (width * across) / down;
  const scale = Math.min(1, PROXY_SIDE / Math.min(shownWidth, height));
  return { width: even(shownWidth * scale), height: even(height * scale) };
}

function even(side: number): number {
  return Math.max(2, 2 * Math.round(side / 2));
}
