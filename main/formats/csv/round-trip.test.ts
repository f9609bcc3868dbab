import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds, recordsArbitrary, seeded } from '../arbitrary-records.ts';
import type { DatasetRecord } from '../record.ts';
import { isAtRisk, protect, unprotect } from './protect.ts';

/** An empty text is none. */
const orNull = (text: string | null): string | null => (text === '' ? null : text);

const kept = (record: DatasetRecord): unknown => {
  const { id, video, span, tier, content, status, review, flag } = record;
  const { relativePath, id: videoId, fingerprint, stem } = video;
  const said =
    content.kind === 'caption'
      ? { ...content, text: orNull(content.text) }
      : { ...content, answer: orNull(content.answer) };
  return [id, { relativePath, videoId, fingerprint, stem }, span, tier, said, status, review, flag];
};

test.for(['csv', 'tsv'])('%s holds all that a person may change', async (format) => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: true, content: 'both' }), (records) => holds(records, { format, kept })),
    seeded,
  );
});

test('the same with semicolons and a byte order mark', async () => {
  const options = { separator: 'semicolon', byteOrderMark: true };
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: true, content: 'both' }), (records) =>
      holds(records, { format: 'csv', kept, options }),
    ),
    seeded,
  );
});

test('whatever a cell says, it is protected and comes back', () => {
  const parts = fc.constantFrom(
    ...["'", '=', '+1', '-', '@SUM', '\t', '\r', '＝', ' ', '1', '.5', '/2', 'Mar', '월', 'a', '"'],
  );
  const cell = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(parts).map((some) => some.join('')),
  );
  fc.assert(
    fc.property(cell, (text) => {
      const written = protect(text);
      expect(unprotect(written)).toBe(text);
      expect(written.startsWith("'") || !isAtRisk(written)).toBe(true);
    }),
    { seed: seeded.seed, numRuns: 2000 },
  );
});
