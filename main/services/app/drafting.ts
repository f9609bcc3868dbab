/** What a model is asked by hand, of the open project. */
import type { DraftEvent } from '../../contract/drafting.ts';
import type { SegmentId } from '../../document/ids.ts';
import type { Segment } from '../../document/records.ts';
import type { ProjectStore } from '../../store/index.ts';
import type { Base } from './base.ts';
import { actorOf } from './context.ts';
import type { Desk } from './context.ts';
import { fill } from './fill.ts';
import { generate } from './generate.ts';
import { recordIn } from './gone.ts';
import { recipeNamed } from './recipe-rows.ts';
import { armOf } from './visible-texts.ts';

export function draftingPart({ drafting: base }: Base, desk: Desk) {
  return base.router({
    prepare: base.prepare.handler(async ({ input, signal }) => {
      const { project } = desk;
      const video = recordIn(project.store, 'video', input.videoId);
      const segment = segmentIn(project.store, input.segmentId);
      const drafter = await desk.drafters.get(null);
      await desk.clips.get(project.store, { drafter, video, segment }, project.signalWith(signal));
      return null;
    }),

    generate: base.generate.handler(({ input, context, signal }) => {
      const { project } = desk;
      const { store } = project;
      const ended = project.signalWith(signal);
      const actor = actorOf(desk, context);
      async function* stream(): AsyncGenerator<DraftEvent, void> {
        const item = recordIn(store, 'item', input.itemId);
        // Whoever must not see what a model wrote of it has nothing written by one.
        const texts = store.itemTexts(item.id);
        if (texts !== undefined && armOf(store, texts, actor.personId) !== null) {
          yield { event: 'nothing' };
          return;
        }
        const video = recordIn(store, 'video', item.videoId);
        const segment = segmentIn(store, item.segmentId);
        const drafter = await desk.drafters.get(null);
        const shown = await desk.clips.get(store, { drafter, video, segment }, ended);
        const { world } = shown;
        if (world?.outside && !input.anyway) {
          yield { event: 'outside', score: world.score, threshold: world.threshold };
          return;
        }
        yield* generate({ ...input, store, actor, drafter, item, shown }, ended);
      }
      return project.holdStream(stream());
    }),

    fill: base.fill.handler(async ({ input, context, signal }) => {
      const { project } = desk;
      const { store } = project;
      const video = recordIn(store, 'video', input.videoId);
      const segment = segmentIn(store, input.segmentId);
      const recipe = await recipeNamed(store, input.recipe ?? desk.home.choices.read().recipe ?? 'captions');
      if (input.recipe !== null) desk.home.choices.change((choices) => ({ ...choices, recipe: input.recipe }));
      const drafter = await desk.drafters.get(recipe.model);
      const filling = { store, drafter, ffmpeg: desk.ffmpeg, actor: actorOf(desk, context), video, segment, recipe };
      const { anyway } = input;
      return project.holdStream(fill({ ...filling, anyway }, project.signalWith(signal)));
    }),
  });
}

export function segmentIn(store: ProjectStore, id: SegmentId | null): Segment | null {
  return id === null ? null : recordIn(store, 'segment', id);
}
