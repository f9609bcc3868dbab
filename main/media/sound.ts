/** Sound on the clock of the pictures: time 0 is the first frame, and what is missing is silence. Knows nothing of its use. */
import { SAFE_INPUT } from './source.ts';
import type { VideoInfo } from './video-info.ts';

/** Options before `-i` so that pictures and sound keep the clock that the video's frames were found by. */
export function ownClock({ access }: VideoInfo): string[] {
  return [...SAFE_INPUT, ...(access.hasOwnTimes ? ['-copyts'] : [])];
}

export interface SoundForm {
  readonly rate: number;
  readonly layout: 'mono' | 'stereo';
  /** Which sample is the first one given; 0 where not stated. */
  readonly fromSample?: number | undefined;
}

/**
 * ffmpeg's filters on the first sound stream. What comes before the first frame is cut off; a later start, and gaps, are
 * filled up, so that sample n is at n / rate.
 */
export function soundFilter({ access }: VideoInfo, { rate, layout, fromSample = 0 }: SoundForm): string {
  const [first = 0] = access.ticks;
  const startS = (first * access.timeBase[0]) / access.timeBase[1];
  return (
    `[0:a:0]asetpts=PTS-(${startS.toFixed(6)})/TB,aresample=${rate}:async=1:first_pts=${fromSample},` +
    `aformat=sample_fmts=s16|fltp:channel_layouts=${layout}`
  );
}
