import { afterAll, describe, expect, it } from 'vitest';
import type { Activity, RunItem, VideoFile } from '../document/observations.ts';
import type { ItemId, RunId, VideoId } from '../document/ids.ts';
import { addCaptions, create, makeRoot, makeVideo, projectsUntil } from './made-project.ts';

const makeProject = projectsUntil(afterAll);

describe('the videos of a project', () => {
  it('come by the names of their roots and their paths, as a person counts, in pages and all together', () => {
    const { store, actor } = makeProject();
    const roots = ['day 10', 'day 9'].map((name) => makeRoot(store, name));
    const paths = ['b/clip 10.mp4', 'b/clip 9.mp4', 'a.mp4', 'b.mp4', 'A.mp4'];
    const videos = roots.flatMap(({ id }) => paths.map((path) => makeVideo(store, id, path)));
    store.write({ actor, label: 'add-videos' }, [
      ...roots.map((root) => create('root', root)),
      ...videos.map((video) => create('video', video)),
    ]);
    const order = ['A.mp4', 'a.mp4', 'b/clip 9.mp4', 'b/clip 10.mp4', 'b.mp4'];
    const all = [...store.all('video')];
    expect(all.map(({ rootId, path }) => [rootId, path])).toEqual(
      [roots[1]!, roots[0]!].flatMap(({ id }) => order.map((path) => [id, path])),
    );
    const pages = [];
    for (
      let page = store.videoPage({ limit: 3 });
      page.length > 0;
      page = store.videoPage({ limit: 3, after: page.at(-1)!.id })
    ) {
      pages.push(page);
    }
    expect([pages.map((page) => page.length), pages.flat()]).toEqual([[3, 3, 3, 1], all]);
    expect(store.videoPage({ limit: 99, rootId: roots[0]!.id })).toEqual(all.slice(5));
    expect(store.findVideo(roots[0]!.id, 'a.mp4')).toEqual(all[6]);
    expect(store.findVideo(roots[0]!.id, 'c.mp4')).toBeUndefined();
  });

  it('are walked while others are added', () => {
    const made = makeProject();
    addCaptions(
      made,
      Array.from({ length: 2500 }, (_, index) => `${index}.mp4`),
    );
    let seen = 0;
    for (const item of made.store.all('item')) {
      if (seen++ === 0) addCaptions(made, ['later.mp4']);
      expect(item.kind).toBe('caption');
    }
    expect(seen).toBe(2501);
  });
});

describe('what is seen', () => {
  it('is kept of files, and belongs to videos that are in the project', () => {
    const made = makeProject();
    const { store, person } = made;
    addCaptions(made, ['a.mp4', 'b.mp4']);
    const [a, b] = store.list('video').map(({ id }) => id) as [VideoId, VideoId];
    const unseen: VideoFile = {
      videoId: a,
      state: 'unseen',
      sizeBytes: null,
      modifiedMs: null,
      fingerprint: null,
      facts: null,
      problem: null,
    };
    const facts = {
      durationUs: 1,
      width: 2,
      height: 3,
      averageFps: 29.97,
      frameCount: 4,
      variableFrameRate: true,
      codec: 'h264',
      hasAudio: false,
      warnings: [],
    };
    const problem = { code: 'video-missing', path: '/a' } as const;
    const seen: VideoFile = {
      videoId: a,
      state: 'present',
      sizeBytes: 2 ** 40,
      modifiedMs: 1.5,
      fingerprint: 'abc',
      facts,
      problem,
    };
    expect([store.file(a), store.filesBy({ state: 'unseen' }).length]).toEqual([unseen, 2]);
    store.saveFiles([
      { ...seen, state: 'changed' },
      { ...unseen, videoId: b, state: 'missing' },
    ]);
    store.saveFiles([seen]);
    expect([store.file(a), store.filesBy({ fingerprint: 'abc' }), store.filesBy({ state: 'unseen' })]).toEqual([
      seen,
      [seen],
      [],
    ]);
    store.undo(person.id);
    expect([store.filesBy({ fingerprint: 'abc' }), store.filesBy({ state: 'present' })]).toEqual([[], []]);
    store.redo(person.id);
    expect(store.filesBy({ state: 'present' })).toEqual([seen]);
  });

  it('is kept of runs, in the order of their work', () => {
    const { store } = makeProject();
    const runId = store.newId<RunId>();
    const item = (position: number, state: RunItem['state']): RunItem => ({
      ...{ runId, videoId: store.newId<VideoId>(), position, state, attempts: 1 },
      ...{
        problem: state === 'failed' ? { code: 'video-missing', path: '/a' } : null,
        seconds: 0.25,
        tokens: 3,
        texts: 2,
      },
    });
    const items = [item(0, 'done'), item(1, 'failed'), item(2, 'waiting'), item(3, 'waiting')];
    expect(() => store.saveRunItems(items)).toThrow('FOREIGN KEY');
    store.saveRun({ id: runId, state: 'running', named: null } as never);
    store.saveRun({ id: runId, state: 'paused', named: ['/a'] } as never);
    store.saveRunItems(items.toReversed());
    store.saveRunItems([{ ...items[0]!, attempts: 2 }]);
    expect([store.run(runId), store.runs().length]).toEqual([{ id: runId, state: 'paused', named: ['/a'] }, 1]);
    expect(store.runItems(runId)).toEqual([{ ...items[0], attempts: 2 }, ...items.slice(1)]);
    expect(store.runItems(runId, { state: 'waiting', after: 2, limit: 5 })).toEqual([items[3]]);
    expect(store.runItems(runId, { cause: 'video-missing', limit: 5 })).toEqual([items[1]]);
    expect(store.runItems(runId, { skip: 3, limit: 5 })).toEqual([items[3]]);
    const sum = { cause: null, videos: 1, texts: 2, tokens: 3, seconds: 0.25 };
    expect(store.runSums(runId)).toEqual([
      { ...sum, state: 'done' },
      { ...sum, state: 'failed', cause: 'video-missing' },
      { state: 'waiting', cause: null, videos: 2, texts: 4, tokens: 6, seconds: 0.5 },
    ]);
  });

  it('is kept of the time that people spend', () => {
    const { store, person } = makeProject();
    const activities = Array.from({ length: 1200 }, (_, index): Activity => ({
      itemId: `I${index}` as ItemId,
      personId: person.id,
      ...{ atMs: 1_700_000_000_000, activeMs: index + 0.5, sawSuggestion: index % 2 === 0 },
    }));
    store.transaction(() => {
      for (const activity of activities) store.addActivity(activity);
    });
    expect([...store.activities()]).toEqual(activities);
  });
});
