/**
 * Pictures of frames in the browser's own keeping, so that they are there at once. A browser has six connections to a host,
 * and the videos need some of them: two pictures come at a time. Knows no component.
 */
import { SvelteSet } from 'svelte/reactivity';
import type { FrameSeen } from './frames-seen.ts';

const AT_ONCE = 2;
/** The browser keeps no more for ever either. */
const KNOWN = 400;

export class BroughtFrames {
  readonly #there = new SvelteSet<string>();
  #waiting: string[] = [];
  #lanes = 0;

  has({ url }: FrameSeen): boolean {
    return this.#there.has(url);
  }

  /** These next; what waits of earlier ones is not needed any more. */
  bring(frames: readonly FrameSeen[]): void {
    this.#waiting = frames.map(({ url }) => url).filter((url) => !this.#there.has(url));
    while (this.#lanes < Math.min(AT_ONCE, this.#waiting.length)) void this.#work();
  }

  async #work(): Promise<void> {
    this.#lanes++;
    for (let url = this.#waiting.shift(); url !== undefined; url = this.#waiting.shift()) {
      const picture = new Image();
      picture.src = url;
      // One that does not come is missing where it is shown.
      await picture.decode().catch(() => null);
      this.#there.add(url);
    }
    this.#lanes--;
    const [oldest] = this.#there;
    if (this.#there.size > KNOWN && oldest !== undefined) this.#there.delete(oldest);
  }
}
