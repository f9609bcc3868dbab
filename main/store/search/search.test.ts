import { afterAll, describe, expect, test } from 'vitest';
import type { CommentId, PersonId, ReviewId, RunId, SegmentId } from '../../document/ids.ts';
import { queryOf } from '../../document/query/index.ts';
import type { Caption, Qa, Suggestion } from '../../document/records.ts';
import {
  create,
  makeCaption,
  makeResponse,
  makeRoot,
  makeSuggestion,
  makeVideo,
  projectsUntil,
} from '../made-project.ts';
import { countFoundItems, countFoundVideos, everyItem, searchItems, searchVideos } from './search.ts';

const makeProject = projectsUntil(afterAll);
const { store, actor, person } = makeProject();
const run = store.newId<RunId>();
/** What each item is called here; the order in which they were made is none that is searched in. */
const names = new Map<string, string>();

const root = makeRoot(store);
const [ten, two, gone] = ['kitchen/clip 10.mp4', 'kitchen/clip 2.mp4', 'hall_1/last.MP4'].map((path) =>
  makeVideo(store, root.id, path),
) as [ReturnType<typeof makeVideo>, ReturnType<typeof makeVideo>, ReturnType<typeof makeVideo>];
const segment = {
  id: store.newId<SegmentId>(),
  videoId: two.id,
  tier: 'shots',
  fromUs: 2_000_000,
  toUs: 6_000_000,
  origin: 'shots',
} as const;
const kim = { id: store.newId<PersonId>(), name: 'Kim Ji-woo', role: 'reviewer' } as const;

function named<Item extends Caption | Qa>(name: string, item: Item): Item {
  names.set(item.id, name);
  return item;
}

const english = named('english', makeCaption(store, ten.id));
const korean = named('korean', { ...makeCaption(store, two.id, 'ko'), flag: 'ask Kim about 100%' });
const chinese = named('chinese', { ...makeCaption(store, two.id, 'zh'), segmentId: segment.id });
const junk = named('junk', makeCaption(store, gone.id));
const empty = named('empty', makeCaption(store, gone.id, 'dense'));
const qa: Qa = named('qa', {
  id: store.newId<Qa['id']>(),
  kind: 'qa',
  videoId: ten.id,
  segmentId: null,
  flag: null,
  extra: null,
  bankId: 'colour-1',
  question: 'What colour is the ball?',
  form: 'open',
  topic: 'colour',
  choices: [],
});

const ofEnglish: Suggestion = { ...makeSuggestion(store, english.id, "A red car's door; the café."), runId: run };
const ofKorean = makeSuggestion(store, korean.id, '고양이가 빨간 자동차 위에 앉아 있다.');
const answer = makeResponse(store, qa.id, { personId: kim.id, text: 'Red, like the carpet.' });
const ofChinese = {
  ...makeResponse(store, chinese.id, { personId: person.id, text: '一只猫坐在红色汽车上。' }),
  decision: null,
};

store.write({ actor, label: 'import' }, [
  ...[create('root', root), create('person', kim)],
  ...[ten, two, { ...gone, excluded: true }].map((video) => create('video', video)),
  create('segment', segment),
  ...[english, korean, chinese, junk, empty, qa].map((item) => create('item', item)),
  create('suggestion', { ...ofEnglish, doubt: { total: 0.9, logProb: 0.9, disagreement: null, ungrounded: null } }),
  create('suggestion', { ...ofKorean, doubt: { total: 0.3, logProb: 0.3, disagreement: null, ungrounded: null } }),
  create('suggestion', { ...makeSuggestion(store, junk.id, 'red red red red'), junk: 'looping' }),
  ...[answer, ofChinese].map((response) => create('response', response)),
  create('review', {
    ...{ id: store.newId<ReviewId>(), itemId: qa.id, responseId: answer.id, personId: person.id, verdict: 'approved' },
    ...{ reason: null, text: answer.text, madeAtMs: answer.decidedAtMs ?? 0 },
  }),
  create('comment', {
    ...{ id: store.newId<CommentId>(), videoId: two.id, itemId: chinese.id, personId: kim.id, text: '?', madeAtMs: 1 },
  }),
]);
store.saveFiles([
  { ...store.file(ten.id), state: 'present', facts: factsOf(30_000_000) },
  { ...store.file(gone.id), state: 'missing' },
]);

