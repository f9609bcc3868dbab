/**
 * The runs of the project: those that were, and the one that is on, whoever started it and wherever it is worked on.
 * Knows no component.
 */
import type { OpenProject, RunEvent, RunPlan, RunSummary } from '../../main/contract/index.ts';
import type { RunId } from '../../main/document/ids.ts';
import type { App } from './app.svelte.ts';
import { LiveRun } from './runs/live.svelte.ts';
import { Undoing } from './runs/undoing.svelte.ts';

const AGAIN_MS = 1000;
/** What is observed comes many times a second; whether a run began elsewhere need not be known at once. */
const PACE_MS = 1000;

type Events = AsyncIterable<RunEvent>;

export class Runs {
  /** The newest first; null: not read yet. */
  list: readonly RunSummary[] | null = $state.raw(null);
  /** The one that is on; a project has one at most. */
  live: LiveRun | null = $state.raw(null);
  #picked: RunId | 'new' | null = $state(null);
  readonly undoing: Undoing;
  readonly #app: App;
  #open: OpenProject | null = null;
  #reading: 'no' | 'reading' | 'again' = 'no';
  #watched: RunId | null = null;

  constructor(app: App) {
    this.#app = app;
    this.undoing = new Undoing(app, async () => this.refresh());
    const look = () => this.#lookSoon();
    app.session.listen({ changed: look, observed: look, all: () => void this.refresh() });
  }

  /** What is shown: a run, or a new one that is being planned. */
  get picked(): RunId | 'new' | null {
    return this.#picked ?? this.live?.runId ?? this.list?.[0]?.run.id ?? null;
  }
  set picked(to: RunId | 'new' | null) {
    this.#picked = to;
  }

  readonly shown: RunSummary | null = $derived(this.list?.find(({ run }) => run.id === this.picked) ?? null);

  /** Another project has other runs. */
  attend(open: OpenProject | null): void {
    if (open?.path === this.#open?.path) return;
    this.#open = open;
    this.list = null;
    this.#over();
    this.#picked = null;
    if (open !== null) void this.refresh();
  }

  #isLooking = false;
  /** Whether one began elsewhere; where the list is on the screen, what became of the others too. */
  #lookSoon(): void {
    // While one is on, its own events tell more, and sooner.
    if (this.#isLooking || this.live !== null) return;
    this.#isLooking = true;
    setTimeout(() => {
      this.#isLooking = false;
      void this.#look();
    }, PACE_MS);
  }

  async #look(): Promise<void> {
    if (this.#open === null) return;
    if (this.#app.place === 'runs') return this.refresh();
    try {
      const runId = await (await this.#app.services()).runs.underWay();
      if (runId !== null && this.#watched === null) await this.refresh();
    } catch {
      // A cut connection is told by the connection; the next change asks again.
    }
  }

  /** Reads them anew, and watches the one that is on. */
  async refresh(): Promise<void> {
    if (this.#open === null) return;
    if (this.#reading !== 'no') {
      this.#reading = 'again';
      return;
    }
    this.#reading = 'reading';
    try {
      const { runs } = await this.#app.services();
      this.list = await runs.list();
      const on = this.list.find(({ run }) => run.state === 'running' || run.state === 'paused');
      if (on !== undefined && this.#watched === null) void this.#watch(on.run.id, runs.follow({ runId: on.run.id }));
    } catch (error) {
      // A cut connection is told by the connection; the next change asks again.
      if (this.#app.connection.online) this.#app.report(error);
    } finally {
      const again = (this.#reading as string) === 'again';
      this.#reading = 'no';
      if (again) void this.refresh();
    }
  }

  async start(plan: RunPlan): Promise<void> {
    const { runs } = await this.#app.services();
    await this.#begin(runs.start(plan));
  }

  async pause(): Promise<void> {
    if (this.live !== null) await (await this.#app.services()).runs.pause({ runId: this.live.runId });
  }

  /** One that is paused goes on; one that was stopped goes on from where it was. */
  async resume(runId: RunId): Promise<void> {
    const { runs } = await this.#app.services();
    await this.#begin(runs.resume({ runId }));
  }

  /** What failed, alone. */
  async retry(runId: RunId): Promise<void> {
    const { runs } = await this.#app.services();
    await this.#begin(runs.retry({ runId }));
  }

  async cancel(runId: RunId): Promise<void> {
    await (await this.#app.services()).runs.cancel({ runId });
    await this.refresh();
  }

  /** Until it has begun; what kept it from beginning is thrown. From then on it is watched as any other. */
  async #begin(asked: Promise<Events>): Promise<void> {
    const events = (await asked)[Symbol.asyncIterator]();
    const first = await events.next();
    if (first.done === true || first.value.event !== 'started') {
      await events.return?.();
      return this.refresh();
    }
    const { runId } = first.value;
    this.#picked = runId;
    const all = (async function* () {
      yield first.value;
      yield* { [Symbol.asyncIterator]: () => events };
    })();
    if (this.#watched === null) void this.#watch(runId, Promise.resolve(all));
    else await events.return?.();
    await this.refresh();
  }

  async #watch(runId: RunId, asked: Promise<Events>): Promise<void> {
    this.#watched = runId;
    try {
      for await (const event of await asked) {
        if (this.#watched !== runId) return;
        this.#tell(event);
      }
    } catch (error) {
      if (this.#app.connection.online) this.#app.report(error);
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
    }
    if (this.#watched !== runId) return;
    this.#over();
    await this.refresh();
  }

  #tell(event: RunEvent): void {
    if (event.event === 'started' && this.live?.runId !== event.runId) this.live = new LiveRun(event);
    this.live?.tell(event);
    this.#app.running.now = this.live?.line ?? null;
  }

  #over(): void {
    this.#watched = null;
    this.live = null;
    this.#app.running.now = null;
  }
}
