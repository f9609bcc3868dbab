import fc from 'fast-check';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holds, recordsArbitrary, seeded } from '../arbitrary-records.ts';
import { wholeText, without } from '../bundles/whole-record.ts';
import { exported, inFolder, madeCaption, readAll, readRecords } from '../made-records.ts';
import { ORIGIN_UNKNOWN, textOf } from '../record.ts';
import type { DatasetRecord } from '../record.ts';

const fixture = join(import.meta.dirname, 'fixtures', 'timeline.json');
const real = '../shared/data/annotations/label_studio';
const span = { fromUs: 1_000_000, toUs: 2_500_001 };

interface Task {
  readonly id: number;
  readonly data: Record<string, unknown> & { readonly panda: unknown };
  readonly annotations: readonly { readonly result: readonly object[]; readonly was_cancelled: boolean }[];
  readonly predictions: readonly { readonly model_version: string; readonly result: readonly object[] }[];
}

function tasksIn(folder: string): Task[] {
  return JSON.parse(readFileSync(join(folder, 'tasks.json'), 'utf8')) as Task[];
}

function at25(record: DatasetRecord): DatasetRecord {
  return { ...record, video: { ...record.video, fps: 25, frameCount: 250 } };
}

const records = [
  at25(madeCaption({ path: 'sub/ä 1.mp4', id: 'I1', text: 'A dog.' })),
  at25(madeCaption({ path: 'sub/ä 1.mp4', id: 'I2', text: 'Another.' })),
  at25(madeCaption({ path: 'sub/ä 1.mp4', id: 'I3', text: 'It runs.', span, tier: 'shots', status: 'edited' })),
  at25(madeCaption({ path: 'sub/ä 1.mp4', id: 'I4', text: 'A cat.', status: 'rejected' })),
  at25(madeCaption({ path: 'sub/ä 1.mp4', id: 'I5', text: 'A wolf.', status: 'suggested' })),
];

test('a video is a task: segments in frames from 1 with a text each, what a model says a prediction', async () => {
  await inFolder(async (folder) => {
    await exported(records, { format: 'label-studio', folder: join(folder, 'out') });
    const [task] = tasksIn(join(folder, 'out'));
    expect({ ...task, data: without(task?.data ?? {}, ['panda']) }).toEqual({
      id: 1,
      data: { video: '/data/local-files/?d=sub/%C3%A4%201.mp4', fps: 25 },
      annotations: [
        {
          was_cancelled: false,
          ground_truth: false,
          result: [
            {
              ...{
                id: 'I1',
                from_name: 'video_caption_short',
                to_name: 'video',
                type: 'textarea',
                origin: 'prediction',
              },
              value: { text: ['A dog.', 'Another.'] },
            },
            {
              ...{
                id: 'I3',
                from_name: 'segments',
                to_name: 'video',
                type: 'timelinelabels',
                origin: 'prediction-changed',
              },
              value: { ranges: [{ start: 26, end: 63 }], timelinelabels: ['shots'] },
            },
            {
              ...{ id: 'I3', from_name: 'segment_caption_short', to_name: 'video', type: 'textarea' },
              ...{ origin: 'prediction-changed', value: { ranges: [{ start: 26, end: 63 }], text: ['It runs.'] } },
            },
          ],
        },
        { was_cancelled: true, ground_truth: false, result: [expect.objectContaining({ id: 'I4' })] },
      ],
      predictions: [{ model_version: 'model', result: [expect.objectContaining({ id: 'I5' })] }],
    });
    expect(readFileSync(join(folder, 'out', 'label_config.xml'), 'utf8')).toBe(
      [
        '<View>',
        '  <Video name="video" value="$video" frameRate="$fps"/>',
        '  <TimelineLabels name="segments" toName="video">',
        '    <Label value="shots"/>',
        '  </TimelineLabels>',
        '  <TextArea name="segment_caption_short" toName="video" perRegion="true" editable="true" rows="3"/>',
        '  <TextArea name="video_caption_short" toName="video" editable="true" rows="3"/>',
        '</View>',
        '',
      ].join('\n'),
    );
  });
});

test('what was changed in Label Studio is as it was changed there, the rest is as it was', async () => {
  await inFolder(async (folder) => {
    await exported(records, { format: 'label-studio', folder });
    const path = join(folder, 'tasks.json');
    const text = readFileSync(path, 'utf8');
    const change = text
      .replace('"A dog.","Another."', '"A dog.","Someone else."')
      .replace('"end":63}],"timel', '"end":101}],"timel');
    writeFileSync(path, change);
    const read = await readRecords('label-studio', path);
    expect(read.map((record) => [record.id, record.span, textOf(record), record.status])).toEqual([
      ['I1', null, 'A dog.', 'accepted'],
      ['I2', null, 'Someone else.', null],
      ['I3', { fromUs: 1_000_000, toUs: 4_000_000 }, 'It runs.', null],
      ['I4', null, 'A cat.', 'rejected'],
      ['I5', null, 'A wolf.', 'suggested'],
    ]);
  });
});

test('all of a record comes back', async () => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: true, content: 'both' }), (all) =>
      holds(all, {
        format: 'label-studio',
        kept: (record) => {
          const others = without(record.extra ?? {}, ['label-studio']);
          return textOf(record) === '' ? undefined : wholeText({ ...record, extra: others });
        },
      }),
    ),
    seeded,
  );
});

