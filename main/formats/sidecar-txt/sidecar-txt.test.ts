import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, madeCaption, readRecords } from '../made-records.ts';

const records = [
  madeCaption({ path: 'sub/a.b.mp4', text: ' A dog\r\n runs.\n' }),
  madeCaption({ path: 'sub/a.b.mp4', text: 'Ein Hund.', track: 'de' }),
  madeCaption({ path: 'sub/c.mkv', text: '한국어' }),
];

test('a caption is one line without an end, under the name of its video', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out');
    await exported(records, { format: 'sidecar-txt', folder: out, options: { extension: '.caption' } });
    expect(readdirSync(join(out, 'sub'))).toEqual(['a.b.caption', 'c.caption']);
    expect(readFileSync(join(out, 'sub', 'a.b.caption'), 'utf8')).toBe('A dog runs.');
  });
});

test('several captions are a line each where that is wanted, and are read so again', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out');
    await exported(records, { format: 'sidecar-txt', folder: out, options: { several: 'lines' } });
    expect(readFileSync(join(out, 'sub', 'a.b.txt'), 'utf8')).toBe('A dog runs.\nEin Hund.');
    const read = async (several: string): Promise<unknown[]> =>
      (await readRecords('sidecar-txt', out, { several })).map(({ video, content }) => [
        video.relativePath,
        content.kind === 'caption' && content.text,
      ]);
    expect([await read('lines'), await read('first')]).toEqual([
      [
        ['sub/a.b', 'A dog runs.'],
        ['sub/a.b', 'Ein Hund.'],
        ['sub/c', '한국어'],
      ],
      [
        ['sub/a.b', 'A dog runs.\nEin Hund.'],
        ['sub/c', '한국어'],
      ],
    ]);
  });
});
