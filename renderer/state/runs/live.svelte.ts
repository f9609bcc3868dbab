/** A run that is on, as its events tell it, by whichever process it is worked on. Knows no call. */
import type { Failures, RunCounts, RunEvent, RunText } from '../../../main/contract/index.ts';
import type { RunId } from '../../../main/document/ids.ts';
import type { Running } from '../running.svelte.ts';

/** So many of the newest texts are shown. */
const NEWEST = 8;

export interface Written {
  readonly path: string;
  readonly text: RunText;
}

export class LiveRun {
  readonly runId: RunId;
  readonly recipe: string;
  counts: RunCounts = $state.raw({ done: 0, failed: 0, skipped: 0, total: 0 });
  texts = $state(0);
  failures: Failures = $state.raw({});
  /** Null until a video is done. */
  perMinute: number | null = $state(null);
  secondsLeft: number | null = $state(null);
  paused = $state(false);
  /** The newest first. */
  written: readonly Written[] = $state.raw([]);
  readonly state: 'running' | 'paused' = $derived(this.paused ? 'paused' : 'running');
  readonly over: number = $derived(this.counts.done + this.counts.failed + this.counts.skipped);
  readonly line: Running = $derived.by(() => ({
    name: this.recipe,
    done: this.over,
    total: this.counts.total,
    failed: this.counts.failed,
    perMinute: this.perMinute,
    leftMs: this.secondsLeft === null ? null : this.secondsLeft * 1000,
  }));

  constructor({ runId, recipe, total }: { readonly runId: RunId; readonly recipe: string; readonly total: number }) {
    this.runId = runId;
    this.recipe = recipe;
    this.counts = { ...this.counts, total };
  }

  tell(event: RunEvent): void {
    switch (event.event) {
      case 'progress':
        this.counts = event;
        this.texts = event.texts;
        this.failures = event.failures;
        this.perMinute = event.perMinute;
        this.secondsLeft = event.secondsLeft;
        return;
      case 'item':
        this.written = [...event.texts.map((text) => ({ path: event.path, text })).reverse(), ...this.written].slice(
          0,
          NEWEST,
        );
        return;
      case 'paused':
      case 'resumed':
        this.paused = event.event === 'paused';
        return;
      case 'started':
      case 'failed':
      case 'finished':
        return;
    }
  }
}
