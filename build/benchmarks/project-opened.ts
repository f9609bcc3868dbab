/** For the benchmark `project`: a process of its own that opens the project it is given, works on it and says how long each took. */
import type { Edit } from '../../main/document/edit.ts';
import type { StepId, VideoId } from '../../main/document/ids.ts';
import type { Item } from '../../main/document/records.ts';
import { openProject } from '../../main/store/index.ts';
import type { ProjectStore } from '../../main/store/index.ts';

/** All in seconds and bytes. */
export interface Opened {
  readonly openS: number;
  readonly pageS: number;
  readonly lastPageS: number;
  readonly writesS: readonly number[];
  readonly bulkS: number;
  readonly undoS: number;
  readonly bytes: { readonly before: number; readonly opened: number; readonly after: number };
}

const PAGE = 100;
const WRITES = 200;

if (import.meta.main) {
  const [path = '', bulk = '0'] = process.argv.slice(2);
  console.log(JSON.stringify(workOn(path, Number(bulk))));
}

function workOn(path: string, bulk: number): Opened {
  const before = process.memoryUsage.rss();
  let store: ProjectStore | undefined;
  const openS = secondsOf(() => (store = openProject(path)));
  if (store === undefined) throw new Error('it did not open');
  using project = store;
  const opened = process.memoryUsage.rss();
  const pageS = secondsOf(() => readPage(project));
  const far = farVideo(project);
  const lastPageS = secondsOf(() => readPage(project, far && { after: far }));
  const some = itemsOf(project, bulk);
  const [person] = project.list('person');
  if (person === undefined) throw new Error('nobody');
  const change = { actor: { personId: person.id, model: null, runId: null }, label: 'flag' } as const;
  const writesS = Array.from({ length: Math.min(WRITES, some.length) }, (_, index) => {
    const edit = flagging(some[index] as Item, `w${index}`);
    return secondsOf(() => project.write(change, [edit]));
  });
  for (let left = writesS.length; left > 0; left--) project.undo(person.id);
  const step = project.newId<StepId>();
  const bulkS = secondsOf(() =>
    project.write(
      { ...change, step },
      some.map((item) => flagging(item, 'bulk')),
    ),
  );
  const undoS = secondsOf(() => project.undo(person.id));
  return {
    openS,
    pageS,
    lastPageS,
    writesS,
    bulkS,
    undoS,
    bytes: { before, opened, after: process.memoryUsage.rss() },
  };
}

/** What a window shows first: videos, and all of the first one. */
function readPage(project: ProjectStore, from?: { readonly after: VideoId }): void {
  const [first] = project.videoPage({ limit: PAGE, ...from });
  for (const { id } of first === undefined ? [] : project.list('item', { videoId: first.id })) project.itemTexts(id);
}

/** Neither among the first nor among the last. */
function farVideo({ database }: ProjectStore): VideoId | undefined {
  const [far] = database
    .prepare('SELECT id FROM video ORDER BY id LIMIT 1 OFFSET (SELECT count(*) / 3 FROM video)')
    .all();
  return far?.['id'] as VideoId | undefined;
}

function itemsOf(project: ProjectStore, count: number): Item[] {
  const items: Item[] = [];
  for (const item of project.all('item')) if (items.push(item) === count) break;
  return items;
}

function flagging(item: Item, flag: string): Edit {
  return { do: 'update', type: 'item', id: item.id, from: { flag: item.flag }, to: { flag } };
}

function secondsOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return (performance.now() - start) / 1000;
}
