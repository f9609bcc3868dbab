import fc from 'fast-check';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holds, recordsArbitrary, seeded } from '../arbitrary-records.ts';
import { wholeText, without } from '../bundles/whole-record.ts';
import { exported, inFolder, madeCaption, readAll, readRecords } from '../made-records.ts';
import { extraOf, textOf } from '../record.ts';
import type { DatasetRecord } from '../record.ts';
import { readXml } from './xml-events.ts';
import { heldByXml } from './xml-text.ts';

const span = { fromUs: 1_000_000, toUs: 2_500_001 };

function small(record: DatasetRecord): DatasetRecord {
  return { ...record, video: { ...record.video, fps: 25, frameCount: 250, durationUs: 10_000_000 } };
}

test('a text is a box as large as the picture, from its first frame to its last', async () => {
  await inFolder(async (folder) => {
    const records = [
      small(madeCaption({ path: 'sub/a.mp4', id: 'I1', text: 'A <dog>\nruns.', status: 'written' })),
      small(madeCaption({ path: 'sub/a.mp4', id: 'I2', text: '“It” & it -- all.', span, tier: 'shots--1' })),
    ];
    await exported(records, { format: 'cvat-xml', folder: join(folder, 'out') });
    const text = readFileSync(join(folder, 'out', 'sub', 'a.xml'), 'utf8');
    const shown = text.replace(/(<attribute name="panda">)[^<]*/g, '$1…');
    await expect(shown).toMatchFileSnapshot('fixtures/a.xml');
  });
});

test('all of a record comes back', async () => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: true, content: 'both' }), (records) =>
      holds(records, {
        format: 'cvat-xml',
        kept: (record) => {
          const isHeld = (textOf(record) ?? '').trim() !== '';
          const others = without(record.extra ?? {}, ['cvat-xml']);
          return isHeld ? wholeText({ ...record, extra: others }) : undefined;
        },
      }),
    ),
    seeded,
  );
});

test('frames that were moved in CVAT are where they were moved, and others keep their microseconds', async () => {
  await inFolder(async (folder) => {
    const record = small(madeCaption({ path: 'a.mp4', id: 'I1', text: 'A dog.', span, tier: 'shots' }));
    await exported([record], { format: 'cvat-xml', folder });
    const path = join(folder, 'a.xml');
    expect((await readRecords('cvat-xml', path))[0]?.span).toEqual(span);
    writeFileSync(path, readFileSync(path, 'utf8').replace('frame="63"', 'frame="101"'));
    const [moved] = await readRecords('cvat-xml', path);
    expect([moved?.span, moved?.id, moved?.status]).toEqual([{ fromUs: 1_000_000, toUs: 4_000_000 }, 'I1', null]);
  });
});

const real = '../shared/data/annotations/cvat/for_video_annotations.xml';

test.skipIf(!existsSync(real))("CVAT's own file, read and written again, has the same tracks", async () => {
  expect(await readAll('cvat-xml', real)).toMatchObject([
    { problem: { line: 70, cause: 'it does not say how many frames a second are: give the option fps' } },
    { problem: { line: 78 } },
    { problem: { line: 86 } },
  ]);
  await inFolder(async (folder) => {
    const records = await readRecords('cvat-xml', real, { fps: 25, text: 'hgl' });
    expect(
      records.map(({ video, tier, span: at, content }) => [video.stem, tier, at, textOf({ content } as DatasetRecord)]),
    ).toEqual([
      ['t', 'II', { fromUs: 400_000, toUs: 480_000 }, ''],
      ['t', 'klhg', { fromUs: 400_000, toUs: 480_000 }, 'hgkf'],
      ['t', 'II', { fromUs: 520_000, toUs: 600_000 }, ''],
    ]);
    await exported(records, { format: 'cvat-xml', folder: join(folder, 'out'), options: { text: 'hgl' } });
    const [before, after] = [await tracksOf(real), await tracksOf(join(folder, 'out', 't.xml'))];
    // Of the task (its owner, jobs, times, frame filter) nothing is kept: a data set is of texts, and the task is CVAT's.
    // The text stands at every shape of its track: a text that changes within a track is not held.
    expect(after).toEqual(before.map((line) => line.replace('hgl=jk', 'hgl=hgkf')));
  });
});

