/** What every benchmark is, and what it is given. Knows none of them. */
import type { Ffmpeg } from '../../main/media/index.ts';
import type { Patience } from './measure.ts';
import type { Row } from './table.ts';

/** `tiny`: everything is done and nothing said by it; for the test that keeps benchmarks from rotting. */
export type Size = 'full' | 'tiny';

export interface Setting {
  readonly size: Size;
  /** For what is made once and kept: clips. What follows from the program's own code is made anew each time. */
  readonly folder: string;
  readonly ffmpeg: Ffmpeg;
  readonly patience: Patience;
}

export interface Benchmark {
  readonly name: string;
  /** Done only where it is asked for by name: it takes minutes. */
  readonly apart?: boolean;
  /** Why it cannot be done on this machine; null: it can. */
  readonly cannot?: () => string | null;
  readonly measure: (setting: Setting) => Promise<readonly Row[]>;
}
