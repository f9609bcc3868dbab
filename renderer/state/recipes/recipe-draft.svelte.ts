/**
 * One recipe while it is edited: what stands there now, what is wrong with it, and keeping it as soon as nothing is; all
 * of it until the person leaves is one undo. Knows no component and no other recipe.
 */
import type { RecipeRow } from '../../../main/contract/index.ts';
import type { StepId } from '../../../main/document/ids.ts';
import type { RecipeFault } from '../../../main/document/problems/recipe.ts';
import type { Recipe } from '../../../main/document/recipe.ts';
import { problemOf } from '../../connection/connection.svelte.ts';
import type { App } from '../app.svelte.ts';

const STANDS_STILL_MS = 200;

/** A recipe's type, writable. */
type Draft<Value> = { -readonly [Key in keyof Value]: Draft<Value[Key]> };
export type RecipeFields = Draft<Recipe>;

export class RecipeDraft {
  readonly row: RecipeRow;
  fields: RecipeFields = $state(undefined as never);
  /** As a person writes it, where they do; null: the fields are what stands. */
  raw: string | null = $state(null);
  faults: readonly RecipeFault[] = $state.raw([]);
  readonly text: string = $derived(this.raw ?? textOf(this.fields));
  /** It ships, and is changed as a copy only. */
  readonly isShipped: boolean;
  readonly isKept: boolean = $derived.by(() => this.text === this.#kept);
  readonly #app: App;
  #kept = $state('');
  /** That this editing began; null: it has not yet, or is over. */
  #step: StepId | null = null;
  #checked = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(app: App, row: RecipeRow) {
    this.#app = app;
    this.row = row;
    this.isShipped = row.recipeId === null;
    this.fields = structuredClone(row.recipe);
    this.#kept = textOf(row.recipe);
  }

  /** Everything that is wrong at a field or within it. */
  faultsAt(field: string): readonly RecipeFault[] {
    return this.faults.filter((fault) => fault.field === field || /^[.[]/u.test(within(fault.field, field)));
  }

  /** What stands there is another than before: checked once it stands still, and kept where nothing is wrong. */
  changed(text: string): void {
    clearTimeout(this.#timer);
    if (this.isShipped || text === this.#kept) {
      this.faults = [];
      return;
    }
    const checked = ++this.#checked;
    this.#timer = setTimeout(() => {
      this.#check(text, checked).catch((error: unknown) => this.#app.report(error));
    }, STANDS_STILL_MS);
  }

  /** The person turned to something else: what is changed from now on is another undo. */
  leave(): void {
    this.#step = null;
  }

  /** It is to be removed: what is not kept yet is of no use. */
  abandon(): void {
    clearTimeout(this.#timer);
    this.#checked += 1;
    this.#app.saving.drop(this.#saving);
  }

  get #saving(): string {
    return `recipe:${this.row.recipeId}`;
  }

  async #check(text: string, checked: number): Promise<void> {
    const { recipes } = await this.#app.services();
    const { faults, recipe } = await recipes.check({ text });
    if (checked !== this.#checked) return;
    this.faults = faults;
    if (recipe === null) return;
    if (this.raw !== null) this.fields = structuredClone(recipe);
    void this.#keep(text);
  }

  async #keep(text: string): Promise<void> {
    const { recipeId } = this.row;
    await this.#app.saving.keep(this.#saving, async () => {
      const { recipes } = await this.#app.services();
      try {
        this.#step = (await recipes.save({ recipeId, text, step: this.#step })).step;
      } catch (error) {
        // Removed by somebody else: trying again would not help.
        if (problemOf(error)?.code !== 'record-gone') throw error;
        this.#app.report(error);
      }
      this.#kept = text;
    });
  }
}

/** What follows the field's name, where the other begins with it. */
function within(other: string, field: string): string {
  return other.startsWith(field) ? other.slice(field.length) : '';
}

export function textOf(recipe: Recipe | RecipeFields): string {
  return `${JSON.stringify(recipe, null, 2)}\n`;
}
