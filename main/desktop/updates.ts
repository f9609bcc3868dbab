/**
 * Whether a newer version is looked for, which is off until a person turns it on: then at the start and once a day, one
 * question. Knows no window.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Updates } from '../contract/desktop.ts';
import type { KeptFile, KeptUpdates } from './kept.ts';

const DAY_MS = 86_400_000;

interface UpdatesPlan {
  readonly kept: KeptFile;
  /** Of this app. */
  readonly version: string;
  /** Null: whoever packed this app named no place to ask. */
  readonly feed: string | null;
  readonly onChange: (updates: Updates) => void;
}

export class UpdateCheck {
  readonly #plan: UpdatesPlan;
  #left = new AbortController();
  #timer: NodeJS.Timeout | undefined;

  constructor(plan: UpdatesPlan) {
    this.#plan = plan;
    const { isOn, version } = plan.kept.now.updates;
    // What was newer than another version may be this one.
    if (version !== plan.version) this.#keep({ isOn, askedAtMs: null, answer: null });
    this.#askWhenDue();
  }

  get now(): Updates {
    const { feed, kept } = this.#plan;
    const { isOn, askedAtMs, answer } = kept.now.updates;
    return { feed, isOn, askedAtMs, answer };
  }

  /** Turned on, it is asked at once; turned off, what was heard is forgotten. */
  turn(isOn: boolean): void {
    if (isOn === this.now.isOn) return;
    this.#left.abort();
    this.#left = new AbortController();
    clearTimeout(this.#timer);
    this.#change({ isOn, askedAtMs: null, answer: null });
    this.#askWhenDue();
  }

  #askWhenDue(): void {
    const { isOn, askedAtMs, feed } = this.now;
    if (!isOn || feed === null) return;
    const dueInMs = dueIn(askedAtMs, Date.now());
    if (dueInMs === 0) void this.#ask(feed);
    else this.#timer = setTimeout(() => this.#askWhenDue(), dueInMs).unref();
  }

  async #ask(feed: string): Promise<void> {
    const { signal } = this.#left;
    // Before the first window is shown there is no hurry, and nothing of it is loaded.
    const { askForNewer } = await import('./releases.ts');
    const answer = await askForNewer({ feed, version: this.#plan.version, signal });
    if (signal.aborted) return;
    this.#change({ isOn: true, askedAtMs: Date.now(), answer: answer ?? 'newest' });
    this.#askWhenDue();
  }

  #change(updates: Omit<KeptUpdates, 'version'>): void {
    this.#keep(updates);
    this.#plan.onChange(this.now);
  }

  #keep(updates: Omit<KeptUpdates, 'version'>): void {
    this.#plan.kept.change({ updates: { ...updates, version: this.#plan.version } });
  }
}

/** A clock that was set back makes it due, not a thing of the far future. */
export function dueIn(askedAtMs: number | null, nowMs: number): number {
  if (askedAtMs === null || askedAtMs > nowMs) return 0;
  return Math.max(0, askedAtMs + DAY_MS - nowMs);
}

/** Named for this machine, else by whoever packed the app. */
export function feedOf(appFolder: string, environment: NodeJS.ProcessEnv): string | null {
  const named = environment['PANDA_RELEASE_FEED'];
  if (named) return named;
  const { releaseFeed } = JSON.parse(readFileSync(join(appFolder, 'package.json'), 'utf8')) as {
    readonly releaseFeed?: unknown;
  };
  return typeof releaseFeed === 'string' ? releaseFeed : null;
}
