/**
 * One video element with one source: brings it to a time, the last wish first, and tells what it shows. Times are those of
 * the video's frames, from 0 at the first. Knows no frame numbers and no project.
 */
import { secondsFromUs, usFromSeconds } from '../../../main/document/time.ts';
import type { Us } from '../../../main/document/time.ts';

export class Screen {
  readonly url: string;
  state: 'loading' | 'ready' | 'unplayable' = $state('loading');
  /** Of the frame that is on the screen; null before the first. */
  shownUs: Us | null = $state(null);
  onFrame: ((us: Us) => void) | undefined;
  onEnd: (() => void) | undefined;
  onUnplayable: (() => void) | undefined;
  #element: HTMLVideoElement | undefined;
  /** Of the first frame, as the player counts: containers may begin anywhere. */
  #originUs: Us | undefined;
  #aimUs: Us | undefined;
  #seeking = false;
  #rate: number | undefined;

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
      loadeddata: () => this.#loaded(element.videoWidth > 0),
      error: () => this.#loaded(false),
      seeked: () => this.#arrived(),
      ended: () => this.onEnd?.(),
    };
    for (const [type, listener] of Object.entries(listeners)) element.addEventListener(type, listener);
    return () => {
      element.cancelVideoFrameCallback(callback);
      for (const [type, listener] of Object.entries(listeners)) element.removeEventListener(type, listener);
      // Lets go of the file and of what is still being sent of it.
      element.removeAttribute('src');
      element.load();
    };
  };

  get seeking(): boolean {
    return this.#seeking;
  }

  seek(us: Us): void {
    this.#aimUs = us;
    if (!this.#seeking) this.#go();
  }

  play(rate: number): void {
    this.#rate = rate;
    const element = this.#element;
    if (element === undefined || this.state !== 'ready') return;
    element.playbackRate = rate;
    // What stops it before it began is the next wish.
    element.play().catch(() => undefined);
  }

  pause(): void {
    this.#rate = undefined;
    this.#element?.pause();
  }

  #loaded(hasPicture: boolean): void {
    if (this.state === 'unplayable') return;
    this.state = hasPicture ? 'ready' : 'unplayable';
    if (!hasPicture) this.onUnplayable?.();
    else if (this.#rate !== undefined) this.play(this.#rate);
  }

  #shown(us: Us): void {
    const isFirst = this.#originUs === undefined;
    this.#originUs ??= us;
    this.shownUs = us - this.#originUs;
    this.onFrame?.(this.shownUs);
    if (isFirst && !this.#seeking) this.#go();
  }

  #go(): void {
    const element = this.#element;
    if (element === undefined || this.#aimUs === undefined || this.#originUs === undefined) return;
    this.#seeking = true;
    element.currentTime = secondsFromUs(this.#aimUs + this.#originUs);
    this.#aimUs = undefined;
  }

  #arrived(): void {
    this.#seeking = false;
    this.#go();
  }
}
