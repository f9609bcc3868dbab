import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Options } from '../format.ts';
import { exported, inFolder, madeCaption, readAll, readRecords } from '../made-records.ts';
import type { DatasetRecord } from '../record.ts';

interface Written {
  readonly lines: readonly string[];
  readonly leftOut: readonly string[];
}

async function written(
  format: string,
  records: readonly DatasetRecord[],
  { name, options = {} }: { readonly name: string; readonly options?: Options },
): Promise<Written> {
  return inFolder(async (folder) => {
    const { leftOut } = await exported(records, { format, folder: join(folder, 'out'), options });
    const lines = readFileSync(join(folder, 'out', name), 'utf8').split('\n');
    return { lines, leftOut: leftOut.map(({ reason, count }) => `${reason} ${count}`) };
  });
}

function fixture(format: string, name: string): string {
  return join(import.meta.dirname, '..', format, 'fixtures', name);
}

/** What is read of a fixture: of each record what is named, of each problem where and why. */
async function read(format: string, name: string, of: (record: DatasetRecord) => unknown[]): Promise<unknown[]> {
  return (await readAll(format, fixture(format, name))).map((event) => {
    if ('record' in event) return [...of(event.record), event.record.extra?.[format] ?? null];
    const { line, cause } = event.problem as unknown as { line: number; cause: string };
    return `${line}: ${cause}`;
  });
}

const textIn = ({ content }: DatasetRecord): unknown => content.kind === 'caption' && content.text;
const whole = [
  madeCaption({ path: 'sub/a.mp4', text: 'A dog\nruns.', id: 'I1' }),
  madeCaption({ path: 'sub/a.mp4', text: '一只狗', id: 'I2', track: 'zh' }),
  madeCaption({ path: 'b c.mp4', text: 'A cat.', id: 'I3' }),
  madeCaption({ path: 'sub/a.avi', text: 'Another.', id: 'I4' }),
];

test('MSVD has seven lines before the captions, and no name with white space', async () => {
  const { lines, leftOut } = await written('msvd', whole, { name: 'AllVideoDescriptions.txt' });
  expect(lines.slice(7)).toEqual(['a A dog runs.', 'a 一只狗', '']);
  expect(lines.slice(0, 7).every((line) => line === '' || line.startsWith('#'))).toBe(true);
  expect(leftOut).toEqual(['same-name 1', 'unfit-name 1']);
  expect(await read('msvd', 'AllVideoDescriptions.txt', (record) => [record.video.stem, textIn(record)])).toEqual([
    ['-4wsuPCjDBc_5_15', 'a squirrel is eating a peanut', null],
    ['-4wsuPCjDBc_5_15', 'a chipmunk is eating', null],
    '11: there is no caption after the name',
    ['kWLNZzuo3do_48_54', '한국어 자막', null],
  ]);
});

test('VATEX has a list for each language', async () => {
  expect(await written('vatex', whole, { name: 'vatex.json' })).toEqual({
    lines: [
      '[',
      '{"videoID":"sub/a","enCap":["A dog\\nruns."],"chCap":["一只狗"]},',
      '{"videoID":"b c","enCap":["A cat."]}',
      ']',
      '',
    ],
    leftOut: ['same-name 1'],
  });
  const file = 'vatex_training_v1.0.json';
  const out = await written('vatex', await readRecords('vatex', fixture('vatex', file)), { name: 'vatex.json' });
  expect(JSON.parse(out.lines.join('\n'))).toEqual(JSON.parse(readFileSync(fixture('vatex', file), 'utf8')));
});

test('WebVid has no empty cell, since its readers drop the row', async () => {
  const records = [
    ...whole,
    madeCaption({ path: 'd.mp4', text: 'null' }),
    madeCaption({ path: '007.mp4', text: 'A number.' }),
  ];
  expect(await written('webvid-csv', records, { name: 'webvid.csv' })).toEqual({
    lines: [
      'videoid,contentUrl,duration,page_dir,name\r',
      'a,sub/a.mp4,PT02H46M40S,sub,"A dog',
      'runs."\r',
      'a,sub/a.mp4,PT02H46M40S,sub,一只狗\r',
      'b c,b c.mp4,PT02H46M40S,.,A cat.\r',
      '',
    ],
    leftOut: ['same-name 1', 'unfit-name 1', 'reads-as-nothing 1'],
  });
  const of = ({ video, ...record }: DatasetRecord): unknown[] => [
    video.relativePath ?? video.stem,
    video.durationUs,
    textIn({ video, ...record }),
  ];
  expect(await read('webvid-csv', 'results_2M_val.csv', of)).toEqual([
    [
      ...['000001_000050/1066674784', 11_000_000, 'A dog, running'],
      { contentUrl: 'https://example.org/1.mp4', duration: 'PT00H00M11S', columns: { views: '12' } },
    ],
    ['17', 60_000_000, 'A cat', { contentUrl: '', duration: 'PT00H01M00S', columns: { views: '' } }],
    '4: Too small: expected string to have >=1 characters',
  ]);
});

