import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, madeCaption, readAll, readRecords } from '../made-records.ts';

const span = { fromUs: 1_000_000, toUs: 2_500_001 };

test('a line is a text: the video by its place, seconds with a point, nothing empty', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out');
    const records = [
      madeCaption({ path: 'sub/a.mp4', id: 'I1', text: 'A dog.' }),
      madeCaption({ path: 'sub/a.mp4', id: 'I2', text: 'It runs.', span, tier: 'shots' }),
      madeCaption({ path: 'b.mp4', text: null }),
    ];
    const report = await exported(records, { format: 'hf-folder', folder: out, options: { whole: false } });
    expect(report.leftOut.map(({ reason, count }) => [reason, count])).toEqual([['no-text', 1]]);
    expect(readFileSync(join(out, 'metadata.jsonl'), 'utf8')).toBe(
      '{"file_name":"sub/a.mp4","text":"A dog.","question":"","kind":"caption","is_segment":false,"start":0.0,' +
        '"end":10000.0,"track":"short","tier":"","id":"I1","status":"accepted","model":"","person":"","fps":29.97,' +
        '"duration":10000.0}\n' +
        '{"file_name":"sub/a.mp4","text":"It runs.","question":"","kind":"caption","is_segment":true,"start":1.0,' +
        '"end":2.500001,"track":"short","tier":"shots","id":"I2","status":"accepted","model":"","person":"","fps":29.97,' +
        '"duration":10000.0}\n',
    );
  });
});

test('what another program has changed is what it says, and no longer the word of whoever it was', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out');
    await exported([madeCaption({ path: 'a.mp4', id: 'I1', text: 'A dog.', span, tier: 'shots', flag: 'look' })], {
      format: 'hf-folder',
      folder: out,
    });
    const file = join(out, 'metadata.jsonl');
    writeFileSync(file, readFileSync(file, 'utf8').replace('"text":"A dog."', '"text":"A cat."'));
    const [record] = await readRecords('hf-folder', out);
    expect([record?.id, record?.span, record?.status, record?.flag, record?.content]).toEqual([
      ...['I1', span, null, 'look'],
      { kind: 'caption', track: 'short', text: 'A cat.' },
    ]);
  });
});

test('folders of others are read by the names that they use, and what is none of ours is kept', async () => {
  await inFolder(async (folder) => {
    mkdirSync(join(folder, 'train'));
    writeFileSync(
      join(folder, 'train', 'metadata.jsonl'),
      '{"file_name": "0001.mp4", "captions": ["A dog.", "It runs."], "score": 0.5, "tags": ["x"]}\r\n' +
        '{"file_name": "../0002.mp4", "text": "climbs"}\r\n{"text": "of nothing"}\r\n{"file_name": "3.mp4"}\r\n[]\r\n',
    );
    const read = await readAll('hf-folder', folder);
    expect(
      read.map((event) =>
        'record' in event
          ? [event.record.video.relativePath, event.record.content, event.record.extra, event.line]
          : event.problem,
      ),
    ).toMatchObject([
      ['0001.mp4', { text: 'A dog.' }, { 'hf-folder': { score: 0.5, tags: ['x'] } }, 1],
      ['0001.mp4', { text: 'It runs.' }, { 'hf-folder': { score: 0.5, tags: ['x'] } }, 1],
      { line: 2, cause: 'the path "../0002.mp4" climbs out of its folder' },
      { line: 3, cause: 'no column says which video it is of (file_name, video ...)' },
      { line: 4, cause: 'no column has a text' },
      { line: 5, cause: 'it is not an object' },
    ]);
  });
});
