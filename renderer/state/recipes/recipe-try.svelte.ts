/** What a recipe would write about the clip at hand, as it is written; nothing of it is kept. Knows no component. */
import type { TryEvent } from '../../../main/contract/index.ts';
import type { Problem } from '../../../main/document/problem.ts';
import type { App } from '../app.svelte.ts';

type Told = Extract<TryEvent, { event: 'text' }>;

export class RecipeTry {
  running = $state(false);
  texts: readonly Told[] = $state.raw([]);
  /** Not null: the model does not know this kind of video, and wrote nothing. */
  outside: Extract<TryEvent, { event: 'outside' }> | null = $state.raw(null);
  end: { readonly texts: number; readonly seconds: number; readonly problem: Problem | null } | null = $state.raw(null);
  readonly #app: App;
  #stop: AbortController | undefined;

  constructor(app: App) {
    this.#app = app;
  }

  /** Of the video that is selected, or of its segment. What there was is put away. */
  async begin(text: string, { anyway }: { readonly anyway: boolean }): Promise<void> {
    const { videoId, segmentId } = this.#app.selection;
    if (videoId === null) return;
    this.stop();
    const stop = (this.#stop = new AbortController());
    this.texts = [];
    this.outside = null;
    this.end = null;
    this.running = true;
    try {
      const { recipes } = await this.#app.services();
      const asked = { text, videoId, segmentId, anyway };
      for await (const event of await recipes.try(asked, { signal: stop.signal })) {
        if (stop.signal.aborted) return;
        this.#tell(event);
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    } finally {
      if (this.#stop === stop) this.running = false;
    }
  }

  stop(): void {
    this.#stop?.abort();
    this.running = false;
  }

  #tell(event: TryEvent): void {
    switch (event.event) {
      case 'text':
        this.texts = [...this.texts, event];
        return;
      case 'outside':
        this.outside = event;
        return;
      case 'done':
        this.end = event;
        return;
    }
  }
}