/** Every track, shape and attribute of others in a line each, in order. */
async function tracksOf(path: string): Promise<string[]> {
  const lines: string[] = [];
  let text = '';
  let name = '';
  for await (const event of readXml({ path, encoding: null, format: 'cvat-xml' })) {
    if (event.kind === 'text') text += event.text;
    else if (event.kind === 'open') {
      text = '';
      name = event.fields['name'] ?? '';
      const isIn = event.fields['frame'] !== undefined || event.name === 'track';
      if (isIn) lines.push(JSON.stringify([event.name, without(event.fields, ['source'])]));
    } else if (event.name === 'attribute' && name === 'hgl' && text !== '') lines.push(`hgl=${text}`);
  }
  return lines;
}

test('what was drawn is kept where it was, and a text that is none of a track is none', async () => {
  await inFolder(async (folder) => {
    const path = join(folder, 'a.xml');
    const box = (frame: number, outside: number): string =>
      `<box frame="${frame}" outside="${outside}" occluded="0" keyframe="1" xtl="1" ytl="2" xbr="3" ybr="4"/>`;
    writeFileSync(
      path,
      `<annotations><meta><task><size>100</size></task></meta><track id="7" label="run" group_id="3">` +
        `${box(0, 0)}${box(10, 1)}${box(20, 0)}</track></annotations>`,
    );
    const records = await readRecords('cvat-xml', path, { fps: 10 });
    expect(records.map(({ span: at }) => at)).toEqual([
      { fromUs: 0, toUs: 900_000 },
      { fromUs: 2_000_000, toUs: 9_900_000 },
    ]);
    const [first] = records;
    expect(first && extraOf(first, 'cvat-xml')).toMatchObject({ group_id: '3', first: 0, last: 9 });
  });
});

test.for([
  [
    'entities',
    '<!DOCTYPE a [<!ENTITY b "c">]><annotations>&b;</annotations>',
    'it has a document type, which no annotation needs',
  ],
  ['an entity of nobody', '<annotations>&b;</annotations>', 'undefined entity.'],
  ['deep nesting', '<annotations>' + '<a>'.repeat(100), 'it is nested more than 32 deep'],
  ['no end', '<annotations><track>', /unclosed tag/],
  ['another file', '<html></html>', 'there are no annotations of CVAT in it'],
  ['pictures', '<annotations><image id="0"></image></annotations>', /frame by frame/],
  [
    'a frame that is none',
    '<annotations><track label="a"><box frame="-1" outside="0"/></track></annotations>',
    'a frame of the track is no number',
  ],
  ['no XML', 'PK\u0003\u0004', /./],
] as const)('a file is refused for %s', async ([, text, says]) => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'a.xml'), text);
    const events = await readAll('cvat-xml', folder, { options: { fps: 25 } });
    const problem = events.find((event) => 'problem' in event);
    expect(problem && 'problem' in problem ? (problem.problem as { cause?: string }).cause : events).toMatch(says);
  });
});

test('a text that has no end is refused before it fills the memory', async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'a.xml'), Buffer.concat([Buffer.from('<annotations>'), Buffer.alloc(20 << 20, 'a')]));
    const [event] = await readAll('cvat-xml', folder);
    expect(event).toMatchObject({ problem: { cause: 'a text in it is longer than 16 MB' } });
  });
});

test('what XML has no place for is shown as such', () => {
  expect(heldByXml('a\u0000b\u001fc\ud800d\ufffee\n')).toBe('a\ufffdb\ufffdc\ufffdd\ufffde\n');
});
