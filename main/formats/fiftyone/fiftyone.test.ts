import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holds, recordsArbitrary, seeded } from '../arbitrary-records.ts';
import { wholeText, without } from '../bundles/whole-record.ts';
import { exported, inFolder, madeCaption, readAll, readRecords } from '../made-records.ts';
import { textOf } from '../record.ts';
import type { DatasetRecord } from '../record.ts';
import { uuidOf } from './labels.ts';

const span = { fromUs: 1_000_000, toUs: 2_500_001 };

function at25(record: DatasetRecord): DatasetRecord {
  return { ...record, video: { ...record.video, fps: 25, frameCount: 250, durationUs: 10_000_000 } };
}

const records = [
  at25(madeCaption({ path: 'sub/clip.2.mp4', id: 'I1', text: 'A dog.' })),
  at25(madeCaption({ path: 'sub/clip.2.mp4', id: 'I2', text: 'It runs.', span, tier: 'shots' })),
  at25(madeCaption({ path: 'sub/clip.2.mov', id: 'I3', text: 'Another.' })),
];

const shown = (record: DatasetRecord): unknown => [
  ...[record.video.relativePath ?? record.video.path, record.video.fps, record.span, textOf(record)],
  record.content.kind === 'caption' ? record.content.track : record.content.question,
];

const elided = (text: string): string => text.replace(/("panda":)"(?:[^"\\]|\\.)*"/g, '$1"…"');

test('a text is a detection with a support in frames from 1, below the name of its video without the ending', async () => {
  await inFolder(async (folder) => {
    const report = await exported(records, { format: 'fiftyone', folder: join(folder, 'out') });
    expect(report.leftOut.map(({ reason }) => reason)).toEqual(['same-name']);
    expect(elided(readFileSync(join(folder, 'out', 'labels.json'), 'utf8'))).toBe(
      '{"labels": {\n"sub/clip.2": [' +
        '{"label":"A dog.","support":[1,250],"attributes":{"track":"short","about":"video","panda":"…"}},' +
        '{"label":"It runs.","support":[26,63],"attributes":{"track":"short","tier":"shots","about":"segment","panda":"…"}}' +
        ']\n},\n"classes": null}\n',
    );
    expect(readFileSync(join(folder, 'out', 'data.json'), 'utf8')).toBe('{\n"sub/clip.2.mp4": "sub/clip.2.mp4"\n}\n');
  });
});

test('by option it is in seconds, exact', async () => {
  await inFolder(async (folder) => {
    const unknown = records.slice(0, 2).map((record) => ({ ...record, video: { ...record.video, fps: null } }));
    await exported(unknown, { format: 'fiftyone', folder, options: { times: 'seconds' } });
    expect(readFileSync(join(folder, 'labels.json'), 'utf8')).toContain('"timestamps":[1,2.500001]');
    expect((await readRecords('fiftyone', folder)).map(({ span: at }) => at)).toEqual([null, span]);
  });
});

test('a sample has its texts in fields, segments as temporal detections', async () => {
  await inFolder(async (folder) => {
    await exported(records.slice(0, 2), {
      format: 'fiftyone',
      folder: join(folder, 'out'),
      options: { layout: 'samples' },
    });
    expect(JSON.parse(elided(readFileSync(join(folder, 'out', 'samples.json'), 'utf8')))).toEqual({
      samples: [
        {
          filepath: 'sub/clip.2.mp4',
          tags: [],
          metadata: {
            ...{ _cls: 'VideoMetadata', frame_width: 640, frame_height: 360, frame_rate: 25 },
            ...{ total_frame_count: 250, duration: 10 },
          },
          captions: {
            _cls: 'Classifications',
            classifications: [
              { _cls: 'Classification', tags: [], label: 'A dog.', track: 'short', about: 'video', panda: '…' },
            ],
          },
          segments: {
            _cls: 'TemporalDetections',
            detections: [
              {
                ...{ _cls: 'TemporalDetection', tags: [], label: 'It runs.', support: [26, 63] },
                ...{ track: 'short', tier: 'shots', about: 'segment', panda: '…' },
              },
            ],
          },
        },
      ],
    });
  });
});

test.for(['temporal', 'samples'] as const)('all of a record comes back (%s)', async (layout) => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: true, content: 'both' }), (all) =>
      holds(all, {
        format: 'fiftyone',
        options: { layout },
        kept: (record) => {
          const isHeld = textOf(record) !== '' && (layout === 'samples' || record.content.kind === 'caption');
          return isHeld ? wholeText({ ...record, extra: without(record.extra ?? {}, ['fiftyone']) }) : undefined;
        },
      }),
    ),
    seeded,
  );
});

