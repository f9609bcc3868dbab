/** The recipes of the project and those that ship, and the one that is looked at. Knows no component. */
import type { OpenProject, RecipeRow } from '../../main/contract/index.ts';
import type { App } from './app.svelte.ts';
import { RecipeDraft, textOf } from './recipes/recipe-draft.svelte.ts';

export const RECIPE_PARTS = ['captions', 'questions', 'proposals', 'segments', 'sampling', 'json'] as const;
export type RecipePart = (typeof RECIPE_PARTS)[number];

export class Recipes {
  /** Null: not read yet. */
  list: readonly RecipeRow[] | null = $state.raw(null);
  /** What is shown and edited. */
  draft: RecipeDraft | null = $state.raw(null);
  part: RecipePart = $state('captions');
  readonly #app: App;
  #open: OpenProject | null = null;

  constructor(app: App) {
    this.#app = app;
    const refresh = () => void this.refresh();
    app.session.listen({
      changed: (changes) => {
        if (changes.some(({ type }) => type === 'recipe')) refresh();
      },
      all: refresh,
    });
  }

  /** The screen is shown: perhaps of another project. */
  async load(): Promise<void> {
    const { open } = this.#app.session;
    if (open?.path !== this.#open?.path) this.draft = null;
    this.#open = open;
    await this.#read();
    if (this.draft === null && this.list?.[0] !== undefined) this.show(this.list[0]);
  }

  /** Whatever changed by others; what a person is writing stays until it is kept. */
  async refresh(): Promise<void> {
    if (this.list === null) return;
    try {
      await this.#read();
      const { draft } = this;
      if (draft === null || !draft.isKept) return;
      const row = this.list.find((one) => keyOf(one) === keyOf(draft.row)) ?? this.list[0] ?? null;
      if (row === null) this.draft = null;
      else if (textOf(row.recipe) !== draft.text || keyOf(row) !== keyOf(draft.row)) this.show(row);
    } catch (error) {
      if (this.#app.connection.online) this.#app.report(error);
    }
  }

  show(row: RecipeRow): void {
    this.draft = new RecipeDraft(this.#app, row);
    if (this.part === 'json') return;
    const { captions, questions } = row.recipe;
    this.part = captions.length === 0 && questions.length > 0 ? 'questions' : 'captions';
  }

  /** A recipe of the project's own with one caption, to go on from. */
  async create(name: string): Promise<void> {
    const captions = [{ track: 'short', prompt: 'Describe this video in one sentence.' }];
    await this.#add({ format: 'panda-recipe', formatVersion: 1, name: this.#free(name), captions });
  }

  async copy(row: RecipeRow, name: (of: string) => string): Promise<void> {
    await this.#add({ ...row.recipe, name: this.#free(name(row.name)) });
  }

  async remove(row: RecipeRow): Promise<void> {
    if (row.recipeId === null) return;
    const { recipes } = await this.#app.services();
    this.draft?.abandon();
    await recipes.remove({ recipeId: row.recipeId });
    this.draft = null;
    await this.load();
  }

  async #add(recipe: object): Promise<void> {
    const { recipes } = await this.#app.services();
    const row = await recipes.save({ recipeId: null, text: JSON.stringify(recipe), step: null });
    await this.#read();
    this.show(row);
  }

  async #read(): Promise<void> {
    const { recipes } = await this.#app.services();
    this.list = await recipes.list();
  }

  /** Not taken yet. */
  #free(name: string): string {
    const taken = new Set(this.list?.map((row) => row.name));
    const cut = name.slice(0, 58);
    for (let n = 1; ; n++) {
      const free = n === 1 ? cut : `${cut} ${n}`;
      if (!taken.has(free)) return free;
    }
  }
}

export function keyOf({ name, recipeId }: RecipeRow): string {
  return recipeId ?? `shipped ${name}`;
}
