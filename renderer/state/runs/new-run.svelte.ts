/** A run that a person is about to start, and what it would do. Knows no component. */
import type { RecipeRow, RunForecast, RunPlan } from '../../../main/contract/index.ts';
import type { RunPolicy } from '../../../main/document/observations.ts';
import type { Problem } from '../../../main/document/problem.ts';
import { problemOf } from '../../connection/connection.svelte.ts';
import type { App } from '../app.svelte.ts';
import { Machine } from '../machine.svelte.ts';

const PAUSE_MS = 250;

export class NewRun {
  recipe = $state('');
  /** Empty: the recipe's, or the one that is used. */
  model = $state('');
  policy: RunPolicy = $state('fill');
  query = $state('');
  /** As it is typed; empty: all. */
  limit = $state('');
  shuffled = $state(false);
  anyway = $state(false);
  recipes: readonly RecipeRow[] = $state.raw([]);
  /** Null: it is being counted, or cannot be. */
  forecast: RunForecast | null = $state.raw(null);
  problem: Problem | string | null = $state.raw(null);
  readonly isLimitWrong: boolean = $derived(this.limit.trim() !== '' && !/^[1-9]\d{0,8}$/.test(this.limit.trim()));
  readonly plan: RunPlan = $derived({
    recipe: this.recipe,
    model: this.model === '' ? null : this.model,
    policy: this.policy,
    query: this.query,
    limit: this.limit.trim() === '' || this.isLimitWrong ? null : Number(this.limit.trim()),
    shuffleSeed: this.shuffled ? 0 : null,
    anyway: this.anyway,
  });
  /** Whether there is anything to do and nothing against it. */
  readonly mayStart: boolean = $derived(
    this.forecast !== null && this.forecast.forecast.videos > this.forecast.forecast.skipped && !this.isLimitWrong,
  );
  readonly #app: App;
  #asked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(app: App) {
    this.#app = app;
  }

  /** What there is to choose from. */
  async load(): Promise<void> {
    const { recipes } = await this.#app.services();
    this.recipes = await recipes.list();
    if (!this.recipes.some(({ name }) => name === this.recipe)) this.recipe = this.recipes[0]?.name ?? '';
    await this.#app.of(Machine).load();
  }

  /** Counts what the plan would do, once it stands still; an answer that comes late is none. */
  count(plan: RunPlan): void {
    clearTimeout(this.#timer);
    const asked = ++this.#asked;
    this.forecast = null;
    this.problem = null;
    if (plan.recipe === '' || this.isLimitWrong) return;
    this.#timer = setTimeout(() => void this.#count(plan, asked), PAUSE_MS);
  }

  async #count(plan: RunPlan, asked: number): Promise<void> {
    try {
      const { runs } = await this.#app.services();
      const forecast = await runs.forecast(plan);
      if (asked === this.#asked) this.forecast = forecast;
    } catch (error) {
      if (asked === this.#asked) this.problem = problemOf(error) ?? String(error);
    }
  }
}
