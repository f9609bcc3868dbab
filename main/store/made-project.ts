/** For tests: projects in folders that are gone afterwards, and records with something in every field. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Actor, Edit } from '../document/edit.ts';
import type { ItemId, PersonId, RootId, VideoId } from '../document/ids.ts';
import type { Caption, Person, RecordOf, RecordType, Response, Root, Suggestion, Video } from '../document/records.ts';
import { createProject } from './creating.ts';
import type { ProjectStore } from './project-store.ts';

export interface MadeProject {
  readonly path: string;
  readonly store: ProjectStore;
  readonly person: Person;
  readonly actor: Actor;
}

/** `const makeProject = projectsUntil(afterAll);` */
export function projectsUntil(after: (cleanUp: () => void) => void): (name?: string) => MadeProject {
  const made: Disposable[] = [];
  const makeFolder = foldersUntil(after);
  after(() => {
    for (const store of made.splice(0)) store[Symbol.dispose]();
  });
  return (name = 'p.panda') => {
    const path = join(makeFolder(), name);
    const store = createProject(path, { name: 'Clips', personName: 'Ann' });
    made.push(store);
    const [person] = store.list('person');
    if (person === undefined) throw new Error('nobody');
    return { path, store, person, actor: actorOf(person.id) };
  };
}

export function foldersUntil(after: (cleanUp: () => void) => void): () => string {
  const made: string[] = [];
  after(() => {
    for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
  });
  return () => {
    const folder = mkdtempSync(join(tmpdir(), 'panda-store-'));
    made.push(folder);
    return folder;
  };
}

export function actorOf(personId: PersonId): Actor {
  return { personId, model: null, runId: null };
}

export function create<Type extends RecordType>(type: Type, record: RecordOf[Type]): Edit {
  return { do: 'create', type, record } as unknown as Edit;
}

export function makeRoot(store: ProjectStore, name = 'clips'): Root {
  return { id: store.newId<RootId>(), name, path: `/data/${name}` };
}

export function makeVideo(store: ProjectStore, rootId: RootId, path: string): Video {
  return { id: store.newId<VideoId>(), rootId, path, excluded: false, flag: null };
}

export function makeCaption(store: ProjectStore, videoId: VideoId, track = 'short'): Caption {
  return { id: store.newId<ItemId>(), kind: 'caption', videoId, segmentId: null, flag: null, extra: null, track };
}

export function makeSuggestion(store: ProjectStore, itemId: ItemId, text: string): Suggestion {
  return {
    id: store.newId<Suggestion['id']>(),
    itemId,
    text,
    question: null,
    span: { fromUs: 0, toUs: 1_500_000 },
    model: { id: 'panda-mini', version: '1.0.0', weightsHash: 'ab'.repeat(32) },
    runId: null,
    recipe: { name: 'captions', hash: 'cd'.repeat(32) },
    prompt: 'What happens?',
    frames: { indices: [0, 12, 25], timesUs: [0, 500_000, 1_041_667] },
    sampling: { kind: 'greedy', maxNewTokens: 256 },
    pieces: [
      ['A red ', -0.01],
      ['car.', -0.25],
    ],
    stop: 'stop-token',
    doubt: { total: 0.2, logProb: 0.2, disagreement: null, ungrounded: null },
    junk: null,
    outsideWorld: null,
    seeded: false,
    seconds: 0.5,
    madeAtMs: 1_700_000_000_000,
  };
}

export function makeResponse(
  store: ProjectStore,
  itemId: ItemId,
  { personId, text, suggestionId = null }: Pick<Response, 'personId' | 'text'> & Partial<Response>,
): Response {
  return {
    id: store.newId<Response['id']>(),
    itemId,
    personId,
    text,
    span: null,
    decision: 'accepted',
    reason: null,
    suggestionId,
    blind: false,
    decidedAtMs: 1_700_000_000_500,
  };
}

/** A root with videos in it, each with a caption to be written; one step. */
export function addCaptions(
  { store, actor }: MadeProject,
  paths: readonly string[],
): { root: Root; captions: Caption[] } {
  const root = makeRoot(store);
  const videos = paths.map((path) => makeVideo(store, root.id, path));
  const captions = videos.map(({ id }) => makeCaption(store, id));
  store.write({ actor, label: 'add-videos', detail: String(paths.length) }, [
    create('root', root),
    ...videos.map((video) => create('video', video)),
    ...captions.map((caption) => create('item', caption)),
  ]);
  return { root, captions };
}
