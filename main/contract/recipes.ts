/** Recipes: those that ship, those of the project, what is wrong with one, and what one would write of a clip. */
import { eventIterator, type } from '@orpc/contract';
import { z } from 'zod';
import type { RecipeId, SegmentId, StepId, VideoId } from '../document/ids.ts';
import type { Problem } from '../document/problem.ts';
import type { RecipeFault } from '../document/problems/recipe.ts';
import type { Recipe } from '../document/recipe.ts';
import type { Item, Segment, Suggestion } from '../document/records.ts';
import { call, id } from './call.ts';

export interface RecipeRow {
  /** Null: it ships, and is changed by saving a copy. */
  readonly recipeId: RecipeId | null;
  readonly name: string;
  readonly recipe: Recipe;
  /** As a person edits it: JSON. */
  readonly text: string;
}

export interface SavedRecipe extends RecipeRow {
  /** The step that the change is undone with; null: there was none. */
  readonly step: StepId | null;
}

export interface RecipeCheck {
  /** Null: there are faults. */
  readonly recipe: Recipe | null;
  readonly faults: readonly RecipeFault[];
}

/** Of a try: nothing of it is kept. */
export type TryEvent =
  /** About the whole video where `segment` is null. */
  | {
      readonly event: 'text';
      readonly item: Item;
      readonly segment: Segment | null;
      readonly suggestion: Suggestion;
    }
  | { readonly event: 'outside'; readonly score: number; readonly threshold: number }
  | { readonly event: 'done'; readonly texts: number; readonly seconds: number; readonly problem: Problem | null };

const text = z.string().max(1_000_000);

export const recipes = {
  /** Those of the project first, then those that ship, each by name. One of the project hides its namesake. */
  list: call.output(type<readonly RecipeRow[]>()),
  check: call.input(z.strictObject({ text })).output(type<RecipeCheck>()),
  /**
   * `recipeId` null: a new one. `step`: the one that the same editing began, so that it is undone as one. Faults come as
   * the problem `recipe-wrong`.
   */
  save: call
    .input(z.strictObject({ recipeId: id<RecipeId>().nullable(), text, step: id<StepId>().nullable() }))
    .output(type<SavedRecipe>()),
  remove: call.input(z.strictObject({ recipeId: id<RecipeId>() })).output(type<null>()),
  /** `segmentId`: of that segment alone. */
  try: call
    .input(z.strictObject({ text, videoId: id<VideoId>(), segmentId: id<SegmentId>().nullable(), anyway: z.boolean() }))
    .output(eventIterator(type<TryEvent>())),
} as const;
