/**
 * For killing.test.ts: writes to a project until it is killed. Before each change it says how many edits that will be, and
 * after it that it is done, each in a line on stdout; what it does follows from the seed.
 */
import { writeSync } from 'node:fs';
import type { Edit } from '../document/edit.ts';
import type { PersonId, RunId, StepId, VideoId } from '../document/ids.ts';
import type { Caption } from '../document/records.ts';
import { actorOf, create, makeCaption, makeResponse, makeSuggestion, makeVideo } from './made-project.ts';
import { migrations } from './migrations/index.ts';
import type { Migration } from './migrations/index.ts';
import { openWith } from './opening.ts';
import type { ProjectStore } from './project-store.ts';

/** What it says: about to open, or about to change something, or that this is done. */
export type Said =
  | { readonly is: 'opening' }
  | { readonly is: 'begun'; readonly what: string; readonly edits: number }
  | { readonly is: 'done'; readonly lastEdit: number; readonly steps: number };

/** As if the program had changed so often since: each makes a table of its own from what there is. */
export function migrationsOfRound(round: number): Migration[] {
  const later = Array.from({ length: Math.floor(round / 4) }, (_, index): Migration => {
    const version = migrations.length + index + 1;
    const table = `CREATE TABLE lifted_${version} AS SELECT n, record_id FROM edit; DROP TABLE IF EXISTS lifted_${version - 1}`;
    return { version, lift: (database) => database.exec(table) };
  });
  return [...migrations, ...later];
}

/** The generator "mulberry32": a number from 0 to 1 at each call. */
export function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const RUN_STEP = '0000000000RVN0STEP00' as StepId;
export const RUN = '0000000000RVN0000000' as RunId;

if (import.meta.main) {
  const [path = '', round = '0'] = process.argv.slice(2);
  say({ is: 'opening' });
  const store = openWith(path, {
    readOnly: false,
    migrations: migrationsOfRound(Number(round)),
    readFileSystem: () => null,
  });
  const chance = chances(1 + Number(round));
  for (;;) changeSomething(store, chance);
}

function changeSomething(store: ProjectStore, chance: () => number): void {
  const personId = store.list('person')[0]!.id;
  const kind = chance();
  if (kind < 0.4) type(store, { personId, chance });
  else if (kind < 0.7) draftBatch(store, { personId, count: 1 + Math.floor(8 * chance()) });
  else if (kind < 0.8) addVideos(store, { personId, count: chance() < 0.2 ? 400 : 10 });
  else {
    takeBackOrAgain(store, personId, 'undo');
    if (chance() < 0.7) takeBackOrAgain(store, personId, 'redo');
  }
}

/** Letter by letter, all of it one step. */
function type(
  store: ProjectStore,
  { personId, chance }: { readonly personId: PersonId; readonly chance: () => number },
): void {
  const item = newCaption(store, personId);
  const step = store.newId<StepId>();
  let response = makeResponse(store, item.id, { personId, text: '' });
  change(store, 'type', 1, () =>
    store.write({ actor: actorOf(personId), label: 'write', step }, [create('response', response)]),
  );
  for (let letters = Math.floor(6 * chance()); letters > 0; letters--) {
    const text = `${response.text}x`;
    const edit: Edit = { do: 'update', type: 'response', id: response.id, from: { text: response.text }, to: { text } };
    change(store, 'type', 1, () => store.write({ actor: actorOf(personId), label: 'write', step }, [edit]));
    response = { ...response, text };
  }
}

/** A part of the one long step of a run, and its line in the ledger. */
function draftBatch(
  store: ProjectStore,
  { personId, count }: { readonly personId: PersonId; readonly count: number },
): void {
  const { id } = store.list('item')[0]!; // it was there before anything that can be taken back here
  const edits = Array.from({ length: count }, (_, index) =>
    create('suggestion', makeSuggestion(store, id, `a car ${index}`)),
  );
  change(store, 'batch', count, () =>
    store.transaction(() => {
      const actor = { personId, model: 'panda-mini@1', runId: RUN };
      store.write({ actor, label: 'generate', step: RUN_STEP, detail: 'a run' }, edits);
      const position = store.runItems(RUN).length;
      const line = {
        runId: RUN,
        videoId: store.newId<VideoId>(),
        position,
        state: 'done',
        attempts: 1,
        problem: null,
        seconds: 1,
        tokens: 1,
      } as const;
      store.saveRunItems([{ ...line, texts: count }]);
    }),
  );
}

function addVideos(
  store: ProjectStore,
  { personId, count }: { readonly personId: PersonId; readonly count: number },
): void {
  const rootId = store.list('root')[0]!.id;
  const videos = Array.from({ length: count }, () => makeVideo(store, rootId, `${store.newId()}.mp4`));
  change(store, 'import', count, () =>
    store.write(
      { actor: actorOf(personId), label: 'add-videos' },
      videos.map((video) => create('video', video)),
    ),
  );
}

function takeBackOrAgain(store: ProjectStore, personId: PersonId, what: 'undo' | 'redo'): void {
  const target = what === 'undo' ? store.undoable(personId) : store.redoable(personId);
  if (target === undefined || target.seq <= 2) return;
  change(store, what, [...store.editsOfStep(target.seq)].length, () => store[what](personId));
}

function newCaption(store: ProjectStore, personId: PersonId): Caption {
  const video = makeVideo(store, store.list('root')[0]!.id, `${store.newId()}.mp4`);
  const caption = makeCaption(store, video.id);
  change(store, 'add', 2, () =>
    store.write({ actor: actorOf(personId), label: 'add-videos' }, [create('video', video), create('item', caption)]),
  );
  return caption;
}

function change(store: ProjectStore, what: string, edits: number, work: () => unknown): void {
  say({ is: 'begun', what, edits });
  work();
  say({ is: 'done', lastEdit: store.lastEdit(), steps: store.steps({ limit: 1 })[0]?.seq ?? 0 });
}

function say(said: Said): void {
  writeSync(1, `${JSON.stringify(said)}\n`);
}
