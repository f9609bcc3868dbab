/** For tests: an app with tiny clips and a model that writes nonsense, and its calls without anything that carries them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRouterClient } from '@orpc/server';
import type { RouterClient } from '@orpc/server';
import type { Item, Video } from '../../document/records.ts';
import { standingOf } from '../../document/status.ts';
import type { Status } from '../../document/status.ts';
import { forkEngine } from '../../engine/index.ts';
import { findFfmpeg } from '../../media/index.ts';
import { writeTinyClip } from '../drafting/tiny-clip.ts';
import { writeTinyModel } from '../drafting/tiny-model.ts';
import { openPreviews } from '../previews/previews.ts';
import { openApp } from './app.ts';
import type { App, AppRouter } from './app.ts';

interface MadeApp extends AsyncDisposable {
  readonly app: App;
  readonly client: RouterClient<AppRouter>;
  readonly videos: string;
  readonly path: string;
  readonly defects: readonly unknown[];
}

/** In an empty folder; the clips are `videos/01.mp4` and so on, and no project is open. */
async function makeApp(folder: string, clips: number): Promise<MadeApp> {
  const videos = join(folder, 'videos');
  for (let seed = 1; seed <= clips; seed++) await writeTinyClip(join(videos, `0${seed}.mp4`), seed);
  const home = join(folder, 'home');
  await writeTinyModel(join(home, 'models', 'tiny'), {});
  const ffmpeg = await findFfmpeg();
  const previews = openPreviews({ ffmpeg, folder: join(folder, 'previews'), limitBytes: 1e9 });
  const defects: unknown[] = [];
  const app = openApp({ home, ffmpeg, previews, spawn: forkEngine, onDefect: (error) => void defects.push(error) });
  return {
    ...{ app, videos, defects, path: join(folder, 'p.panda') },
    client: createRouterClient(app.router, { context: {} }),
    async [Symbol.asyncDispose]() {
      await app[Symbol.asyncDispose]();
      await previews[Symbol.asyncDispose]();
    },
  };
}

/** All of a stream, to its end. */
export async function all<Event>(stream: Promise<AsyncIterable<Event>>): Promise<Event[]> {
  return Array.fromAsync(await stream);
}

export const EVERYTHING = { query: '', order: 'place', from: 0, limit: 100 } as const;
export const WRITE = { span: null, suggestionId: null } as const;

interface Hooks {
  readonly beforeAll: (begin: () => Promise<void>) => void;
  readonly afterAll: (end: () => Promise<void>) => void;
}

/** One for all the tests of a file, with a new project of three clips. A defect fails the file. */
export function appFor({ beforeAll, afterAll }: Hooks) {
  const folder = mkdtempSync(join(tmpdir(), 'panda-test-'));
  let held: MadeApp | undefined;
  const made = (): MadeApp => {
    if (held === undefined) throw new Error('there is no app yet');
    return held;
  };
  const client = (): MadeApp['client'] => made().client;
  beforeAll(async () => {
    held = await makeApp(folder, 3);
    await client().session.create({ path: held.path });
    await all(client().library.add({ paths: [held.videos] }));
  });
  afterAll(async () => {
    await held?.[Symbol.asyncDispose]();
    rmSync(folder, { recursive: true, force: true });
    if (held && held.defects.length > 0) throw new AggregateError(held.defects, 'defects');
  });

  async function firstVideo(): Promise<Video> {
    const [row] = (await client().library.search(EVERYTHING)).rows;
    if (row === undefined) throw new Error('there is no video');
    return row.video;
  }

  async function newCaption(track: string): Promise<Item> {
    const { id } = await firstVideo();
    return client().texts.addCaption({ videoId: id, segmentId: null, track });
  }

  /** What stands of an item. */
  async function textOf({ id }: Item): Promise<{ readonly status: Status; readonly text: string | null }> {
    const row = await client().texts.get({ itemId: id });
    if (row === null) throw new Error('it is gone');
    const { status, text } = standingOf(row.texts);
    return { status, text };
  }

  return { client, firstVideo, made, newCaption, textOf };
}
