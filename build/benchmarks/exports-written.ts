/** For the benchmark `exports`: a process of its own that writes so many made texts as a data set, and says how long it took and what it held. */
import { NOTHING_SAID } from '../../main/document/dataset-about.ts';
import { exportDataset, formatNamed, mediaNames, openFolder, optionsOf } from '../../main/formats/index.ts';
import type { DatasetRecord, Options } from '../../main/formats/index.ts';

export interface Exported {
  readonly seconds: number;
  readonly texts: number;
  readonly peakBytes: number;
}

/** Of one video, half of them questions. */
const TEXTS_OF_A_VIDEO = 10;

if (import.meta.main) {
  const [format = '', folder = '', texts = '0', options = '{}'] = process.argv.slice(2);
  console.log(
    JSON.stringify(await written({ format, folder, options: JSON.parse(options) as Options }, Number(texts))),
  );
}

async function written(
  { format: name, folder, options }: { readonly format: string; readonly folder: string; readonly options: Options },
  texts: number,
): Promise<Exported> {
  const format = formatNamed(name);
  const mediaName = mediaNames({ severalRoots: false });
  const start = performance.now();
  const { counts } = await exportDataset({
    ...{ format, options: optionsOf(format, options), mediaName, media: null },
    parts: [{ split: null, records: madeRecords(texts) }],
    output: await openFolder({ folder, mediaName }),
    ...{ manifestPath: 'dataset.json', isOwnFolder: true, place: folder },
    source: {
      ...{ program: { name: 'bench', version: '1' }, project: { id: 'P', name: 'Made' }, about: NOTHING_SAID },
      ...{ query: null, statuses: ['accepted'], tracks: null, media: 'none', split: null },
    },
    signal: new AbortController().signal,
  });
  return {
    seconds: (performance.now() - start) / 1000,
    texts: counts.records,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  };
}

/** The same number gives the same records. */
async function* madeRecords(count: number): AsyncGenerator<DatasetRecord> {
  for (let n = 0; n < count; n++) {
    const at = Math.floor(n / TEXTS_OF_A_VIDEO);
    const own = n % TEXTS_OF_A_VIDEO;
    const relativePath = `folder ${at % 100}/clip ${at}.mp4`;
    const text = `Thing ${n % 977} moves past thing ${n % 1013}, ${n}.`;
    const suggestion = {
      ...{ text, question: null, span: null },
      model: { id: 'panda-mini', version: '1.0.0', weightsHash: '9f86d081' },
      ...{ run: null, recipe: { name: 'captions', hash: '60303ae2' } },
      prompt: 'Describe what happens in this video in one sentence.',
      frames: { indices: [0, 31, 62, 93], timesUs: [0, 1_033_333, 2_066_667, 3_100_000] },
      sampling: { kind: 'greedy', maxNewTokens: 256 },
      stop: 'stop-token',
      doubt: { total: 0.25, logProb: 0.25, disagreement: null, ungrounded: null },
      ...{ junk: null, outsideWorld: null, seeded: false, seconds: 0.1, madeAtMs: n },
    } as const;
    const response = {
      person: { id: 'A', name: 'Ann' },
      text,
      span: null,
      decision: 'accepted',
      reason: null,
      fromSuggestion: true,
      decidedAtMs: n,
    } as const;
    yield {
      id: `I${n}`,
      video: {
        ...{ id: `V${at}`, root: 'clips', path: `/clips/${relativePath}`, relativePath, stem: `clip ${at}` },
        ...{ fingerprint: `${at}-ab`, durationUs: 10_000_000, fps: 25, frameCount: 250, width: 64, height: 36 },
      },
      span: null,
      tier: null,
      content:
        own % 2 === 0
          ? { kind: 'caption', track: `track ${own}`, text }
          : {
              ...{ kind: 'qa', bankId: null, question: `What is thing ${own}?`, answer: text, form: 'open' },
              ...{ topic: null, choices: [], evidence: null },
            },
      status: 'accepted',
      review: null,
      flag: null,
      origin: { suggestion, response, review: null },
      extra: null,
    };
  }
}
