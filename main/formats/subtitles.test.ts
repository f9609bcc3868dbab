import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, madeCaption, readAll } from './made-records.ts';

const fixture = (name: string): string => join(import.meta.dirname, name);

interface Short {
  readonly stem: string;
  readonly span: unknown;
  readonly text: unknown;
  readonly extra: unknown;
}

async function shortly(format: string, path: string): Promise<(Short | string)[]> {
  return (await readAll(format, path)).map((event) => {
    if ('problem' in event) {
      const { code, ...problem } = event.problem;
      return `${code}, line ${'line' in problem ? problem.line : ''}: ${'cause' in problem ? problem.cause : ''}`;
    }
    const { video, span, content, extra } = event.record;
    return { stem: video.stem, span, text: content.kind === 'caption' ? content.text : null, extra };
  });
}

const seconds = (from: number, to: number): unknown => ({ fromUs: from * 1e6, toUs: to * 1e6 });

test('SubRip is read with a byte order mark, CRLF, tags, points, positions and without numbers', async () => {
  expect(await shortly('srt', fixture('srt/fixtures/bom-crlf.srt'))).toEqual([
    {
      stem: 'bom-crlf',
      span: seconds(1, 3.5),
      text: 'The person starts running.',
      extra: { srt: { payload: 'The person <i>starts</i> running.' } },
    },
    { stem: 'bom-crlf', span: seconds(4, 5), text: 'Two\nlines', extra: { srt: { position: 'X1:10 X2:20' } } },
    { stem: 'bom-crlf', span: seconds(6, 7), text: 'No number.', extra: null },
  ]);
});

test('what is wrong in SubRip is said with its line, and the rest is read', async () => {
  expect(await shortly('srt', fixture('srt/fixtures/broken.srt'))).toEqual([
    'dataset-unreadable, line 2: an empty line is missing before the next times',
    'dataset-unreadable, line 9: the text ends before it begins',
    'dataset-unreadable, line 12: here times like 00:00:01,000 --> 00:00:02,500 were expected',
  ]);
});

test('latin-1 and UTF-16 are told from UTF-8', async () => {
  await inFolder(async (folder) => {
    const text = readFileSync(fixture('srt/fixtures/latin-1.srt'), 'latin1');
    const utf16le = Buffer.from(text, 'utf16le');
    writeFileSync(join(folder, 'little.srt'), utf16le);
    writeFileSync(join(folder, 'big.srt'), Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(utf16le).swap16()]));
    const read = [...(await shortly('srt', folder)), ...(await shortly('srt', fixture('srt/fixtures/latin-1.srt')))];
    expect(read.map((one) => (typeof one === 'string' ? one : one.text))).toEqual(['Café', 'Café', 'Café']);
  });
});

test('WebVTT is read as a browser reads it, and goes out again with its tags', async () => {
  const read = await shortly('vtt', fixture('vtt/fixtures/browser.vtt'));
  expect(read).toEqual([
    {
      stem: 'browser',
      span: seconds(1, 2.5),
      text: 'Hello & welcome',
      extra: { vtt: { id: 'intro', settings: 'align:start', payload: '<v Anna>Hello &amp; <i>welcome</i>' } },
    },
    { stem: 'browser', span: seconds(3600, 3601), text: 'A <b>\nsecond line', extra: null },
  ]);
  await inFolder(async (folder) => {
    const events = await readAll('vtt', fixture('vtt/fixtures/browser.vtt'));
    const records = events.flatMap((event) => ('record' in event ? [event.record] : []));
    await exported(records, { format: 'vtt', folder: join(folder, 'out') });
    const text = readFileSync(join(folder, 'out', 'browser.vtt'), 'utf8');
    expect(text.split('\n').filter((line) => !line.startsWith('NOTE'))).toEqual([
      ...['WEBVTT', '', '', 'intro', '00:00:01.000 --> 00:00:02.500 align:start', '<v Anna>Hello &amp; <i>welcome</i>'],
      ...['', '', '01:00:00.000 --> 01:00:01.000', 'A &lt;b&gt;', 'second line', ''],
    ]);
  });
});

test('each text of a WebVTT file has a note of where it comes from', async () => {
  await inFolder(async (folder) => {
    const record = madeCaption({
      path: 'clip.mp4',
      text: 'A dog --> runs.',
      id: 'I1',
      span: { fromUs: 1_000_499, toUs: 2_000_501 },
      tier: 'shots',
      origin: {
        suggestion: null,
        response: {
          person: { id: 'P', name: 'Anna > Bob' },
          text: 'A dog --> runs.',
          span: null,
          decision: 'accepted',
          reason: null,
          fromSuggestion: false,
          decidedAtMs: 1_700_000_000_000,
        },
        review: null,
      },
    });
    await exported([record], { format: 'vtt', folder: join(folder, 'out') });
    expect(readFileSync(join(folder, 'out', 'clip.vtt'), 'utf8')).toBe(
      'WEBVTT\n\nNOTE panda {"id":"I1","track":"short","tier":"shots","fromUs":1000499,"toUs":2000501,"status":"accepted",' +
        '"review":null,"model":null,"person":"Anna \\u003e Bob","decided":"2023-11-14T22:13:20.000Z"}\n\n' +
        'I1\n00:00:01.000 --> 00:00:02.001\nA dog --&gt; runs.\n',
    );
  });
});

test('a video with captions in two tracks has a file for each', async () => {
  await inFolder(async (folder) => {
    const place = { path: 'a/clip.mp4', span: { fromUs: 0, toUs: 1_000_000 }, tier: 'shots' };
    const records = [
      madeCaption({ ...place, text: 'Un chien.', track: 'fr' }),
      madeCaption({ ...place, text: 'A dog.', track: 'en' }),
      madeCaption({ ...place, path: 'b.mp4', text: 'A cat.', track: 'en' }),
    ];
    const { files } = await exported(records, { format: 'srt', folder: join(folder, 'out') });
    expect(files.map(({ path }) => path)).toEqual(['a/clip.en.srt', 'a/clip.fr.srt', 'b.srt']);
  });
});
