/**
 * One video element with one source: brings it to a time, the last wish first, and tells what it shows. Times are those of
 * the video's frames, from 0 at the first. Knows no frame numbers and no project.
 */
import { secondsFromUs, usFromSeconds } from '../../../main/document/time.ts';
import type { Us } from '../../../main/document/time.ts';

/** Whoever waits longer for a picture waits in vain, or for much too long. */
const STALL_MS = 10_000;

/** A frame is told of within two of the screen's own; no person waits so short a time for a picture. */
const SILENCE_MS = 100;
/** Not so far that it is another frame: what is gone to is the middle of one. */
const NUDGE_S = 0.0001;

export class Screen {
  readonly url: string;
  state: 'loading' | 'ready' | 'failed' = $state('loading');
  /** Of the frame that is on the screen; null before the first. */
  shownUs: Us | null = $state(null);
  onFrame: ((us: Us) => void) | undefined;
  onEnd: (() => void) | undefined;
  /** `isLate`: it has shown pictures before. Nothing more comes, unless it is begun again. */
  onFailure: ((how: { readonly isLate: boolean }) => void) | undefined;
  /** A picture is waited for, for long. */
  onStall: (() => void) | undefined;
  #element: HTMLVideoElement | undefined;
  /** Of the first frame, as the player counts: containers may begin anywhere. */
  #originUs: Us | undefined;
  #aimUs: Us | undefined;
  #seeking = false;
  /** The frame that was gone to has not been told of. */
  #awaited = false;
  #rate: number | undefined;
  #stallTimer: ReturnType<typeof setTimeout> | undefined;
  #silenceTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(url: string) {
    this.url = url;
  }

  /** For `{@attach}`. */
  readonly attach = (element: HTMLVideoElement): (() => void) => {
    this.#element = element;
    let callback = element.requestVideoFrameCallback(function next(this: void, _now, frame) {
      tell(frame.mediaTime);
      callback = element.requestVideoFrameCallback(next);
    });
    const tell = (seconds: number) => this.#shown(usFromSeconds(seconds));
    const listeners = {
      // Chromium plays the sound of a video that it cannot decode, and raises no error.
      loadeddata: () => (element.videoWidth > 0 ? this.#loaded() : this.#fail()),
      error: () => this.#fail(),
      seeked: () => this.#arrived(),
      waiting: () => this.#expectPicture(),
      playing: () => clearTimeout(this.#stallTimer),
      ended: () => this.onEnd?.(),
    };
    for (const [type, listener] of Object.entries(listeners)) element.addEventListener(type, listener);
    this.#expectPicture();
    return () => {
      clearTimeout(this.#stallTimer);
      clearTimeout(this.#silenceTimer);
      element.cancelVideoFrameCallback(callback);
      for (const [type, listener] of Object.entries(listeners)) element.removeEventListener(type, listener);
      // Lets go of the file and of what is still being sent of it.
      element.removeAttribute('src');
      element.load();
    };
  };

  /** What is on the screen is not yet what is wanted. */
  get seeking(): boolean {
    return this.#seeking || this.#aimUs !== undefined;
  }

  seek(us: Us): void {
    this.#aimUs = us;
    if (!this.#seeking) this.#go();
  }

  play(rate: number): void {
    this.#rate = rate;
    const element = this.#element;
    // Before the first frame is seen, nothing says where the frames begin.
    if (element === undefined || this.state !== 'ready' || this.#originUs === undefined) return;
    element.playbackRate = rate;
    // What stops it before it began is the next wish.
    element.play().catch(() => undefined);
  }

  pause(): void {
    this.#rate = undefined;
    this.#element?.pause();
  }

  /** From the beginning of the file; what is wanted then is to be said again. */
  restart(): void {
    this.state = 'loading';
    this.#seeking = false;
    this.#element?.load();
  }

  #loaded(): void {
    if (this.state === 'failed') return;
    this.state = 'ready';
    this.#begin();
  }

  #fail(): void {
    clearTimeout(this.#stallTimer);
    if (this.state === 'failed') return;
    const isLate = this.state === 'ready';
    this.state = 'failed';
    this.onFailure?.({ isLate });
  }

  #shown(us: Us): void {
    clearTimeout(this.#stallTimer);
    clearTimeout(this.#silenceTimer);
    this.#awaited = false;
    const isFirst = this.#originUs === undefined;
    this.#originUs ??= us;
    this.shownUs = us - this.#originUs;
    this.onFrame?.(this.shownUs);
    if (isFirst) this.#begin();
  }

  /** What was wished for while it was loading. */
  #begin(): void {
    this.#go();
    if (this.#rate !== undefined) this.play(this.#rate);
  }

  #go(): void {
    const element = this.#element;
    if (element === undefined || this.#aimUs === undefined || this.#originUs === undefined) return;
    if (this.state === 'failed') return;
    this.#seeking = true;
    this.#awaited = true;
    this.#expectPicture();
    element.currentTime = secondsFromUs(this.#aimUs + this.#originUs);
    this.#aimUs = undefined;
  }

  #arrived(): void {
    clearTimeout(this.#stallTimer);
    this.#seeking = false;
    if (this.#aimUs === undefined && this.#awaited) this.#expectWord();
    this.#go();
  }

  /** A frame that is there before the player is asked about the next one is never told of: it is gone to once more. */
  #expectWord(): void {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = setTimeout(() => {
      const element = this.#element;
      if (element === undefined || !element.paused || this.seeking) return;
      this.#awaited = false; // once is enough where nothing is painted at all
      this.#seeking = true;
      element.currentTime += NUDGE_S;
    }, SILENCE_MS);
  }

  #expectPicture(): void {
    clearTimeout(this.#stallTimer);
    this.#stallTimer = setTimeout(() => this.onStall?.(), STALL_MS);
  }
}
