/** For tests: records as a project may hold them, made at random from a seed, and what becomes of them in a format. */
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { QUESTION_FORMS, QUESTION_TOPICS } from '../document/question.ts';
import { exportDataset } from './export.ts';
import type { ExportReport } from './export.ts';
import type { Options, ReadEvent } from './format.ts';
import { MANIFEST } from './manifest.ts';
import { openFolder } from './output/folder.ts';
import { ORIGIN_UNKNOWN, stemOf, videoNamed } from './record.ts';
import type { DatasetRecord, DatasetVideo, Origin } from './record.ts';
import { formatNamed, optionsOf } from './registry.ts';

/** What people write, and what breaks formats. */
const words = fc.constantFrom(
  ...[
    'a dog',
    'runs',
    '"quoted"',
    '<b>',
    '&amp;',
    'a & b',
    '-->',
    "it's",
    '한국어',
    '中文字幕',
    '🐕\u200d🦺',
    '{x}',
    '00:01',
    '1',
    '\\n',
    ',',
    'NOTE',
    '',
  ],
);
const text = fc
  .array(fc.tuple(words, fc.constantFrom(' ', '  ', '\n', '\r\n', '\n\n', '\t')), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.flat().join('').trim());
const us = fc.integer({ min: 0, max: 9_000_000_000 });
const span = fc
  .tuple(us, fc.integer({ min: 1, max: 60_000_000 }))
  .map(([fromUs, long]) => ({ fromUs, toUs: fromUs + long }));
const name = fc.constantFrom('short', 'dense', 'en', 'track 1');

const caption = fc.record({ kind: fc.constant('caption' as const), track: name, text });
const qa = fc.record({
  kind: fc.constant('qa' as const),
  bankId: fc.option(fc.constantFrom('q1', 'q2')),
  question: text.map((asked) => `${asked}?`),
  answer: text,
  form: fc.constantFrom(...QUESTION_FORMS),
  topic: fc.option(fc.constantFrom(...QUESTION_TOPICS)),
  choices: fc.array(text, { maxLength: 3 }),
  evidence: fc.option(span),
});

const person = fc.constantFrom({ id: 'P1', name: 'Anna' }, { id: 'P2', name: '민지' });
const origin: fc.Arbitrary<Origin> = fc.record({
  suggestion: fc.option(
    fc.record({
      text,
      question: fc.option(text),
      span: fc.option(span),
      model: fc.constant({ id: 'panda-mini', version: '1', weightsHash: 'abc' }),
      run: fc.option(fc.constant('R1')),
      recipe: fc.option(fc.constant({ name: 'captions', hash: 'h' })),
      prompt: text,
      frames: fc.constant({ indices: [0, 8], timesUs: [0, 320_000] }),
      sampling: fc.constant({ kind: 'greedy' as const, maxNewTokens: 64 }),
      stop: fc.constantFrom('stop-token' as const, 'length' as const),
      doubt: fc.option(fc.constant({ total: 0.25, logProb: 0.5, disagreement: null, ungrounded: null })),
      junk: fc.constant(null),
      outsideWorld: fc.option(fc.constant({ score: 1.5, threshold: 1 })),
      seeded: fc.boolean(),
      seconds: fc.constant(1.25),
      madeAtMs: fc.integer({ min: 1, max: 2e12 }),
    }),
  ),
  response: fc.option(
    fc.record({
      person,
      text,
      span: fc.option(span),
      decision: fc.constantFrom('accepted' as const, 'skipped' as const, null),
      reason: fc.constant(null),
      fromSuggestion: fc.boolean(),
      decidedAtMs: fc.option(fc.integer({ min: 1, max: 2e12 })),
    }),
  ),
  review: fc.option(
    fc.record({
      person,
      verdict: fc.constant('returned' as const),
      reason: fc.option(text),
      madeAtMs: fc.integer({ min: 1, max: 2e12 }),
    }),
  ),
});

const extra = fc.option(fc.constantFrom({ other: { a: [1, null, { b: 'c' }] } }, { jsonl: { note: 'mine', rank: 2 } }));

interface Loose {
  readonly span: boolean;
  readonly content: 'caption' | 'qa' | 'both';
}

/** A few videos' records, in order, those of a video together. */
export function recordsArbitrary({ span: spans, content }: Loose): fc.Arbitrary<DatasetRecord[]> {
  const one = fc.record({
    span: spans ? fc.option(span) : fc.constant(null),
    content: content === 'caption' ? caption : content === 'qa' ? qa : fc.oneof(caption, qa),
    origin,
    extra,
    flag: fc.option(fc.constant('look again')),
  });
  return fc.array(fc.array(one, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }).map((videos) =>
    videos.flatMap((records, video) =>
      records.map((record, index) => ({
        ...record,
        id: `I${video}${index}`,
        video: videoAt(`sub ${video % 2}/clip.${video}.mp4`),
        tier: record.span === null ? null : 'shots',
        status: 'accepted' as const,
        review: null,
      })),
    ),
  );
}

export function videoAt(relativePath: string): DatasetVideo {
  return {
    ...videoNamed(stemOf(relativePath)),
    id: `V-${relativePath}`,
    root: 'clips',
    path: `/videos/${relativePath}`,
    relativePath,
    fingerprint: '100-ab',
    durationUs: 10_000_000_000,
    fps: 29.97,
    frameCount: 299_700,
    width: 640,
    height: 360,
  };
}

/** A caption of which only what is given is known. */
export function madeCaption(
  given: { readonly path: string; readonly text: string | null } & Partial<Omit<DatasetRecord, 'video' | 'content'>> & {
      readonly track?: string;
    },
): DatasetRecord {
  const { path, text: said, track = 'short', ...others } = given;
  return {
    id: null,
    video: videoAt(path),
    span: null,
    tier: null,
    content: { kind: 'caption', track, text: said },
    status: 'accepted',
    review: null,
    flag: null,
    origin: ORIGIN_UNKNOWN,
    extra: null,
    ...others,
  };
}

/** Exports to this folder, with the check. */
export async function exported(
  records: Iterable<DatasetRecord> | AsyncIterable<DatasetRecord>,
  { format, folder, options = {} }: { readonly format: string; readonly folder: string; readonly options?: Options },
): Promise<ExportReport> {
  const of = formatNamed(format);
  return exportDataset({
    format: of,
    options: optionsOf(of, options),
    records: (async function* () {
      yield* records;
    })(),
    output: await openFolder({ folder, severalRoots: false }),
    manifestPath: MANIFEST,
    source: {
      program: { name: 'test', version: '1' },
      project: { id: 'P', name: 'test' },
      query: null,
      statuses: ['accepted'],
      tracks: null,
    },
    place: folder,
    signal: new AbortController().signal,
  });
}

export function readAll(
  format: string,
  path: string,
  { options = {}, encoding = null }: { readonly options?: Options; readonly encoding?: string | null } = {},
): Promise<ReadEvent[]> {
  const of = formatNamed(format);
  return Array.fromAsync(of.read({ path, options: optionsOf(of, options), encoding }));
}

/** Throws where a part could not be read. */
export async function readRecords(format: string, path: string, options: Options = {}): Promise<DatasetRecord[]> {
  return (await readAll(format, path, { options })).map((event) => {
    if ('problem' in event) throw new Error(JSON.stringify(event.problem));
    return event.record;
  });
}

/** Runs with a folder that is gone afterwards. */
export async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'panda-formats-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
