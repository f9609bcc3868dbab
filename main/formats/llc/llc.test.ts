import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, readRecords } from '../made-records.ts';

const fixture = join(import.meta.dirname, 'fixtures', 'clip-proj.llc');

test('segments, markers and what LosslessCut keeps beside them are read', async () => {
  const read = await readRecords('llc', fixture);
  expect(
    read.map(({ video, span, tier, content, extra }) => ({ stem: video.stem, span, tier, content, extra })),
  ).toEqual([
    {
      ...{ stem: 'clip.v2', span: { fromUs: 1_500_000, toUs: 3_200_000 }, tier: null },
      content: { kind: 'caption', track: 'short', text: 'run' },
      extra: { llc: { selected: true, tags: { who: 'dog' } } },
    },
    {
      ...{ stem: 'clip.v2', span: { fromUs: 4_000_001, toUs: 4_000_001 }, tier: null },
      content: { kind: 'caption', track: null, text: "it's a marker" },
      extra: null,
    },
    {
      ...{ stem: 'clip.v2', span: { fromUs: 0, toUs: 2_000_000 }, tier: null },
      content: { kind: 'caption', track: null, text: '' },
      extra: null,
    },
  ]);
});

test('they go out as they came, in the order of their times', async () => {
  await inFolder(async (folder) => {
    await exported(await readRecords('llc', fixture), { format: 'llc', folder: join(folder, 'out') });
    expect(JSON.parse(readFileSync(join(folder, 'out', 'clip.v2-proj.llc'), 'utf8'))).toEqual({
      version: 2,
      mediaFileName: 'clip.v2',
      cutSegments: [
        { start: 0, end: 2, name: '', tags: {} },
        { selected: true, start: 1.5, end: 3.2, name: 'run', tags: { who: 'dog', track: 'short' } },
        { start: 4.000001, name: "it's a marker", tags: {} },
      ],
    });
  });
});
