/** For tests: a project with tiny clips, a model that writes nonsense, and what a run made of them. */
import { join } from 'node:path';
import type { PersonId } from '../../document/ids.ts';
import { recipeSchema } from '../../document/recipe.ts';
import type { Recipe } from '../../document/recipe.ts';
import { forkEngine } from '../../engine/index.ts';
import type { SpawnEngine } from '../../engine/index.ts';
import { findFfmpeg } from '../../media/index.ts';
import { createProject } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { startDrafter } from '../drafting/drafter.ts';
import { writeTinyClip } from '../drafting/tiny-clip.ts';
import { writeTinyModel } from '../drafting/tiny-model.ts';
import { addVideos } from '../library/add-videos.ts';
import { chooseModel } from '../models/find.ts';
import type { RunRequest } from './request.ts';
import type { RunEvent } from '../../contract/run-event.ts';
import type { ReadyRun, RunSetting } from './start.ts';

type EngineProcess = ReturnType<SpawnEngine>;

export const never: AbortSignal = new AbortController().signal;

export interface Stage extends RunSetting, AsyncDisposable {
  /** As a crash does. */
  readonly killEngine: () => void;
  readonly person: PersonId;
  readonly videosFolder: string;
}

/** In an empty folder; the clips are `videos/01.mp4` and so on. */
export async function setStage(
  folder: string,
  clips: number,
  documents: Readonly<Record<string, string>> = {},
): Promise<Stage> {
  const videosFolder = join(folder, 'videos');
  for (let seed = 1; seed <= clips; seed++) {
    await writeTinyClip(join(videosFolder, `${String(seed).padStart(2, '0')}.mp4`), seed);
  }
  await writeTinyModel(join(folder, 'model'), { documents });
  const ffmpeg = await findFfmpeg();
  const engines: EngineProcess[] = [];
  const spawn = (): EngineProcess => {
    const engine = forkEngine();
    engines.push(engine);
    return engine;
  };
  const drafter = startDrafter({ model: await chooseModel(join(folder, 'model')), ffmpeg, spawn });
  const store = createProject(join(folder, 'p.panda'), { name: 'p', personName: 'Kim' });
  const person = [...store.all('person')][0]?.id as PersonId;
  await addVideos(store, { named: [videosFolder], actor: { personId: person, model: null, runId: null } });
  return {
    store,
    drafter,
    ffmpeg,
    person,
    videosFolder,
    killEngine: () => engines.at(-1)?.kill(),
    async [Symbol.asyncDispose]() {
      await drafter[Symbol.asyncDispose]();
      store[Symbol.dispose]();
    },
  };
}

export function recipeOf(parts: Record<string, unknown>): Recipe {
  return recipeSchema.parse({ format: 'panda-recipe', formatVersion: 1, name: 'test', sampling: SHORT, ...parts });
}

const SHORT = { kind: 'greedy', maxNewTokens: 8 };

export function requestOf({ drafter, person }: Stage, recipe: Recipe, more: Partial<RunRequest> = {}): RunRequest {
  return {
    recipe,
    model: drafter.model,
    policy: 'skip',
    named: null,
    only: null,
    limit: null,
    shuffleSeed: null,
    anyway: false,
    sampling: recipe.sampling,
    startedBy: person,
    ...more,
  };
}

/** All of it, to the end. */
export async function eventsOf(ready: ReadyRun, signal: AbortSignal = never): Promise<RunEvent[]> {
  using held = ready;
  const events: RunEvent[] = [];
  for await (const event of held.events(signal)) events.push(event);
  return events;
}

/** Every text of the project by its video and what it is of, in order; for comparing. */
export function textsOf(store: ProjectStore): string[] {
  const lines: string[] = [];
  for (const video of store.all('video')) {
    const segments = store.list('segment', { videoId: video.id });
    for (const item of store.list('item', { videoId: video.id })) {
      const segment = segments.find(({ id }) => id === item.segmentId);
      const of = item.kind === 'caption' ? item.track : `${item.question} [${item.choices.join('|')}]`;
      for (const { junk, text } of store.list('suggestion', { itemId: item.id })) {
        lines.push(`${video.path} ${segment ? `${segment.fromUs}-${segment.toUs} ` : ''}${of}: ${text} (${junk})`);
      }
    }
  }
  return lines.sort();
}
