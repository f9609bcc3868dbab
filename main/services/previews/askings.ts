/** How each kind of preview is asked for. */
import type { Us } from '../../document/time.ts';
import type { Asking } from './makings.ts';

export interface ThumbnailAsking extends Asking {
  readonly timeUs: Us;
  readonly height: number;
  readonly precision?: 'frame' | 'key' | undefined;
}

export interface FilmStripAsking extends Asking {
  readonly count: number;
  readonly height: number;
  /** Whatever is had soon, be it fewer pictures: of a large video its key frames alone. */
  readonly isQuick?: boolean | undefined;
}

export interface WaveformAsking extends Asking {
  readonly bucketsPerSecond: number;
}

export interface ProxyAsking extends Asking {
  /** 0 to 1. */
  readonly onProgress?: ((share: number) => void) | undefined;
}
