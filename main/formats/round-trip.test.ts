import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holds, recordsArbitrary, seeded } from './arbitrary-records.ts';
import { cueOf, cueText } from './cues.ts';
import { CARD } from './card.ts';
import { CROISSANT } from './croissant.ts';
import { exported, inFolder, KINDS, readRecords } from './made-records.ts';
import { MANIFEST } from './manifest.ts';
import { FORMATS } from './registry.ts';
import { oneLine } from './sidecar-txt/write.ts';
import { textOf } from './record.ts';
import { spokenOf } from './srt/tags.ts';

test('jsonl holds all of a record', async () => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: true, content: 'both' }), (records) =>
      inFolder(async (folder) => {
        await exported(records, { format: 'jsonl', folder: join(folder, 'out') });
        expect(await readRecords('jsonl', join(folder, 'out'))).toEqual(records);
      }),
    ),
    seeded,
  );
});

test('sidecars hold the caption on one line, by the name of the video', async () => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: false, content: 'caption' }), (records) =>
      holds(records, {
        format: 'sidecar-txt',
        options: { several: 'lines' },
        kept: (record) => {
          const said = oneLine(textOf(record) ?? '');
          return said === '' ? undefined : [record.video.stem, said];
        },
      }),
    ),
    seeded,
  );
});

test.for(['srt', 'vtt'])('%s holds the text and its times to the millisecond', async (format) => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: true, content: 'caption' }), (records) =>
      holds(records, {
        format,
        kept: (record) => {
          const { fromMs, toMs, text } = cueOf(record);
          // Of tags SubRip has no escape: they are no part of what is said.
          const said = format === 'srt' ? spokenOf(text) : text;
          if (record.span === null || said === '' || (format === 'srt' && text.includes('-->'))) return undefined;
          return [fromMs, toMs, said];
        },
      }),
    ),
    seeded,
  );
});

test('vtt holds the exact microseconds, the track and the tier in its notes', async () => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: true, content: 'caption' }), (records) =>
      holds(records, {
        format: 'vtt',
        kept: ({ id, span, tier, content }) => {
          if (span === null || content.kind !== 'caption' || cueText(content.text ?? '') === '') return undefined;
          return [id, span, tier, content.track];
        },
      }),
    ),
    seeded,
  );
});

test('llc holds segments with their names, tracks and tiers to the microsecond', async () => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: true, content: 'caption' }), (records) =>
      holds(records, {
        format: 'llc',
        kept: ({ video, span, tier, content }) => (span === null ? undefined : [video.stem, span, tier, content]),
      }),
    ),
    seeded,
  );
});

test('the pair of questions and answers holds both, joined by position', async () => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: false, content: 'qa' }), (records) =>
      holds(records, {
        format: 'videochatgpt-qa',
        kept: ({ video, content }) =>
          content.kind !== 'qa' || (content.answer ?? '').trim() === ''
            ? undefined
            : [video.stem, content.question, content.answer],
      }),
    ),
    seeded,
  );
});

test.for(FORMATS.map(({ name }) => name))('the same records give the same bytes (%s)', async (format) => {
  await inFolder(async (folder) => {
    // The manifest has the hashes of all other files.
    const said = async (name: string): Promise<string[]> => {
      await exported(KINDS, { format, folder: join(folder, name) });
      return [MANIFEST, CARD, CROISSANT].map((file) => readFileSync(join(folder, name, file), 'utf8'));
    };
    expect(await said('a')).toEqual(await said('b'));
  });
});
