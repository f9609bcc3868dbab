/** A recipe that writes all its texts for one video or segment, by hand. Knows no component. */
import type { FillEvent } from '../../../main/contract/index.ts';
import type { SegmentId, VideoId } from '../../../main/document/ids.ts';
import type { App } from '../app.svelte.ts';
import { Details } from '../details.svelte.ts';
import type { Outside } from './generations.svelte.ts';

export interface Target {
  readonly videoId: VideoId;
  /** Null: the whole video. */
  readonly segmentId: SegmentId | null;
}

export class Filling {
  readonly #app: App;
  #controller: AbortController | null = null;
  /** What is being written for; null: nothing. */
  target: Target | null = $state.raw(null);
  /** Texts that were written so far. */
  written = $state(0);
  /** The model does not know this kind of video, so nothing was written for it. */
  outside: (Target & Outside) | null = $state.raw(null);
  /** It ended, and all of the recipe's texts were there before. */
  nothingToDo: Target | null = $state.raw(null);

  constructor(app: App) {
    this.#app = app;
  }

  async fill(target: Target, { anyway = false }: { readonly anyway?: boolean } = {}): Promise<void> {
    this.stop();
    const controller = (this.#controller = new AbortController());
    [this.target, this.written, this.outside, this.nothingToDo] = [target, 0, null, null];
    try {
      const services = await this.#app.services();
      const stream = await services.drafting.fill({ ...target, recipe: null, anyway }, { signal: controller.signal });
      for await (const event of stream) if (this.#controller === controller) this.#take(event, target);
    } catch (error) {
      if (!controller.signal.aborted) this.#app.report(error);
    }
    if (this.#controller === controller) [this.#controller, this.target] = [null, null];
    await this.#app.of(Details).refresh(target.videoId);
  }

  stop(): void {
    this.#controller?.abort();
    [this.#controller, this.target] = [null, null];
  }

  #take(event: FillEvent, target: Target): void {
    switch (event.event) {
      case 'kept':
        this.written++;
        return;
      case 'outside':
        this.outside = { ...target, score: event.score, threshold: event.threshold };
        return;
      case 'done':
        // That the model does not know the video is told where something can be done about it.
        if (this.outside !== null) return;
        if (event.problem !== null) this.#app.trouble = event.problem;
        else if (event.texts === 0) this.nothingToDo = target;
        return;
    }
  }
}
