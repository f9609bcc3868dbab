/**
 * One video on the stage: its frames, what plays it, and which frame is wanted and which is shown. Starts with the file
 * itself; a copy that plays better takes its place at the same frame. Knows no loop and no segment.
 */
import type { VideoDetail } from '../../../main/contract/index.ts';
import type { VideoId } from '../../../main/document/ids.ts';
import type { Problem } from '../../../main/document/problem.ts';
import type { Us } from '../../../main/document/time.ts';
import { persist, problemOf } from '../../connection/connection.svelte.ts';
import type { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';
import { Cover } from './cover.svelte.ts';
import { Film } from './film.svelte.ts';
import { aimOf, evenFrames, exactFrames, frameAt, nearestFrame, startOf } from './frames.ts';
import type { Frames } from './frames.ts';
import { isReached } from './reached.ts';
import { Screen } from './screen.svelte.ts';
import { Tracks } from './tracks.svelte.ts';

/** How far a copy may be off when it takes over while the video plays; after so many tries it may be further off. */
const FRAMES_OFF_PLAYING = 3;
const MOST_TRIES = 5;

export class Clip implements Disposable {
  readonly videoId: VideoId;
  readonly film: Film;
  readonly cover: Cover;
  readonly tracks: Tracks;
  /** The first is shown; one after it is being made ready to take its place. */
  screens: readonly Screen[] = $state.raw([]);
  /** How much of a copy is made; null: none is being made. */
  making: number | null = $state(null);
  problem: Problem | null = $state.raw(null);
  /** The browser cannot play the file itself; `late`: it did for a while. */
  unplayable: false | 'early' | 'late' = $state(false);
  /** The frame that is wanted: where the playhead stands. */
  frame = $state(0);
  /** Not null: it plays forward, so fast. */
  rate: number | null = $state(null);
  /** It plays, forward or backwards. */
  going = $state(false);
  /** Of a frame that was played. */
  onFrame: ((frame: number) => void) | undefined;
  onEnd: (() => void) | undefined;

  readonly #app: App;
  readonly #ending = new AbortController();
  #exact: Frames | null = $state.raw(null);
  #slow = false;
  /** Not null: it was playing so fast when there was nothing to play any more, and goes on when there is. */
  #heldRate: number | null = null;
  #copiesFailed = 0;
  /** So much the video plays on while a copy is brought to where it was. */
  #leadUs = 0;
  #tries = 0;
  /** What is shown is what is wanted: while it plays, and for the frame that comes after it was stopped. */
  #following = false;

  readonly detail: VideoDetail | null = $derived.by(() => this.#app.of(Details).of(this.videoId));
  readonly frames: Frames | null = $derived(this.#exact ?? framesByFacts(this.detail));
  readonly isExact = $derived(this.#exact !== null);
  readonly screen: Screen | null = $derived(this.screens[0] ?? null);
  /** Null: nothing is on the screen yet. */
  readonly shown: number | null = $derived.by(() => {
    const us = this.screen?.shownUs ?? null;
    return us === null || this.frames === null ? null : nearestFrame(this.frames, us);
  });
  readonly isThere = $derived(this.shown === this.frame);
  readonly atUs: Us = $derived(this.frames === null ? 0 : startOf(this.frames, this.frame));
  /** Sound may be longer than the pictures. */
  readonly endUs: Us = $derived(Math.max(this.frames?.endUs ?? 0, this.detail?.file.facts?.durationUs ?? 0));
  /** There is nothing to look at but single pictures. */
  readonly picturesOnly = $derived(this.unplayable !== false && this.screen?.state !== 'ready');

  constructor(app: App, videoId: VideoId) {
    this.#app = app;
    this.videoId = videoId;
    this.film = new Film(app, videoId, this.#ending.signal);
    this.cover = new Cover(videoId, this.film);
    this.tracks = new Tracks(app, videoId, this.#ending.signal);
    void this.#readFrames();
    void this.#findPlaying({ unplayable: false });
  }

  seekFrame(frame: number): void {
    if (this.frames === null) return;
    this.#heldRate = null;
    this.#following = this.rate !== null;
    this.frame = Math.min(Math.max(0, frame), this.frames.timesUs.length - 1);
    if (this.picturesOnly) this.cover.showExact(this.atUs);
    else if (this.isThere) this.cover.hide();
    else this.cover.showSoon(this.atUs, { atOnce: this.#slow });
    this.screen?.seek(aimOf(this.frames, this.frame));
  }

  seek(us: Us): void {
    if (this.frames !== null) this.seekFrame(frameAt(this.frames, us));
  }

  play(rate: number): void {
    this.rate = rate;
    this.going = true;
    this.#following = true;
    this.screen?.play(rate);
  }

  /** Whoever steps it backwards says so; the browser cannot. */
  playBack(): void {
    this.pause();
    this.going = true;
  }

  pause(): void {
    this.#heldRate = null;
    this.rate = null;
    this.going = false;
    this.screen?.pause();
  }

  [Symbol.dispose](): void {
    this.#ending.abort();
    this.cover[Symbol.dispose]();
  }

  async #readFrames(): Promise<void> {
    const { signal } = this.#ending;
    try {
      const timesUs = await persist(this.#app.connection, async ({ library }) =>
        library.frameTimes({ videoId: this.videoId }, { signal }),
      );
      if (timesUs.length === 0) return;
      const { atUs } = this;
      this.#exact = exactFrames(timesUs, this.detail?.file.facts?.durationUs ?? 0);
      this.frame = frameAt(this.#exact, atUs);
      if (this.isThere) this.cover.hide();
    } catch (error) {
      if (!signal.aborted) this.problem ??= problemOf(error) ?? null;
    }
  }

  /** What to play, and what plays better as soon as it is made. */
  async #findPlaying(how: { readonly unplayable: boolean }): Promise<void> {
    const { signal } = this.#ending;
    try {
      await persist(this.#app.connection, async ({ library }) => {
        for await (const playing of await library.playing({ videoId: this.videoId, ...how }, { signal })) {
          this.making = playing.kind === 'waiting' ? playing.share : null;
          if (playing.kind === 'failed') this.problem = playing.problem;
          if (playing.kind === 'proxy') this.#bringCopy();
          if (playing.kind === 'original') this.#bringOriginal(playing);
        }
      });
    } catch (error) {
      if (!signal.aborted) this.problem = problemOf(error) ?? null;
    }
  }

  #bringOriginal({ slow }: { readonly slow: boolean }): void {
    this.#slow = slow;
    if (this.unplayable === false) this.#bring(`media/${this.videoId}`, { isCopy: false });
  }

  #bringCopy(): void {
    this.#bring(`media/${this.videoId}?proxy=1`, { isCopy: true });
    void this.film.wantMore();
  }

  /** At once where nothing is shown; else it takes the place of what is shown when it shows the same frame. */
  #bring(url: string, { isCopy }: { readonly isCopy: boolean }): void {
    if (this.screens.some((screen) => screen.url === url)) return;
    const screen = new Screen(url);
    screen.onFailure = (how) => void this.#failed(screen, { ...how, isCopy });
    screen.onStall = () => void this.#stalled(screen, { isCopy });
    screen.onFrame = (us) => this.#frameOf(screen, us);
    screen.onEnd = () => screen === this.screen && this.onEnd?.();
    if (this.screen === null || this.screen.state === 'failed') return this.#put(screen);
    this.screens = [...this.screens, screen];
    if (this.frames !== null && this.frame > 0) screen.seek(aimOf(this.frames, this.frame));
  }

  /** On the stage, alone, at the frame that is wanted; it plays what another could not, or what was wanted before it came. */
  #put(screen: Screen): void {
    this.screens = [screen];
    if (this.frames !== null && this.frame > 0) screen.seek(aimOf(this.frames, this.frame));
    const rate = this.#heldRate ?? this.rate;
    if (rate !== null) this.play(rate);
    this.#heldRate = null;
  }

  #frameOf(screen: Screen, us: Us): void {
    if (this.frames === null) return;
    const frame = nearestFrame(this.frames, us);
    if (screen !== this.screen) return this.#comingFrame(screen, frame, this.frames);
    if (!screen.seeking && this.#following) {
      this.frame = frame;
      this.onFrame?.(frame);
    }
    if (this.isThere) this.cover.hide();
  }

  #comingFrame(screen: Screen, frame: number, frames: Frames): void {
    if (!this.#mayTakeOver(frame)) {
      // The first time it was not sent anywhere yet.
      if (this.rate !== null && this.#tries > 1) this.#leadUs += this.atUs - startOf(frames, frame);
      return screen.seek(aimOf(frames, frameAt(frames, this.atUs + (this.rate === null ? 0 : this.#leadUs))));
    }
    this.screen?.pause();
    this.screens = [screen];
    this.#slow = false;
    this.cover.hide();
    if (this.rate !== null) screen.play(this.rate);
  }

  /** Where nothing plays, only at the very frame. */
  #mayTakeOver(frame: number): boolean {
    const off = Math.abs(frame - this.frame);
    if (!this.going) return off === 0;
    return off <= FRAMES_OFF_PLAYING * Math.max(1, Math.abs(this.rate ?? 1)) || ++this.#tries > MOST_TRIES;
  }

  async #failed(screen: Screen, { isCopy, isLate }: { readonly isCopy: boolean; readonly isLate: boolean }) {
    const rate = this.rate ?? this.#heldRate;
    if (screen === this.screen) {
      this.pause();
      this.#heldRate = rate;
    }
    const wasReached = await this.#wasReached(screen);
    if (wasReached === null || !this.screens.includes(screen)) return;
    if (!wasReached) {
      screen.restart();
      return screen === this.screen ? this.#put(screen) : undefined;
    }
    const others = this.screens.filter((each) => each !== screen);
    if (isCopy) {
      this.screens = others;
      // It may have been thrown away; one that is there and cannot be played is made no better by making it again.
      if (others.length === 0 && this.#copiesFailed++ === 0)
        void this.#findPlaying({ unplayable: this.unplayable !== false });
      return;
    }
    this.unplayable = isLate ? 'late' : 'early';
    this.making = 0;
    const [copy] = others;
    if (copy !== undefined && copy.state !== 'failed') this.#put(copy);
    // What broke off still shows its last frame.
    else if (!this.isThere) this.cover.showExact(this.atUs);
    void this.#findPlaying({ unplayable: true });
  }

  /** Goes on waiting; a copy that comes meanwhile takes over. */
  async #stalled(screen: Screen, { isCopy }: { readonly isCopy: boolean }): Promise<void> {
    if (!isCopy && (await this.#wasReached(screen)) === true) void this.#findPlaying({ unplayable: true });
  }

  /** Null: nobody wants to know any more. */
  async #wasReached({ url }: Screen): Promise<boolean | null> {
    return isReached(this.#app.connection, url, this.#ending.signal).catch(() => null);
  }
}

function framesByFacts(detail: VideoDetail | null): Frames | null {
  const facts = detail?.file.facts ?? null;
  return facts === null ? null : evenFrames({ count: facts.frameCount, fps: facts.averageFps });
}
