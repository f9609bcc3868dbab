/** What a person waits for when they search: the count of all that is found, and its first page. */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { queryOf } from '../../main/document/query/index.ts';
import {
  countFoundItems,
  countFoundVideos,
  countQueue,
  queueItems,
  searchItems,
  searchVideos,
} from '../../main/store/index.ts';
import type { ProjectStore } from '../../main/store/index.ts';
import type { Benchmark, Size } from './benchmark.ts';
import { makeLargeProject } from './large-project.ts';
import type { ProjectSize } from './large-project.ts';
import { measureInTurns } from './measure.ts';
import type { Row } from './table.ts';

const plans: Readonly<Record<Size, ProjectSize & { readonly runs: number }>> = {
  full: { videos: 20_000, items: 100_000, runs: 7 },
  tiny: { videos: 20, items: 200, runs: 1 },
};

const PAGE = 100;
/** Longer than this a person notices, and the project promises not to take. */
const PROMISED_S = 0.1;

/** Rare and frequent, words of three languages, columns, videos, and what no index answers. */
const QUERIES = [
  '"red car"',
  'car*',
  '자동차',
  '汽车',
  'status:suggested',
  'status:suggested dur>10s "red car"',
  'status:suggested dur>10s',
  'path:"folder 7/*" kind:caption',
  'excluded:no -path:7 dur>5s -red',
  '-status:accepted (red OR blue) doubt>0.9',
  'flag:again OR has:comment',
  'NOT red NOT blue',
];

export const search: Benchmark = {
  name: 'search',
  measure: async ({ size, folder, patience }) => {
    const { runs, ...plan } = plans[size];
    const path = join(folder, 'search.panda');
    const discard = (): void => ['', '-wal', '-shm'].forEach((part) => rmSync(path + part, { force: true }));
    discard();
    try {
      using store = makeLargeProject(path, plan);
      const ways = Object.fromEntries(waysOf(store).map(([name, work]) => [name, { work: async () => work() }]));
      const measured = await measureInTurns({ runs, patience }, ways);
      return waysOf(store).map(([name, work]): Row => {
        const { wallS = NaN, n = 0, disturbed = true } = measured[name] ?? {};
        return {
          name: `${name}, of ${plan.items} items`,
          ours: { value: wallS, unit: 's' },
          other: { is: 'promised', value: PROMISED_S },
          runs: { n, disturbed },
          note: `${work()} found`,
        };
      });
    } finally {
      discard();
    }
  },
};

/** Each says how many it found. */
function waysOf(store: ProjectStore): (readonly [name: string, work: () => number])[] {
  const [person] = store.list('person');
  if (person === undefined) throw new Error('nobody is in a new project');
  const all = queryOf('');
  return [
    ...QUERIES.map((text) => {
      const query = queryOf(text);
      const work = (): number => {
        searchItems(store, { query, limit: PAGE });
        return countFoundItems(store, query);
      };
      return [text, work] as const;
    }),
    ['videos: status:suggested "red car"', () => videosFound(store, 'status:suggested "red car"')],
    [
      'the queue of a person',
      () => {
        const wanted = { queue: 'decide', personId: person.id, query: all } as const;
        queueItems(store, { ...wanted, limit: PAGE });
        return countQueue(store, wanted);
      },
    ],
  ];
}

function videosFound(store: ProjectStore, text: string): number {
  const query = queryOf(text);
  searchVideos(store, { query, limit: PAGE });
  return countFoundVideos(store, query);
}
