import fc from 'fast-check';
import { test } from 'vitest';
import { holds, recordsArbitrary, seeded } from '../arbitrary-records.ts';
import type { DatasetRecord } from '../record.ts';
import { textOf } from '../record.ts';
import { oneLine } from '../sidecar-txt/write.ts';
import { readsAsNothing } from '../table/pandas.ts';

const whole = recordsArbitrary({ span: false, content: 'caption' });
const segments = recordsArbitrary({ span: true, content: 'caption' });

function captionOf(record: DatasetRecord): string | undefined {
  const text = textOf(record) ?? '';
  return text.trim() === '' ? undefined : text;
}

/** The video's name as the format has it, and what is said of it. */
const namedCaption = (record: DatasetRecord): unknown[] | undefined => {
  const text = captionOf(record);
  return text === undefined ? undefined : [record.video.relativePath?.replace('.mp4', ''), text];
};

test('msrvtt holds the text and which video it is about', async () => {
  await fc.assert(
    fc.asyncProperty(whole, (records) => holds(records, { format: 'msrvtt', kept: namedCaption })),
    seeded,
  );
});

test('msvd holds the text on one line', async () => {
  const kept = (record: DatasetRecord): unknown[] | undefined =>
    captionOf(record) === undefined ? undefined : [record.video.stem, oneLine(textOf(record) ?? '')];
  await fc.assert(
    fc.asyncProperty(whole, (records) => holds(records, { format: 'msvd', kept })),
    seeded,
  );
});

test('vatex holds the text and its language', async () => {
  const options = { chinese: 'en', english: 'other' };
  const kept = (record: DatasetRecord): unknown[] | undefined => {
    const { content } = record;
    const language = content.kind === 'caption' && content.track === 'en' ? 'zh' : 'en';
    const of = namedCaption(record);
    return of && [...of, language];
  };
  await fc.assert(
    fc.asyncProperty(whole, (records) => holds(records, { format: 'vatex', kept, options })),
    seeded,
  );
});

test.for(['captions', 'results', 'labels'])('activitynet-captions holds text and times as %s', async (form) => {
  const kept = (record: DatasetRecord): unknown[] | undefined => {
    const of = record.span === null ? undefined : namedCaption(record);
    return of && [...of, record.span];
  };
  await fc.assert(
    fc.asyncProperty(segments, (records) =>
      holds(records, { format: 'activitynet-captions', kept, options: { form } }),
    ),
    seeded,
  );
});

test('coco-captions holds the text, the path of the video and its size', async () => {
  const kept = (record: DatasetRecord): unknown[] | undefined => {
    const { relativePath, width, height } = record.video;
    return captionOf(record) === undefined ? undefined : [relativePath, width, height, textOf(record)];
  };
  await fc.assert(
    fc.asyncProperty(whole, (records) => holds(records, { format: 'coco-captions', kept })),
    seeded,
  );
});

test('webvid-csv holds the text and how long the video is, to the second', async () => {
  const kept = (record: DatasetRecord): unknown[] | undefined => {
    const of = namedCaption(record);
    return of === undefined || readsAsNothing(textOf(record)) ? undefined : [...of, record.video.durationUs];
  };
  await fc.assert(
    fc.asyncProperty(whole, (records) => holds(records, { format: 'webvid-csv', kept })),
    seeded,
  );
});
