/** Clips that a model has been shown for a person who is at them: the last few, so that the next answer begins at once. */
import type { Segment, Video } from '../../document/records.ts';
import { ProblemError } from '../../document/problem.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Drafter, Shown } from '../drafting/drafter.ts';
import { observeVideo, pathOfVideo } from '../library/observe.ts';

export interface ClipAsked {
  readonly drafter: Drafter;
  readonly video: Video;
  /** Null: the whole video. */
  readonly segment: Segment | null;
}

/** Each holds its visual tokens: some megabytes of a large model. */
const CLIPS_KEPT = 6;

export class ShownClips {
  readonly #kept = new Map<string, Promise<Shown>>();

  /** Throws media's problems, `video-changed`, and the reason of the signal, which leaves the reading alone. */
  async get(store: ProjectStore, { drafter, segment, video }: ClipAsked, signal: AbortSignal): Promise<Shown> {
    const path = pathOfVideo(store, video);
    const file = await observeVideo(store, video, { ffmpeg: null, signal });
    if (file.state === 'changed') throw new ProblemError({ code: 'video-changed', path });
    if (file.problem && file.state !== 'present') throw new ProblemError(file.problem);
    const span = segment && { fromUs: segment.fromUs, toUs: segment.toUs };
    const fingerprint = file.fingerprint ?? '';
    const key = JSON.stringify([drafter.model.weightsHash, path, fingerprint, span]);
    let shown = this.#kept.get(key);
    if (shown === undefined) {
      // Whoever asks next may want it although this one has left.
      shown = drafter.look({ path, span, fingerprint, priority: 'interactive' }, new AbortController().signal);
      shown.catch(() => this.#kept.delete(key));
    }
    this.#keep(key, shown);
    return unlessLeft(shown, signal);
  }

  clear(): void {
    this.#kept.clear();
  }

  #keep(key: string, shown: Promise<Shown>): void {
    this.#kept.delete(key);
    this.#kept.set(key, shown);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > CLIPS_KEPT && oldest !== undefined) this.#kept.delete(oldest);
  }
}

async function unlessLeft(shown: Promise<Shown>, signal: AbortSignal): Promise<Shown> {
  signal.throwIfAborted();
  const left = Promise.withResolvers<never>();
  const leave = (): void => left.reject(signal.reason as Error);
  signal.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([shown, left.promise]);
  } finally {
    signal.removeEventListener('abort', leave);
  }
}
