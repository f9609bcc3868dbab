/**
 * The picture that lies over the screen while the frame that is wanted is not there: the nearest one that the window has at
 * once, where nothing plays the exact one after it. Knows no player.
 */
import type { VideoId } from '../../../main/document/ids.ts';
import type { Us } from '../../../main/document/time.ts';
import type { Film } from './film.svelte.ts';

/** Of the exact picture, pixels. */
const HEIGHT = 480;
/** Most frames are there sooner; a picture that is not quite the frame would only flicker. */
const PATIENCE_MS = 60;

export class Cover implements Disposable {
  readonly #film: Film;
  /** Shown where nothing nearer is known. */
  #picture: string | null = $state(null);
  /** Not null: the nearest picture to it is shown, and a nearer one once it has come. */
  #nearUs: Us | null = $state(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What is being fetched, and what is wanted by now. */
  #fetching: HTMLImageElement | undefined;
  #exactUs: Us | undefined;

  constructor(videoId: VideoId, film: Film) {
    this.#film = film;
    // The list of videos has it already.
    this.#picture = `pictures/${videoId}/thumb?h=86`;
  }

  /** Null: the screen itself is seen. */
  get url(): string | null {
    return (this.#nearUs === null ? null : this.#film.nearest(this.#nearUs)) ?? this.#picture;
  }

  showSoon(us: Us, { atOnce }: { readonly atOnce: boolean }): void {
    clearTimeout(this.#timer);
    if (atOnce || this.url !== null) this.#showNearest(us);
    else this.#timer = setTimeout(() => this.#showNearest(us), PATIENCE_MS);
  }

  showExact(us: Us): void {
    clearTimeout(this.#timer);
    this.#showNearest(us);
    this.#exactUs = us;
    if (this.#fetching === undefined) this.#fetch(us);
  }

  hide(): void {
    clearTimeout(this.#timer);
    this.#exactUs = undefined;
    this.#nearUs = null;
    this.#picture = null;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#exactUs = undefined;
  }

  #showNearest(us: Us): void {
    this.#picture = this.url;
    this.#nearUs = us;
  }

  #show(url: string): void {
    this.#picture = url;
    this.#nearUs = null;
  }

  /** One at a time, so that dragging does not queue up what nobody looks at any more. */
  #fetch(us: Us): void {
    const picture = new Image();
    this.#fetching = picture;
    const done = (isThere: boolean) => {
      this.#fetching = undefined;
      if (this.#exactUs === undefined) return;
      if (isThere) this.#show(picture.src);
      if (this.#exactUs !== us) this.#fetch(this.#exactUs);
    };
    picture.addEventListener('load', () => done(true));
    picture.addEventListener('error', () => done(false));
    picture.src = this.#film.urlAt(us, { height: HEIGHT, exact: true });
  }
}
