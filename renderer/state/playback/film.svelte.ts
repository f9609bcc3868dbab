/**
 * The pictures of one video that the window has at once, by time: those of one pass over it, soon after it is opened, and
 * those that came one by one. Knows no element and no player.
 */
import type { VideoId } from '../../../main/document/ids.ts';
import type { Span, Us } from '../../../main/document/time.ts';
import { persist } from '../../connection/connection.svelte.ts';
import type { App } from '../app.svelte.ts';

interface Picture {
  readonly us: Us;
  readonly url: string;
}

/** How a picture is asked for by itself; not `exact`: of the key frame before it, which is read sooner. */
interface Wanted {
  readonly height: number;
  readonly exact: boolean;
}

export class Film {
  /** Nothing more comes by itself. */
  isPassed = $state(false);
  /** By time. */
  #pictures: readonly Picture[] = $state.raw([]);
  readonly #app: App;
  readonly #videoId: VideoId;
  readonly #signal: AbortSignal;
  #pass: Promise<void> | undefined;

  constructor(app: App, videoId: VideoId, signal: AbortSignal) {
    this.#app = app;
    this.#videoId = videoId;
    this.#signal = signal;
  }

  /** Begins the pass, if nobody did. Resolves when it is over, however it ended. */
  async want(): Promise<void> {
    await (this.#pass ??= this.#read());
  }

  /** There is a copy now that more pictures are read from in the same time. */
  async wantMore(): Promise<void> {
    if (this.#pass === undefined) return;
    this.#pass = this.#pass.then(async () => this.#read());
    await this.#pass;
  }

  urlAt(us: Us, { exact, height }: Wanted): string {
    return `pictures/${this.#videoId}/at?us=${Math.round(us)}&h=${height}${exact ? '&exact=1' : ''}`;
  }

  /** The browser has it, so it is there at once when it is shown. */
  add(us: Us, url: string): void {
    const others = this.#pictures.filter((picture) => picture.us !== us);
    this.#pictures = [...others, { us, url }].sort((a, b) => a.us - b.us);
  }

  /** Of those that are there. */
  nearest(us: Us): string | undefined {
    const pictures = this.#pictures;
    const after = pictures.findIndex((picture) => picture.us >= us);
    if (after <= 0) return pictures.at(after)?.url;
    const [before, next] = [pictures[after - 1], pictures[after]] as [Picture, Picture];
    return us - before.us <= next.us - us ? before.url : next.url;
  }

  hasWithin({ fromUs, toUs }: Span): boolean {
    return this.#pictures.some(({ us }) => us >= fromUs && us < toUs);
  }

  async #read(): Promise<void> {
    const signal = this.#signal;
    try {
      await persist(this.#app.connection, async ({ library }) => {
        for await (const { jpeg, timeUs } of await library.filmStrip({ videoId: this.#videoId }, { signal })) {
          if (this.hasWithin({ fromUs: timeUs, toUs: timeUs + 1 })) continue;
          // Made into an object with an address, each would stop the window for milliseconds.
          this.add(timeUs, `data:image/jpeg;base64,${jpeg}`);
        }
      });
    } catch {
      // Why it cannot be read is told of where it is played.
    }
    this.isPassed = !signal.aborted;
  }
}
