/** What can be done about recipes. */
import { RecipeTry } from '../../state/recipes/recipe-try.svelte.ts';
import { Recipes } from '../../state/recipes.svelte.ts';
import { language } from '../../locales/language.svelte.ts';
import type { Action } from '../action.ts';

export const newRecipe: Action = {
  id: 'recipes.new',
  group: 'project',
  label: (t) => t.recipes.newRecipe,
  keys: [],
  when: (app) => app.place === 'recipes' && app.session.writable,
  run: async (app) => app.of(Recipes).create(language.t.recipes.newName),
};

export const copyRecipe: Action = {
  id: 'recipes.copy',
  group: 'project',
  label: (t) => t.recipes.copy,
  keys: [],
  when: (app) => app.place === 'recipes' && app.session.writable && app.of(Recipes).draft !== null,
  run: async (app) => {
    const recipes = app.of(Recipes);
    if (recipes.draft !== null) await recipes.copy(recipes.draft.row, language.t.recipes.copyName);
  },
};

/** It can be taken back, as any change. */
export const removeRecipe: Action = {
  id: 'recipes.remove',
  group: 'project',
  label: (t) => t.recipes.remove,
  keys: [],
  when: (app) => app.place === 'recipes' && app.session.writable && app.of(Recipes).draft?.isShipped === false,
  run: async (app) => {
    const recipes = app.of(Recipes);
    if (recipes.draft !== null) await recipes.remove(recipes.draft.row);
  },
};

export const tryRecipe: Action = {
  id: 'recipes.try',
  group: 'project',
  label: (t) => t.recipes.try,
  keys: ['G'],
  when: (app) => {
    const { draft } = app.of(Recipes);
    const mayBegin = draft !== null && draft.faults.length === 0 && app.selection.videoId !== null;
    return app.place === 'recipes' && mayBegin && !app.of(RecipeTry).running;
  },
  run: async (app) => {
    const { draft } = app.of(Recipes);
    if (draft !== null) await app.of(RecipeTry).begin(draft.text, { anyway: false });
  },
};

export const stopTry: Action = {
  id: 'recipes.stop',
  group: 'project',
  label: (t) => t.recipes.stop,
  keys: ['Esc'],
  when: (app) => app.place === 'recipes' && app.of(RecipeTry).running,
  run: (app) => app.of(RecipeTry).stop(),
};

export const recipesActions: readonly Action[] = [newRecipe, copyRecipe, removeRecipe, tryRecipe, stopTry];