function factsOf(durationUs: number) {
  const picture = { width: 64, height: 36, averageFps: 25, frameCount: 1, variableFrameRate: false, codec: 'h264' };
  return { durationUs, ...picture, hasAudio: false, warnings: [] };
}

function found(query: string): string {
  const all = [...everyItem(store, queryOf(query))].map(({ itemId }) => names.get(itemId));
  expect(countFoundItems(store, queryOf(query))).toBe(all.length);
  return all.join(' ');
}

function foundVideos(query: string): string {
  const { found: videos } = searchVideos(store, { query: queryOf(query), limit: 10 });
  expect(countFoundVideos(store, queryOf(query))).toBe(videos.length);
  return videos.map(({ name }) => name.replace(/^.*\//, '')).join(', ');
}

describe('words', () => {
  test.each([
    ['', 'junk empty korean chinese english qa'],
    ['red', 'junk english qa'],
    ['RED car', 'english'],
    ['"red car"', 'english'],
    ['"car red"', ''],
    ['car', 'english'],
    ['car*', 'english qa'],
    ['"red ca"*', 'english'],
    ['cafe', 'english'],
    ["car's", 'english'],
    ['ball', 'qa'],
    ['ball carpet', 'qa'],
    ['red -car*', 'junk'],
    ['ball OR door', 'english qa'],
  ])('in English: %s', (query, expected) => expect(found(query)).toBe(expected));

  test.each([
    ['고양이', 'korean'],
    ['고양이가', 'korean'],
    ['자동차 고양이', 'korean'],
    ['"빨간 자동차"', 'korean'],
    ['빨간자동차', 'korean'],
    ['동차', 'korean'],
    ['자차', ''],
    ['고양이'.normalize('NFD'), 'korean'],
  ])('in Korean any part of a text is found: %s', (query, expected) => expect(found(query)).toBe(expected));

  test.each([
    ['红色汽车', 'chinese'],
    ['色汽', 'chinese'],
    ['猫', 'chinese'],
    ['汽车 猫', 'chinese'],
    ['红车', ''],
  ])('in Chinese any part of a text is found: %s', (query, expected) => expect(found(query)).toBe(expected));

  test.each([
    '"a OR b"',
    '"NEAR(red car)"',
    '"text:red"',
    '"red\\" OR \\"car"',
    "it''s",
    '"^car red"',
    '"{x}: -y +z"',
    `"');--x"`,
  ])('whatever is looked for is text: %s', (query) => expect(found(query)).toBe(''));
});

describe('fields', () => {
  test.each([
    ['status:suggested', 'korean english'],
    ['status:editing,todo', 'junk empty chinese'],
    ['review:approved', 'qa'],
    ['-review:none', 'qa'],
    ['kind:qa', 'qa'],
    ['form:open topic:colour asked:bank bank:colour-*', 'qa'],
    ['topic:none', ''],
    ['track:KO,zh', 'korean chinese'],
    ['track:none', 'qa'],
    ['-track:short', 'empty korean chinese qa'],
    ['tier:sh*', 'chinese'],
    ['model:panda-mini', 'junk korean english'],
    ['model:panda-mini@1.*', 'junk korean english'],
    ['model:panda', ''],
    [`run:${run.toLowerCase()}`, 'english'],
    ['path:KITCHEN', 'korean chinese english qa'],
    ['path:"clip ?*"', 'korean chinese english qa'],
    ['path:kitchen/*2.mp4', 'korean chinese'],
    ['path:itchen/*', ''],
    ['path:hall_', 'junk empty'],
    ['path:h_ll', ''],
    ['dur>10s', 'english qa'],
    ['dur:4s', 'chinese'],
    ['dur<=1h', 'chinese english qa'],
    ['doubt>0.5', 'junk english'],
    ['flag:100%', 'korean'],
    ['flag:1_0', ''],
    ['flag:none kind:caption', 'junk empty chinese english'],
    ['has:flag,comment', 'korean chinese'],
    ['has:segment', 'chinese'],
    ['-has:suggestion', 'empty chinese qa'],
    ['-has:text', 'junk empty'],
    ['has:response', 'chinese qa'],
    ['junk:yes', 'junk'],
    ['junk:looping red', 'junk'],
    ['junk:no kind:caption', 'empty korean chinese english'],
    ['by:"kim ji-woo"', 'qa'],
    ['by:ann', 'chinese'],
    ['by:none', 'junk empty korean english'],
    ['file:missing', 'junk empty'],
    ['file:unseen,present', 'korean chinese english qa'],
    ['excluded:yes', 'junk empty'],
    ['excluded:no dur>1s -path:"clip 10"', 'chinese'],
    ['NOT (status:suggested OR path:hall)', 'chinese qa'],
    ['(status:suggested OR path:hall) -ko*', 'junk empty korean english'],
  ])('%s', (query, expected) => expect(found(query)).toBe(expected));
});

describe('videos', () => {
  test('are named by their ids, several at once', () => {
    const query = `video:${ten.id},${gone.id.toLowerCase()}`;
    expect([foundVideos(`video:${two.id}`), foundVideos(query), found(query)]).toEqual([
      'clip 2.mp4',
      foundVideos(`-video:${two.id}`),
      found(`-video:${two.id}`),
    ]);
  });

  test.each([
    ['', 'last.MP4, clip 2.mp4, clip 10.mp4'],
    ['dur>10s', 'clip 10.mp4'],
    ['path:clip -excluded:yes', 'clip 2.mp4, clip 10.mp4'],
    ['status:suggested', 'clip 2.mp4, clip 10.mp4'],
    ['status:editing kind:caption', 'clip 2.mp4'],
    ['status:suggested track:zh', ''],
    ['-status:suggested', 'last.MP4'],
    ['status:suggested -track:zh', 'clip 10.mp4'],
    ['-has:text', 'last.MP4'],
    ['has:segment', 'clip 2.mp4'],
    ['tier:shots', 'clip 2.mp4'],
    ['has:comment', 'clip 2.mp4'],
    ['자동차 OR path:last', 'last.MP4, clip 2.mp4'],
    ['ball carpet', 'clip 10.mp4'],
  ])('are found where one of their items is: %s', (query, expected) => expect(foundVideos(query)).toBe(expected));
});

describe('pages', () => {
  test.each([
    ['place', 'junk empty korean chinese english qa'],
    ['doubt', 'junk english korean chinese empty qa'],
    ['newest', 'qa empty junk chinese korean english'],
  ] as const)('by %s go on after what was seen', (order, expected) => {
    for (const limit of [1, 2, 4, 6, 7]) {
      const seen: (string | undefined)[] = [];
      for (let after: string | null = null; ;) {
        const { found: items, next } = searchItems(store, { query: queryOf(''), order, limit, after });
        seen.push(...items.map(({ itemId }) => names.get(itemId)));
        if (next === null) break;
        after = next;
      }
      expect(seen.join(' ')).toBe(expected);
    }
  });

  test('of videos by the doubt of what waits go on after what was seen', () => {
    const seen: string[] = [];
    for (let after: string | null = null; ;) {
      const { found, next } = searchVideos(store, { query: queryOf(''), order: 'doubt', limit: 1, after });
      seen.push(...found.map(({ name }) => name.replace(/.*\//, '')));
      if (next === null) break;
      after = next;
    }
    expect(seen).toEqual(['clip 10.mp4', 'clip 2.mp4', 'last.MP4']);
  });

  test('say what a list of items shows', () => {
    expect(searchItems(store, { query: queryOf('猫'), limit: 5 })).toEqual({
      found: [
        {
          ...{ itemId: chinese.id, videoId: two.id, segmentId: segment.id, videoName: 'clips/kitchen/clip 2.mp4' },
          ...{
            fromUs: 2_000_000,
            durationUs: 4_000_000,
            kind: 'caption',
            status: 'editing',
            review: null,
            doubt: null,
          },
        },
      ],
      next: null,
    });
  });
});
