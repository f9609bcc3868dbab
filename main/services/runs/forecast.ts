/** What a run will do, said before it starts. Reads the project; looks at no file. */
import type { Forecast } from '../../contract/runs.ts';
import type { VideoId } from '../../document/ids.ts';
import type { Recipe } from '../../document/recipe.ts';
import type { Run } from '../../document/observations.ts';
import type { ProjectStore } from '../../store/index.ts';
import { costOf } from './cost.ts';
import { isDue } from './grant.ts';
import { Held } from './held.ts';
import { segmentsThere } from './segments.ts';
import { stagesOf } from './wishes.ts';

type Asked = Pick<Run, 'recipe' | 'policy'>;

/** Whether there is anything to do about a video, as far as that can be told without opening it. */
export function isVideoDue(store: ProjectStore, run: Asked, videoId: VideoId): boolean {
  return wantedOf(store, run, videoId).texts > 0;
}

export function forecast(store: ProjectStore, run: Asked, videoIds: Iterable<VideoId>): Forecast {
  const sum = { videos: 0, skipped: 0, texts: 0, unsegmented: 0 };
  for (const videoId of videoIds) {
    const { isSegmented, texts } = wantedOf(store, run, videoId);
    sum.videos++;
    sum.texts += texts;
    if (texts === 0) sum.skipped++;
    else if (!isSegmented) sum.unsegmented++;
  }
  return { ...sum, factor: costOf(run.recipe).factor };
}

function wantedOf(
  store: ProjectStore,
  run: Asked,
  videoId: VideoId,
): { readonly texts: number; readonly isSegmented: boolean } {
  const held = new Held(store, videoId);
  const segments = segmentsThere(run.recipe, held);
  let texts = 0;
  for (const { of, wishes } of stagesOf(run.recipe)) {
    for (const segment of of === 'video' ? [null] : (segments ?? [undefined])) {
      for (const wish of wishes) {
        const isWanted = segment === undefined || isDue({ run, held }, { of, wishes: [wish] }, segment);
        if (isWanted) texts += wish.kind === 'proposals' ? countOf(wish.proposals) : 1;
      }
    }
  }
  return { texts, isSegmented: segments !== undefined };
}

/** About what comes of them: a prompt gives a question, and some models give several. */
function countOf({ keep, prompts }: NonNullable<Recipe['proposals']>): number {
  return Math.min(keep, prompts.length);
}
