/**
 * A project as large as is wanted, made by the store itself: videos in folders, captions and questions with suggestions,
 * some of them decided. The same numbers give the same project, but for its ids. Knows nothing of what is measured on it.
 */
import type { Actor, Edit } from '../../main/document/edit.ts';
import type { ItemId, ResponseId, RootId, RunId, SuggestionId, VideoId } from '../../main/document/ids.ts';
import type { Item, Suggestion } from '../../main/document/records.ts';
import { createProject } from '../../main/store/index.ts';
import type { ProjectStore } from '../../main/store/index.ts';

export interface ProjectSize {
  readonly videos: number;
  readonly items: number;
}

export const COLOURS = ['red', 'blue', 'green', 'yellow', 'white', 'black', 'grey', 'brown', 'orange', 'purple'];
const THINGS = ['car', 'ball', 'dog', 'cat', 'bus', 'cup', 'box', 'bird', 'bike', 'boat', 'lamp', 'door', 'tree'];
const KOREAN = ['고양이가 앉아 있다', '빨간 자동차가 지나간다', '공이 굴러간다'];
const CHINESE = ['一只猫坐在汽车上', '红色的球在滚动', '一辆公共汽车'];
const TIMES_US = [0, 1_033_333, 2_066_667, 3_100_000, 4_133_333, 5_166_667, 6_200_000, 7_233_333];
const EDITS_AT_ONCE = 20_000;

/** Left open for its maker. */
export function makeLargeProject(path: string, size: ProjectSize): ProjectStore {
  const store = createProject(path, { name: 'Large', personName: 'Ann' });
  const [person] = store.list('person');
  if (person === undefined) throw new Error('nobody is in a new project');
  const actor: Actor = { personId: person.id, model: null, runId: null };
  const edits: Edit[] = [];
  const write = (): void => void store.write({ actor, label: 'import' }, edits.splice(0));
  const rootId = store.newId<RootId>();
  edits.push({ do: 'create', type: 'root', record: { id: rootId, name: 'clips', path: '/clips' } });
  const runs = Array.from({ length: 10 }, () => store.newId<RunId>());
  const perVideo = Math.ceil(size.items / size.videos);
  for (let n = 0, video = 0; video < size.videos; video++) {
    const videoId = store.newId<VideoId>();
    const path = `folder ${video % 100}/clip ${video}.mp4`;
    edits.push({
      do: 'create',
      type: 'video',
      record: { id: videoId, rootId, path, excluded: video % 97 === 0, flag: null },
    });
    for (let own = 0; own < perVideo && n < size.items; own++, n++) edits.push(...itemOf(n, videoId));
    if (edits.length >= EDITS_AT_ONCE) write();
  }
  write();
  saveDurations(store);
  return store;

  function itemOf(n: number, videoId: VideoId): Edit[] {
    const id = store.newId<ItemId>();
    const parts = { id, videoId, segmentId: null, flag: n % 50 === 0 ? 'look again' : null, extra: null };
    const item: Item =
      n % 4 === 0
        ? { ...parts, kind: 'caption', track: n % 8 === 0 ? 'short' : 'dense' }
        : { ...parts, ...asked(n), kind: 'qa', bankId: `question-${n % 7}`, choices: [] };
    if (n % 10 === 0) return [{ do: 'create', type: 'item', record: item }];
    const suggestion = suggestionOf(store, { n, itemId: id, runId: runs[n % runs.length] ?? null });
    const made: Edit[] = [
      { do: 'create', type: 'item', record: item },
      { do: 'create', type: 'suggestion', record: suggestion },
    ];
    if (n % 3 !== 0) return made;
    const text = n % 2 === 0 ? suggestion.text : `${suggestion.text} Slowly.`;
    const record = {
      ...{ id: store.newId<ResponseId>(), itemId: id, personId: actor.personId, text, span: null, reason: null },
      ...({ decision: 'accepted', suggestionId: suggestion.id, blind: false, decidedAtMs: n } as const),
    };
    return [...made, { do: 'create', type: 'response', record }];
  }
}

function asked(n: number) {
  const thing = pick(THINGS, n);
  return { question: `What colour is the ${thing}?`, form: n % 5 === 0 ? 'yes-no' : 'open', topic: 'colour' } as const;
}

/** What a model is said to have written. */
export function suggestionOf(
  store: ProjectStore,
  { n, itemId, runId }: { readonly n: number; readonly itemId: ItemId; readonly runId: RunId | null },
): Suggestion {
  const text =
    n % 20 === 1
      ? `${pick(KOREAN, n)}.`
      : n % 20 === 2
        ? `${pick(CHINESE, n)}。`
        : `A ${pick(COLOURS, n * 7)} ${pick(THINGS, n * 3)} moves past the ${pick(COLOURS, n >> 3)} ${pick(THINGS, n >> 4)}.`;
  const doubt = (Math.imul(n, 2654435761) >>> 0) / 2 ** 32;
  return {
    ...{ id: store.newId<SuggestionId>(), itemId, text, question: null, span: null, runId },
    model: {
      id: 'panda-mini',
      version: '1.0.0',
      weightsHash: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
    recipe: { name: 'captions', hash: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752' },
    prompt: 'Describe what happens in this video in one sentence.',
    frames: { indices: [0, 31, 62, 93, 124, 155, 186, 217], timesUs: TIMES_US },
    sampling: { kind: 'greedy', maxNewTokens: 256 },
    pieces: text.split(/(?<= )/).map((word, at) => [word, -doubt / (at + 1.1)] as const),
    stop: 'stop-token',
    doubt: { total: doubt, logProb: doubt, disagreement: null, ungrounded: null },
    junk: n % 100 === 3 ? 'looping' : null,
    ...{ outsideWorld: null, seeded: false, seconds: 0.1, madeAtMs: n },
  };
}

function saveDurations(store: ProjectStore): void {
  const facts = { width: 64, height: 36, averageFps: 25, frameCount: 250, variableFrameRate: false, codec: 'h264' };
  let n = 0;
  store.transaction(() => {
    for (const { id } of store.all('video')) {
      const durationUs = (1 + (n++ % 60)) * 1_000_000;
      store.saveFiles([
        { ...store.file(id), state: 'present', facts: { durationUs, ...facts, hasAudio: false, warnings: [] } },
      ]);
    }
  });
}

function pick(of: readonly string[], n: number): string {
  return of[n % of.length] ?? '';
}
