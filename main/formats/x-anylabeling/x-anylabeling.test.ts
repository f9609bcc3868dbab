import fc from 'fast-check';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holds, recordsArbitrary, seeded } from '../arbitrary-records.ts';
import { textOf } from '../record.ts';
import { wholeText, without } from '../bundles/whole-record.ts';
import { exported, inFolder, madeCaption, readAll, readRecords } from '../made-records.ts';

/** As the source of X-AnyLabeling writes it. */
const SIDECAR = {
  version: '1.0.0',
  type: 'video_classification',
  video: 'sample.mp4',
  fps: 30,
  duration_ms: 120_000,
  width: 640,
  height: 360,
  labels: ['run', 'walk'],
  label_colors: { run: '#ff0000' },
  segments: [
    { id: 's1', label: 'run', start_ms: 1000, end_ms: 2500, start_frame: 30, end_frame: 75, description: '' },
    {
      id: 's2',
      label: 'walk',
      start_ms: 3000,
      end_ms: 4000,
      start_frame: 90,
      end_frame: 120,
      description: 'A dog.',
      score: 1,
    },
  ],
};

test('segments are read with their labels and descriptions, and go out as they came', async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'sample.json'), JSON.stringify(SIDECAR));
    writeFileSync(join(folder, 'other.json'), '{"version": "1.0.0", "type": "image"}');
    const records = await readRecords('x-anylabeling', folder);
    expect(records.map(({ video, span, content, extra }) => [video.stem, span, content, extra])).toMatchObject([
      ['sample', { fromUs: 1e6, toUs: 2.5e6 }, { text: 'run' }, { 'x-anylabeling': { id: 's1', label: 'run' } }],
      ['sample', { fromUs: 3e6, toUs: 4e6 }, { text: 'A dog.' }, { 'x-anylabeling': { id: 's2', score: 1 } }],
    ]);
    // What is said of the video and the labels' colours is not of a segment: it is written of what is known now.
    const known = records.map((record) => ({ ...record, video: { ...record.video, fps: 30 } }));
    await exported(known, { format: 'x-anylabeling', folder: join(folder, 'out') });
    const again = JSON.parse(readFileSync(join(folder, 'out', 'sample.json'), 'utf8')) as typeof SIDECAR;
    expect(again.segments).toMatchObject(SIDECAR.segments);
  });
});

test('all of a segment comes back; what was changed is as it was changed', async () => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: true, content: 'caption' }), (records) =>
      holds(records, {
        format: 'x-anylabeling',
        kept: (record) => {
          const isHeld = record.span !== null && textOf(record) !== '';
          return isHeld ? wholeText({ ...record, extra: without(record.extra ?? {}, ['x-anylabeling']) }) : undefined;
        },
      }),
    ),
    seeded,
  );
  await inFolder(async (folder) => {
    const span = { fromUs: 1_000_400, toUs: 2_000_000 };
    await exported([madeCaption({ path: 'a.mp4', text: 'A dog.', span })], { format: 'x-anylabeling', folder });
    const path = join(folder, 'a.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"end_ms": 2000', '"end_ms": 3000'));
    const [record] = await readRecords('x-anylabeling', path);
    expect([record?.span, record?.status]).toEqual([{ fromUs: 1_000_000, toUs: 3_000_000 }, null]);
  });
});

test.for([
  ['no JSON', '{"type": ', 'it is not JSON'],
  ['another type', '{"type": "image"}', /^type: /],
  [
    'a segment that is backwards',
    '{"type":"video_classification","segments":[{"start_ms":2,"end_ms":1}]}',
    'segments 1: it ends before it begins',
  ],
  ['a time that is none', '{"type":"video_classification","segments":[{"start_ms":-1}]}', /^segments 1: start_ms: /],
  ['__proto__', '{"type":"video_classification","__proto__":{"a":1}}', 'there is a key __proto__ in it'],
] as const)('a file is refused for %s', async ([, text, says]) => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'a.json'), text);
    const [event] = await readAll('x-anylabeling', join(folder, 'a.json'));
    expect(event && 'problem' in event ? (event.problem as { cause?: string }).cause : event).toMatch(says);
  });
});