test('a support that was changed is where it was moved; another keeps its microseconds', async () => {
  await inFolder(async (folder) => {
    await exported(records.slice(0, 2), { format: 'fiftyone', folder });
    const path = join(folder, 'labels.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('[26,63]', '[26,101]'));
    const [first, second] = await readRecords('fiftyone', folder);
    expect([first?.status, second?.span, second?.id, second?.status]).toEqual([
      ...['accepted', { fromUs: 1_000_000, toUs: 4_000_000 }, 'I2', null],
    ]);
  });
});

/** As the documentation of FiftyOne has it. */
const LABELS = {
  classes: ['run', 'walk'],
  labels: {
    'sub/video1': [
      { label: 0, support: [31, 60], confidence: 0.9, attributes: { speed: 2 } },
      { label: 'walk', timestamps: [2, 3.5] },
    ],
    video2: null,
  },
};

test("lists of FiftyOne's own are read, and go out with their texts and supports", async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'labels.json'), JSON.stringify(LABELS));
    const [event, other] = await readAll('fiftyone', folder);
    expect(event).toMatchObject({ problem: { cause: expect.stringContaining('give the option fps') as string } });
    expect(other).toMatchObject({ record: { span: { fromUs: 2_000_000, toUs: 3_500_000 } } });
    const read = await readRecords('fiftyone', folder, { fps: 30 });
    expect(read.map(shown)).toEqual([
      ['sub/video1', 30, { fromUs: 1_000_000, toUs: 1_966_667 }, 'run', null],
      ['sub/video1', 30, { fromUs: 2_000_000, toUs: 3_500_000 }, 'walk', null],
    ]);
    await exported(read, { format: 'fiftyone', folder: join(folder, 'out') });
    const { labels } = JSON.parse(readFileSync(join(folder, 'out', 'labels.json'), 'utf8')) as typeof LABELS;
    // Not held: that a label was a number of a class, and that a time was in seconds where frames are asked for.
    expect(labels['sub/video1']).toMatchObject([
      { label: 'run', support: [31, 60], confidence: 0.9, attributes: { speed: 2 } },
      { label: 'walk', support: [61, 106] },
    ]);
  });
});

const SAMPLES = {
  samples: [
    {
      _id: { $oid: '6655' },
      filepath: '/home/me/data/a.mp4',
      tags: ['train'],
      metadata: { _cls: 'VideoMetadata', frame_rate: 10, total_frame_count: 100 },
      _rand: 0.5,
      weather: 'sunny',
      caption: 'A dog.',
      action: { _cls: 'Classification', label: 'run', confidence: 0.5, logits: null },
      events: {
        _cls: 'TemporalDetections',
        detections: [
          { _id: { $oid: '1' }, _cls: 'TemporalDetection', tags: [], label: 'jump', support: [11, 20], height: 3 },
        ],
      },
    },
    { filepath: 'b.mp4', weather: 'rain' },
  ],
};

test('samples of others are read by the classes of their fields, and go out into these fields', async () => {
  await inFolder(async (folder) => {
    const path = join(folder, 'samples.json');
    writeFileSync(path, JSON.stringify(SAMPLES));
    const events = await readAll('fiftyone', path);
    expect(events.at(-1)).toMatchObject({ problem: { cause: 'b.mp4: no field of the sample has a text or a label' } });
    const read = events.flatMap((event) => ('record' in event ? [event.record] : []));
    expect(read.map(shown)).toEqual([
      ['/home/me/data/a.mp4', 10, null, 'A dog.', 'caption'],
      ['/home/me/data/a.mp4', 10, null, 'run', 'action'],
      ['/home/me/data/a.mp4', 10, { fromUs: 1_000_000, toUs: 1_900_000 }, 'jump', 'events'],
    ]);
    await exported(read, { format: 'fiftyone', folder: join(folder, 'out'), options: { layout: 'samples' } });
    const text = readFileSync(join(folder, 'out', 'samples.json'), 'utf8');
    const { samples } = JSON.parse(text) as { samples: object[] };
    // Not held: ids and logits, which are FiftyOne's own.
    expect(samples).toMatchObject([
      {
        ...{ filepath: 'a.mp4', tags: ['train'], weather: 'sunny', caption: 'A dog.' },
        action: { _cls: 'Classification', label: 'run', confidence: 0.5 },
        events: { detections: [{ label: 'jump', support: [11, 20], height: 3 }] },
      },
    ]);
  });
});

test('the id of a video is its name as Python takes the ending off', () => {
  expect(['a.mp4', 'sub/a.b.mp4', '.hidden', 'sub.x/a', '..a', 'a.'].map(uuidOf)).toEqual([
    ...['a', 'sub/a.b', '.hidden', 'sub.x/a', '..a', 'a'],
  ]);
});

test.for([
  ['another file', '{"a": 1}', 'there are neither labels nor samples of FiftyOne in it'],
  ['a list', '[]', /./],
  ['a support that is none', '{"labels": {"a": [{"label": "x", "support": [0, 5]}]}}', /^a: support\.0/],
  [
    'a support that is backwards',
    '{"labels": {"a": [{"label": "x", "support": [9, 5]}]}}',
    'a: it ends before it begins',
  ],
  [
    'a path that climbs out',
    '{"labels": {"../a": [{"label": "x"}]}}',
    '../a: the path "../a" climbs out of its folder',
  ],
  ['no list', '{"labels": {"a": {"label": "x"}}}', 'a: here a list of detections was expected'],
  ['no file', '{"samples": [{"caption": "x"}]}', /^filepath: /],
] as const)('a file is refused for %s', async ([, text, says]) => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'x.json'), text);
    const [event] = await readAll('fiftyone', folder, { options: { fps: 25 } });
    expect(event && 'problem' in event ? (event.problem as { cause?: string }).cause : event).toMatch(says);
  });
});
