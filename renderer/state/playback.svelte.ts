/**
 * Playing and stepping: forward by the browser, backwards by steps, a segment again and again. Holds the video on the stage
 * and the one that comes next, which is read ahead. Knows no element and draws nothing.
 */
import type { VideoId } from '../../main/document/ids.ts';
import { US_PER_SECOND } from '../../main/document/time.ts';
import type { Span, Us } from '../../main/document/time.ts';
import { afterPainting } from './after-painting.ts';
import type { App } from './app.svelte.ts';
import { Details } from './details.svelte.ts';
import { keep, kept } from './kept.ts';
import { outliving } from './outliving.svelte.ts';
import { Clip } from './playback/clip.svelte.ts';
import { framesOf } from './playback/frames.ts';
import { faster, slower } from './playback/speed.ts';

/** The one on the stage, the one before it, and the one to come. */
const CLIPS_KEPT = 3;

export class Playback {
  readonly #app: App;
  readonly #pool = new Map<VideoId, Clip>();
  #next: VideoId | null = $state(null);
  #wanted: VideoId | null = null;
  /** Below 0: backwards. It stays while it pauses. */
  speed = $state(1);
  #muted = $state(kept('muted', (value) => typeof value === 'boolean') ?? false);
  /** What is played again and again; null: it plays to the end of the video. */
  loop: Span | null = $state.raw(null);
  #reversing = 0;

  /** The one that is shown first; the others are read ahead. */
  readonly clips: readonly Clip[] = $derived.by(() => {
    const ids = [this.#app.selection.videoId, this.#next].filter((videoId) => videoId !== null);
    const clips = [...new Set(ids)].map((videoId) => this.#clipOf(videoId));
    this.#forget(clips);
    // Later, because it changes what this is derived from.
    queueMicrotask(() => {
      this.#leave(clips[0]);
      void this.#readFilms(clips);
    });
    return clips;
  });
  /** Null: no video is selected. */
  readonly clip: Clip | null = $derived.by(() =>
    this.#app.selection.videoId === null ? null : (this.clips[0] ?? null),
  );

  readonly playing: boolean = $derived(this.clip?.going ?? false);

  constructor(app: App) {
    this.#app = app;
    app.of(Details);
  }

  get muted(): boolean {
    return this.#muted;
  }
  set muted(muted: boolean) {
    this.#muted = muted;
    keep('muted', muted);
  }

  /** Makes the next video ready, so that it is there at once; what is shown now is seen first. */
  preload(videoId: VideoId | null): void {
    this.#wanted = videoId;
    afterPainting(() => {
      this.#next = this.#wanted;
      if (this.#next !== null) this.#app.of(Details).want(this.#next);
    });
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play(this.speed);
  }

  play(speed: number): void {
    const { clip } = this;
    if (clip === null || clip.frames === null || clip.picturesOnly) return;
    this.speed = speed;
    const last = clip.frames.timesUs.length - 1;
    if (speed > 0) {
      this.#stopReversing();
      if (clip.frame === last && this.loop === null) clip.seekFrame(0);
      clip.play(speed);
    } else {
      clip.playBack();
      this.#reverse(clip);
    }
  }

  pause(): void {
    this.loop = null;
    this.#stopReversing();
    this.clip?.pause();
    if (this.speed < 0) this.speed = 1;
  }

  faster(): void {
    this.play(this.playing ? faster(this.speed) : this.speed);
  }

  slower(): void {
    this.play(this.playing ? slower(this.speed) : -1);
  }

  /** By frames; it pauses. */
  step(frames: number): void {
    this.pause();
    this.clip?.seekFrame(this.clip.frame + frames);
  }

  skip(byUs: Us): void {
    const { clip } = this;
    if (clip === null) return;
    this.seek(clip.atUs + byUs);
  }

  /** Goes on playing where it played. */
  seek(us: Us): void {
    const { clip } = this;
    if (clip === null) return;
    if (this.loop !== null && (us < this.loop.fromUs || us >= this.loop.toUs)) this.loop = null;
    clip.seek(Math.min(Math.max(0, us), clip.endUs));
    if (this.playing && this.speed < 0) this.#reverse(clip);
  }

  toStart(): void {
    this.seek(0);
  }

  toEnd(): void {
    this.pause();
    if (this.clip !== null) this.seek(this.clip.endUs);
  }

  /** From its start, again and again until it is paused. */
  playAgain(span: Span): void {
    const { clip } = this;
    if (clip === null) return;
    clip.seek(span.fromUs);
    this.play(Math.max(this.speed, 0.25));
    this.loop = span;
  }

  #clipOf(videoId: VideoId): Clip {
    const known = this.#pool.get(videoId);
    if (known !== undefined) this.#pool.delete(videoId);
    const clip = known ?? outliving(() => new Clip(this.#app, videoId));
    this.#pool.set(videoId, clip);
    clip.onFrame = (frame) => this.#frameOf(clip, frame);
    clip.onEnd = () => this.#endOf(clip);
    return clip;
  }

  /** What is no longer on the stage stops. */
  #leave(stays: Clip | undefined): void {
    for (const clip of this.#pool.values()) {
      if (clip === stays) continue;
      if (clip.going) this.loop = null;
      clip.pause();
    }
  }

  /** Of the one on the stage first. */
  async #readFilms(clips: readonly Clip[]): Promise<void> {
    for (const clip of clips) {
      if (this.#pool.get(clip.videoId) === clip) await clip.film.want();
    }
  }

  #forget(shown: readonly Clip[]): void {
    for (const [videoId, clip] of this.#pool) {
      if (shown.includes(clip)) continue;
      if (this.#pool.size > CLIPS_KEPT) {
        clip[Symbol.dispose]();
        this.#pool.delete(videoId);
      }
    }
  }

  #frameOf(clip: Clip, frame: number): void {
    if (clip !== this.clip || clip.rate === null || clip.frames === null || this.loop === null) return;
    const [first, last] = framesOf(clip.frames, this.loop);
    if (frame >= last || frame < first) clip.seekFrame(first);
  }

  #endOf(clip: Clip): void {
    // A seek to the end ends it too, which is nothing to somebody who steps.
    if (clip !== this.clip || clip.rate === null) return;
    if (this.loop === null) return this.pause();
    clip.seek(this.loop.fromUs);
    clip.play(this.speed);
  }

  /** From where it is, at the speed, as many frames as the screen keeps up with. */
  #reverse(clip: Clip): void {
    this.#stopReversing();
    const [fromUs, startedAt] = [clip.atUs, performance.now()];
    const next = (now: number) => {
      const us = fromUs + ((now - startedAt) / 1000) * US_PER_SECOND * this.speed;
      clip.seek(Math.max(0, us));
      if (us <= 0 || clip !== this.clip) this.pause();
      else this.#reversing = requestAnimationFrame(next);
    };
    this.#reversing = requestAnimationFrame(next);
  }

  #stopReversing(): void {
    cancelAnimationFrame(this.#reversing);
  }
}