test("others' tasks are read by their types, and what is no text goes out as it came", async () => {
  await inFolder(async (folder) => {
    const read = await readRecords('label-studio', fixture);
    const shown = ({ video, span: at, tier, content, status }: DatasetRecord): unknown => [
      ...[video.relativePath, at && [at.fromUs, at.toUs], tier, status],
      content.kind === 'qa' ? [content.question, content.answer] : [content.track, content.text],
    ];
    expect(read.map(shown)).toEqual([
      ['clip.mp4', null, null, null, ['Is it outside?', 'Yes']],
      ['clip.mp4', null, null, null, ['summary', 'Somebody skates.']],
      ['clip.mp4', null, null, null, ['summary', 'A second text.']],
      ['clip.mp4', [80_000, 160_000], 'Moving', null, ['timelineLabels', 'Moving']],
      ['clip.mp4', [1_000_000, 2_000_000], 'Kickflip', null, ['transcription', 'A board turns.']],
      ['clip.mp4', [1_500_000, 2_250_000], 'Trick', 'suggested', ['tricks', 'Trick']],
    ]);
    await exported(read, { format: 'label-studio', folder: join(folder, 'out') });
    const [task] = tasksIn(join(folder, 'out'));
    const [given] = JSON.parse(readFileSync(fixture, 'utf8')) as [Task];
    expect(task).toMatchObject({ file_upload: '0a1b2c3d-clip.mp4', drafts: [], meta: { batch: 3 } });
    expect(task?.data).toMatchObject({ site: 'north', fps: 25 });
    expect(task?.annotations[0]?.result.at(-1)).toEqual(given.annotations[0]?.result.at(-1));
    // Not held: ids and people of annotations, their times, drafts of others, which control a region was drawn with.
    const again = await readRecords('label-studio', join(folder, 'out'));
    expect(again.map(shown).sort()).toEqual(read.map(shown).sort());
  });
});

test.skipIf(!existsSync(real))(
  "of Label Studio's own examples it is said which hold no text about a video",
  async () => {
    const said = async (file: string): Promise<unknown[]> =>
      (await readAll('label-studio', join(real, file))).map((event) =>
        'problem' in event ? (event.problem as { cause?: string }).cause : textOf(event.record),
      );
    // Boxes and outlines in pictures; a list of results without tasks.
    expect(await said('yolo_data.json')).toEqual(['the task is of no video', 'the task is of no video']);
    expect(await said('export_csv_test.json')).toEqual(['the task is of no video', 'the task is of no video']);
    expect(await said('json_min_data.json')).toEqual(['the task is of no video']);
    expect(await said('videorectangle_results.json')).toEqual(
      Array(3).fill('Invalid input: expected object, received array'),
    );
    await inFolder(async (folder) => {
      // The regions of the last, put into a task as Label Studio does: they are no texts, and are kept with one.
      const results = (
        JSON.parse(readFileSync(join(real, 'videorectangle_results.json'), 'utf8')) as object[][]
      ).flat();
      const area = { id: 't', from_name: 'ta', type: 'textarea', value: { text: ['An aeroplane.'] } };
      const task = { data: { video: 's3://bucket/sub/a.mp4' }, annotations: [{ result: [...results, area] }] };
      writeFileSync(join(folder, 'a.json'), JSON.stringify([task, { ...task, annotations: [{ result: results }] }]));
      const [event, other] = await readAll('label-studio', folder);
      expect(other).toMatchObject({
        problem: { cause: 'there is no text about a video in the task, only videorectangle' },
      });
      expect(event).toMatchObject({ record: { video: { relativePath: 'sub/a.mp4' } } });
      const made = event && 'record' in event ? [event.record] : [];
      await exported(made, { format: 'label-studio', folder: join(folder, 'out') });
      expect(tasksIn(join(folder, 'out'))[0]?.annotations[0]?.result.slice(1)).toMatchObject(results);
    });
  },
);

test.for([
  ['no list', '{"data": {}}', 'it is not a JSON array'],
  ['no data', '[{"annotations": []}]', /^data: /],
  ['no video', '[{"data": {"image": "a.png"}}]', 'the task is of no video'],
  ['a path that climbs out', '[{"data": {"video": "/data/local-files/?d=..%2F..%2Fetc/a.mp4"}}]', /climbs out/],
  [
    'a range that is none',
    '[{"data":{"video":"a.mp4"},"annotations":[{"result":[{"value":{"ranges":[{"start":"x"}]}}]}]}]',
    /^annotations\.0\.result/,
  ],
  ['__proto__', '[{"data":{"video":"a.mp4","__proto__":{}}}]', 'there is a key __proto__ in it'],
] as const)('tasks are refused for %s', async ([, text, says]) => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'a.json'), text);
    const [event] = await readAll('label-studio', folder);
    expect(event && 'problem' in event ? (event.problem as { cause?: string }).cause : event).toMatch(says);
  });
});

test.for(['/data/local-files/?d=', 's3://bucket/some/', 'https://example.org/a/', ''])(
  'a video is found again behind %j',
  async (prefix) => {
    await inFolder(async (folder) => {
      const path = 'sub/100%? #1 ä.mp4';
      await exported([madeCaption({ path, text: 'A dog.' })], { format: 'label-studio', folder, options: { prefix } });
      const file = join(folder, 'tasks.json');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/"panda":\{.*?\]\}/, '"panda":{}'));
      const [record] = await readRecords('label-studio', file);
      expect(record?.video.relativePath?.endsWith(path)).toBe(true);
    });
  },
);

test('without a frame rate a segment has no frames', async () => {
  await inFolder(async (folder) => {
    const { video, ...record } = madeCaption({ path: 'a.mp4', text: 'A dog.', span, origin: ORIGIN_UNKNOWN });
    const both = [{ ...record, video: { ...video, fps: null } }, madeCaption({ path: 'b.mp4', text: 'A cat.' })];
    const { leftOut } = await exported(both, { format: 'label-studio', folder: join(folder, 'out') });
    expect(leftOut.map(({ reason }) => reason)).toEqual(['no-frame-rate']);
  });
});
