/** How fast a run goes and how long it will still take. Knows nothing of what is done. */
import { performance } from 'node:perf_hooks';
import type { Pace } from './plan.ts';

/** The latest pieces of work that the rate is taken over, so that it follows a change of their size. */
const WINDOW = 50;

interface RunningPace {
  /** Call after each piece; `worked` is whether it took any work, `left` how many pieces are still to come. */
  after(piece: { readonly worked: boolean; readonly left: number }): Pace;
  seconds(): number;
}

export function startPace(now: () => number = () => performance.now()): RunningPace {
  const start = now();
  const ends = [start];
  return {
    after({ worked, left }) {
      if (worked) ends.push(now());
      if (ends.length > WINDOW + 1) ends.shift();
      const pieces = ends.length - 1;
      const first = ends[0] ?? start;
      const last = ends[pieces] ?? start;
      if (pieces === 0 || last <= first) return { perMinute: null, secondsLeft: null };
      const perSecond = (pieces / (last - first)) * 1000;
      return { perMinute: perSecond * 60, secondsLeft: left / perSecond };
    },
    seconds: () => (now() - start) / 1000,
  };
}