test('COCO knows a video by a number that its name makes, the same in annotations and results', async () => {
  const annotations = await written('coco-captions', whole.slice(0, 3), { name: 'captions.json' });
  const info =
    '"info": {"description":"captions of videos","url":"","version":"1.0","year":0,"contributor":"","date_created":""},';
  expect(annotations.lines).toEqual([
    ...['{', info, '"type": "captions",', '"licenses": [],', '"images": ['],
    '{"width":640,"height":360,"id":118226989571349,"file_name":"sub/a.mp4"},',
    '{"width":640,"height":360,"id":97234383712985,"file_name":"b c.mp4"}',
    ...['],', '"annotations": ['],
    expect.stringMatching(/^\{"id":\d+,"image_id":118226989571349,"caption":"A dog\\nruns\."\},$/),
    expect.stringMatching(/^\{"id":\d+,"image_id":118226989571349,"caption":"一只狗"\},$/),
    expect.stringMatching(/^\{"id":\d+,"image_id":97234383712985,"caption":"A cat\."\}$/),
    ...[']', '}', ''],
  ]);
  const options = { form: 'results' };
  expect(await written('coco-captions', whole.slice(0, 3), { name: 'results.json', options })).toEqual({
    lines: [
      '[',
      '{"image_id":118226989571349,"caption":"A dog\\nruns."},',
      '{"image_id":97234383712985,"caption":"A cat."}',
      ']',
      '',
    ],
    leftOut: ['another-caption 1'],
  });
  expect(await read('coco-captions', 'captions.json', (record) => [record.video.relativePath, textIn(record)])).toEqual(
    [
      ['b.mp4', 'A dog.', { id: 7, category_id: 0, image: { id: 2, date_captured: 'x' } }],
      ['sub/a.mp4', 'A cat.', { id: 8, image: { id: 1, width: 640, height: 360 } }],
      '5: there is no image 3',
    ],
  );
});

test('ActivityNet has times in seconds beside the sentences, in each of the forms', async () => {
  const records = [
    madeCaption({ path: 'v_a.mp4', text: 'All of it.' }),
    madeCaption({ path: 'v_a.mp4', text: 'A part.', span: { fromUs: 830_000, toUs: 19_860_001 } }),
    madeCaption({ path: 'v_b.mp4', text: 'A moment.', span: { fromUs: 0, toUs: 0 } }),
  ];
  const name = 'captions.json';
  expect(await written('activitynet-captions', records, { name })).toEqual({
    lines: [
      '{',
      '"v_a": {"duration":10000,"timestamps":[[0.83,19.860001]],"sentences":["A part."]},',
      '"v_b": {"duration":10000,"timestamps":[[0,0]],"sentences":["A moment."]}',
      '}',
      '',
    ],
    leftOut: ['of-the-whole-video 1'],
  });
  const form = async (of: string, file: string): Promise<readonly string[]> =>
    (await written('activitynet-captions', records, { name: file, options: { form: of, whole: true } })).lines;
  expect(await form('results', 'results.json')).toEqual([
    '{',
    '"version": "VERSION 1.0",',
    '"results": {',
    '"v_a": [{"sentence":"All of it.","timestamp":[0,10000]},{"sentence":"A part.","timestamp":[0.83,19.860001]}],',
    '"v_b": [{"sentence":"A moment.","timestamp":[0,0]}]',
    '},',
    '"external_data": {"used":false,"details":""}',
    '}',
    '',
  ]);
  expect((await form('labels', 'activity_net.json'))[2]).toBe(
    '"v_b": {"duration":10000,"annotations":[{"segment":[0,0],"label":"A moment."}]}',
  );
  expect((await form('kinetics', 'kinetics.json'))[1]).toBe(
    '"v_a": {"duration":10000,"annotations":{"segment":[0,10000],"label":"All of it."}},',
  );
});

test("white space around ActivityNet's sentences is no part of the text, but goes out again", async () => {
  const of = ({ video, span, ...record }: DatasetRecord): unknown[] => [
    ...[video.stem, video.durationUs, span?.fromUs, span?.toUs],
    textIn({ video, span, ...record }),
  ];
  expect(await read('activitynet-captions', 'val_1.json', of)).toEqual([
    ['v_aaaaaaaaaaa', 82_730_000, 830_000, 19_860_000, 'A young woman stands.', { video: { fps: 25 } }],
    [
      'v_aaaaaaaaaaa',
      82_730_000,
      17_370_000,
      60_810_000,
      'The girl dances.',
      { video: { fps: 25 }, around: [' ', ' '] },
    ],
    '11: v_bbbbbbbbbbb, 1: it ends before it begins',
    ['v_bbbbbbbbbbb', 10_000_000, 1_000_000, 1_000_000, '한 순간', null],
    '19: there are 1 timestamps for 0 sentences',
  ]);
  const events = await readAll('activitynet-captions', fixture('activitynet-captions', 'val_1.json'));
  const records = events.flatMap((event) => ('record' in event ? [event.record] : []));
  const { lines } = await written('activitynet-captions', records, { name: 'captions.json' });
  expect(JSON.parse(lines.join('\n'))).toMatchObject({
    v_aaaaaaaaaaa: { fps: 25, sentences: ['A young woman stands.', ' The girl dances. '] },
  });
});
