/** For tests of properties: records of any kind, and whether a format holds what it says it does. */
import fc from 'fast-check';
import { join } from 'node:path';
import { expect } from 'vitest';
import { QUESTION_FORMS, QUESTION_TOPICS } from '../document/question.ts';
import { exported, inFolder, readRecords, videoAt } from './made-records.ts';
import type { DatasetRecord, Origin } from './record.ts';

/** For every property: the same examples each time. */
export const seeded = { seed: 20261121, numRuns: 40 };

/** Writes, has it checked, and reads; `kept` says what of a record the format holds, for those that it does not leave out. */
export async function holds<T>(
  records: readonly DatasetRecord[],
  {
    format,
    kept,
    options = {},
  }: { format: string; kept: (record: DatasetRecord) => T; options?: Record<string, unknown> },
): Promise<void> {
  await inFolder(async (folder) => {
    const place = join(folder, 'out');
    const wanted = records.map((record) => kept(record)).filter((value) => value !== undefined);
    if (wanted.length === 0) {
      await expect(exported(records, { format, folder: place, options })).rejects.toThrow('nothing was left to write');
      return;
    }
    const report = await exported(records, { format, folder: place, options });
    expect(report.checked.filter(({ passed }) => !passed)).toEqual([]);
    const read = (await readRecords(format, place, options)).map((record) => kept(record));
    const sorted = (values: unknown[]): string[] => values.map((value) => JSON.stringify(value)).sort();
    expect(sorted(read)).toEqual(sorted(wanted));
  });
}

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
