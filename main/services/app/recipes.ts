/** Recipes of the open project: listed, checked, saved, tried on a clip. */
import type { TryEvent } from '../../contract/recipes.ts';
import type { RecipeId } from '../../document/ids.ts';
import { updateOf } from '../../document/edit.ts';
import { ProblemError } from '../../document/problem.ts';
import { checkRecipeText } from '../../document/recipe-check/check.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { ProjectRecipe } from '../../document/records.ts';
import type { Base } from './base.ts';
import { actorOf } from './context.ts';
import type { Desk } from './context.ts';
import { segmentIn } from './drafting.ts';
import { recordIn } from './gone.ts';
import { workOnClip } from './one-clip.ts';
import { recipeRows, textOf } from './recipe-rows.ts';
import { telling } from './telling.ts';

export function recipesPart({ recipes: base }: Base, desk: Desk) {
  return base.router({
    list: base.list.handler(() => recipeRows(desk.project.store)),
    check: base.check.handler(({ input }) => checkRecipeText(input.text)),
    save: base.save.handler(({ input, context }) => {
      const { store } = desk.project;
      const recipe = recipeIn(input.text);
      const actor = actorOf(desk, context);
      const goesOn = input.step !== null && { step: input.step };
      const change = { actor, label: 'recipe', detail: recipe.name, ...goesOn } as const;
      const next = { name: recipe.name, definition: recipe };
      const saved = { name: recipe.name, recipe, text: textOf(recipe) };
      if (input.recipeId === null) {
        const record: ProjectRecipe = { id: store.newId<RecipeId>(), ...next };
        const { id: step } = store.write(change, [{ do: 'create', type: 'recipe', record }]);
        return { recipeId: record.id, ...saved, step };
      }
      const edit = updateOf('recipe', recordIn(store, 'recipe', input.recipeId), next);
      return { recipeId: input.recipeId, ...saved, step: edit ? store.write(change, [edit]).id : input.step };
    }),
    remove: base.remove.handler(({ input, context }) => {
      const { store } = desk.project;
      const record = recordIn(store, 'recipe', input.recipeId);
      const change = { actor: actorOf(desk, context), label: 'recipe', detail: record.name } as const;
      store.write(change, [{ do: 'remove', type: 'recipe', record }]);
      return null;
    }),
    try: base.try.handler(async ({ input, context, signal }) => {
      const { project } = desk;
      const { store } = project;
      const recipe = recipeIn(input.text);
      const video = recordIn(store, 'video', input.videoId);
      const segment = segmentIn(store, input.segmentId);
      const drafter = await desk.drafters.get(recipe.model);
      const { ffmpeg } = desk;
      const { anyway } = input;
      const clip = { store, drafter, ffmpeg, actor: actorOf(desk, context), video, segment, recipe, anyway };
      const stream = telling<TryEvent>(project.signalWith(signal), async (tell, ended) => {
        const began = performance.now();
        let texts = 0;
        const outcome = await workOnClip(
          clip,
          {
            policy: 'append',
            onTexts: (written, segments) => {
              texts += written.length;
              for (const { item, suggestion } of written) {
                tell({
                  event: 'text',
                  item,
                  suggestion,
                  segment: segments.find(({ id }) => id === item.segmentId) ?? null,
                });
              }
            },
          },
          ended,
        );
        const problem = outcome.kind === 'done' ? outcome.problem : null;
        if (problem?.code === 'outside-model-world') {
          tell({ event: 'outside', score: problem.score, threshold: problem.threshold });
        }
        tell({ event: 'done', texts, seconds: Math.round(performance.now() - began) / 1000, problem });
      });
      return project.holdStream(stream);
    }),
  });
}

function recipeIn(text: string): Recipe {
  const { faults, recipe } = checkRecipeText(text);
  if (recipe === null) throw new ProblemError({ code: 'recipe-wrong', path: 'recipe', faults });
  return recipe;
}
