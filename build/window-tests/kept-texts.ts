/** What a project holds, read from its file while others write in it. Knows no window. */
import { openProject } from '../../main/services/index.ts';

interface KeptText {
  readonly text: string;
  /** Null: the person is still at it. */
  readonly decision: string | null;
}

/** What people said, in the order in which it was begun. */
export function readResponses(project: string): KeptText[] {
  using store = openProject(project, { readOnly: true });
  return [...store.all('response')].map(({ text, decision }) => ({ text, decision }));
}

interface KeptSegment {
  readonly tier: string;
  /** Numbers of frames, of so many a second; the first, and the one after the last. */
  readonly frames: readonly [from: number, to: number];
}

/** By time. A time at which no frame begins is no number. */
export function readSegments(project: string, framesPerSecond: number): KeptSegment[] {
  using store = openProject(project, { readOnly: true });
  const frameAt = (us: number) => {
    const frame = Math.round((us * framesPerSecond) / 1e6);
    return Math.abs(us - (frame * 1e6) / framesPerSecond) < 1 ? frame : Number.NaN;
  };
  return [...store.all('segment')]
    .toSorted((a, b) => a.fromUs - b.fromUs)
    .map(({ fromUs, tier, toUs }) => ({ tier, frames: [frameAt(fromUs), frameAt(toUs)] }));
}

/** How many texts models wrote. */
export function countSuggestions(project: string): number {
  using store = openProject(project, { readOnly: true });
  return store.count('suggestion');
}
