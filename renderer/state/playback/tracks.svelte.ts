/** What else there is in a video: its sound, and where it is cut. Read when it is first looked at. Knows no frame. */
import type { Waveform } from '../../../main/contract/index.ts';
import type { VideoId } from '../../../main/document/ids.ts';
import type { Us } from '../../../main/document/time.ts';
import { persist } from '../../connection/connection.svelte.ts';
import type { App } from '../app.svelte.ts';

export class Tracks {
  readonly #app: App;
  readonly #videoId: VideoId;
  readonly #signal: AbortSignal;
  #waveform: Waveform | null = $state.raw(null);
  #cutsUs: readonly Us[] = $state.raw([]);
  #asked = false;

  constructor(app: App, videoId: VideoId, signal: AbortSignal) {
    this.#app = app;
    this.#videoId = videoId;
    this.#signal = signal;
  }

  /** Null: there is no sound, or it is still being read. */
  get waveform(): Waveform | null {
    this.#ask();
    return this.#waveform;
  }

  /** Where the picture changes at once; none until they are found. */
  get cutsUs(): readonly Us[] {
    this.#ask();
    return this.#cutsUs;
  }

  #ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    // A file that has neither is told of where it is played.
    this.#read().catch(() => undefined);
  }

  async #read(): Promise<void> {
    const [request, options] = [{ videoId: this.#videoId }, { signal: this.#signal }] as const;
    await persist(this.#app.connection, async ({ library }) => {
      this.#waveform = await library.waveform(request, options);
      // The whole video is looked through for them, so they come last.
      this.#cutsUs = await library.shots(request, options);
    });
  }
}
