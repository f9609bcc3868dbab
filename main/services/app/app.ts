/**
 * The program behind a window: one project open at a time, the calls of the contract over the services, a model that is
 * started when it is first asked. Knows nothing of what carries the calls.
 */
import { mkdirSync } from 'node:fs';
import { ProblemError } from '../../document/problem.ts';
import type { SpawnEngine } from '../../engine/index.ts';
import type { Ffmpeg } from '../../media/index.ts';
import { openProject } from '../../store/index.ts';
import type { ProjectStore } from '../../store/index.ts';
import { pandaHome } from '../models/home.ts';
import type { Previews } from '../previews/previews.ts';
import type { ShownProject } from '../resources/resource.ts';
import { baseOf } from './base.ts';
import type { Desk } from './context.ts';
import { datasetsPart } from './datasets.ts';
import { Drafters } from './drafters.ts';
import { draftingPart } from './drafting.ts';
import { homeIn } from './home.ts';
import { libraryPart } from './library.ts';
import { machinePart } from './machine.ts';
import { measuresPart } from './measures.ts';
import { OpenedProject } from './opened-project.ts';
import { peoplePart } from './people.ts';
import { recipesPart } from './recipes.ts';
import { replacePart } from './replace.ts';
import { reviewPart } from './review.ts';
import { runsPart } from './runs.ts';
import { searchesPart } from './searches.ts';
import { sessionPart } from './session.ts';
import { ShownClips } from './shown-clips.ts';
import { textsPart } from './texts.ts';

interface AppSettings {
  /** The folder of what is this person's own; the program's usual one where nothing is said. */
  readonly home?: string | undefined;
  readonly ffmpeg: Ffmpeg;
  /** Stays open when the app is closed: whoever opened it closes it. */
  readonly previews: Previews;
  /** Something that should not have happened; whoever called has been told that it was a defect. */
  readonly onDefect: (error: unknown, call: string) => void;
  /** How the engine's process is started; the way of this program where nothing is said. */
  readonly spawn?: SpawnEngine | undefined;
  readonly memoryBudgetBytes?: number | undefined;
}

export type AppRouter = ReturnType<typeof routerOf>;

export interface App extends AsyncDisposable {
  readonly router: AppRouter;
  /** What may be shown by address: of the project that is open now. */
  readonly shown: () => ShownProject | undefined;
  /** `path`: absolute. Throws what opening a project throws; then the one before is still open. */
  readonly open: (path: string) => Promise<void>;
}

export function openApp({ ffmpeg, home: folder = pandaHome(), onDefect, previews, ...engine }: AppSettings): App {
  mkdirSync(folder, { recursive: true });
  const home = homeIn(folder);
  const drafters = new Drafters({ home, ffmpeg, ...engine });
  const clips = new ShownClips();
  let opened: OpenedProject | null = null;
  // Of two that open at once, the later stays.
  let opening: Promise<unknown> = Promise.resolve();
  const change = async (store: ProjectStore | null): Promise<void> => {
    const before = opened;
    opened = store && new OpenedProject(store);
    clips.clear();
    await before?.[Symbol.asyncDispose]();
  };
  const desk: Desk = {
    ...{ home, ffmpeg, previews, drafters, clips },
    get opened() {
      return opened;
    },
    get project() {
      if (opened === null) throw new ProblemError({ code: 'no-project-open' });
      return opened;
    },
    open(store) {
      const done = opening.then(() => change(store));
      opening = done.catch(() => undefined);
      return done;
    },
  };
  return {
    router: routerOf(desk, onDefect),
    shown: () => (opened === null ? undefined : { store: opened.store, previews }),
    open: async (path) => {
      if (opened?.store.path !== path) await desk.open(openProject(path));
    },
    async [Symbol.asyncDispose]() {
      await desk.open(null);
      await drafters[Symbol.asyncDispose]();
    },
  };
}

function routerOf(desk: Desk, onDefect: AppSettings['onDefect']) {
  const base = baseOf({ desk, onDefect });
  return base.router({
    datasets: datasetsPart(base, desk),
    drafting: draftingPart(base, desk),
    library: libraryPart(base, desk),
    machine: machinePart(base, desk),
    measures: measuresPart(base, desk),
    people: peoplePart(base, desk),
    recipes: recipesPart(base, desk),
    replace: replacePart(base, desk),
    review: reviewPart(base, desk),
    runs: runsPart(base, desk),
    searches: searchesPart(base, desk),
    session: sessionPart(base, desk),
    texts: textsPart(base, desk),
  });
}
