/** The numbers of the project, of all of it or of what a search finds, counted when they are asked for. Knows no component. */
import type { OpenProject } from '../../main/contract/index.ts';
import type { StatsReport } from '../../main/document/measures/stats-report.ts';
import type { Problem } from '../../main/document/problem.ts';
import { problemOf } from '../connection/connection.svelte.ts';
import type { App } from './app.svelte.ts';

export type GroupName = keyof StatsReport['groups'];

export class Measures {
  query = $state('');
  /** Null: not counted yet. */
  report: StatsReport | null = $state.raw(null);
  /** 0 to 1; null: nothing is being counted. */
  share: number | null = $state(null);
  problem: Problem | string | null = $state.raw(null);
  /** Something changed since it was counted. */
  isOld = $state(false);
  by: GroupName = $state('model');
  readonly #app: App;
  #open: OpenProject | null = null;
  #stop: AbortController | undefined;

  constructor(app: App) {
    this.#app = app;
    const changed = () => {
      if (this.report !== null) this.isOld = true;
    };
    app.session.listen({ changed, all: changed });
  }

  /** The screen is shown: counted anew where that was not done, or something changed. */
  async load(): Promise<void> {
    const { open } = this.#app.session;
    if (open?.path !== this.#open?.path) this.report = null;
    this.#open = open;
    if (this.report === null || this.isOld) await this.count();
  }

  /** A later count stops the one before; what was counted stays until then. */
  async count(): Promise<void> {
    this.#stop?.abort();
    const stop = (this.#stop = new AbortController());
    this.share = 0;
    this.problem = null;
    try {
      const { measures } = await this.#app.services();
      for await (const event of await measures.stats({ query: this.query }, { signal: stop.signal })) {
        if (stop.signal.aborted) return;
        if (event.event === 'progress') this.share = event.of === 0 ? 1 : event.videos / event.of;
        else {
          this.report = event.report;
          this.isOld = false;
        }
      }
    } catch (error) {
      if (!stop.signal.aborted) this.problem = problemOf(error) ?? String(error);
    } finally {
      if (this.#stop === stop) this.share = null;
    }
  }
}
