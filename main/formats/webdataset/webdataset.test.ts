import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { seeded } from '../arbitrary-records.ts';
import { exported, inFolder, madeCaption, readAll, readRecords } from '../made-records.ts';
import type { DatasetRecord } from '../record.ts';
import { keyOf, nameOfKey } from './keys.ts';
import { headersOf, paddingOf } from './tar-header.ts';

const span = { fromUs: 1_000_000, toUs: 2_500_001 };
const text = (name: string): string => readFileSync(name).toString('latin1').replaceAll('\0', '');

function tarsIn(folder: string): string[] {
  return readdirSync(folder).filter((name) => name.endsWith('.tar'));
}

function tar(files: Readonly<Record<string, string>>): Buffer {
  const parts = Object.entries(files).flatMap(([name, content]) => {
    const bytes = Buffer.from(content);
    return [headersOf({ name, bytes: bytes.length }), bytes, paddingOf(bytes.length)];
  });
  return Buffer.concat([...parts, Buffer.alloc(1024)]);
}

function withVideo(record: DatasetRecord, path: string): DatasetRecord {
  return { ...record, video: { ...record.video, path } };
}

test('a sample is the video, its .json and its .txt beside each other, under a key without dots', async () => {
  await inFolder(async (folder) => {
    const video = join(folder, 'clip.v2.mov');
    writeFileSync(video, 'VIDEO');
    const records = [
      withVideo(madeCaption({ path: 'sub.1/clip.v2.mov', id: 'I1', text: 'A dog.' }), video),
      withVideo(madeCaption({ path: 'sub.1/clip.v2.mov', id: 'I2', text: 'Ein Hund.', span, tier: 'shots' }), video),
      withVideo(madeCaption({ path: 'gone.mov', text: 'A cat.' }), join(folder, 'gone.mov')),
    ];
    const job = { format: 'webdataset', folder: join(folder, 'out'), options: { whole: false }, withMedia: true };
    const report = await exported(records, job);
    expect(report.leftOut.map(({ reason }) => reason)).toEqual(['video-missing']);
    expect(tarsIn(join(folder, 'out'))).toEqual(['00000.tar']);
    const names = text(join(folder, 'out', '00000.tar')).matchAll(/(sub%2E1\/[^.]+\.[a-z0-9]+)0000644/g);
    expect([...names].map(([, name]) => name)).toEqual([
      'sub%2E1/clip%2Ev2-0000.mp4',
      'sub%2E1/clip%2Ev2-0000.json',
      'sub%2E1/clip%2Ev2-0000.txt',
      'sub%2E1/clip%2Ev2-0001.mp4',
      'sub%2E1/clip%2Ev2-0001.json',
      'sub%2E1/clip%2Ev2-0001.txt',
    ]);
    expect(text(join(folder, 'out', '00000.tar'))).toContain('VIDEO');
    const [first, second] = await readRecords('webdataset', join(folder, 'out'));
    expect([first?.video.relativePath, first?.span, second?.span, second?.content]).toEqual([
      ...['sub.1/clip.v2.mov', null, span],
      { kind: 'caption', track: 'short', text: 'Ein Hund.' },
    ]);
  });
});

test('the bytes of a small shard are these', async () => {
  await inFolder(async (folder) => {
    await exported([madeCaption({ path: 'a.mp4', id: 'I1', text: 'A dog.' })], {
      ...{ format: 'webdataset', folder: join(folder, 'out'), options: { whole: false } },
    });
    const bytes = readFileSync(join(folder, 'out', '00000.tar'));
    expect([bytes.length, createHash('sha256').update(bytes).digest('hex')]).toMatchInlineSnapshot(`
      [
        3072,
        "00e88cca9264357fcc680ef2bad9bd14d021933c72a6770ca17461252267368a",
      ]
    `);
  });
});

test('a shard ends where it would become too large, and a sample is never in two', async () => {
  await inFolder(async (folder) => {
    const records = [0, 1, 2].map((at) => madeCaption({ path: `${at}.mp4`, text: 'x'.repeat(300_000) }));
    await exported(records, { format: 'webdataset', folder: join(folder, 'out'), options: { shardMb: 1 } });
    expect(tarsIn(join(folder, 'out'))).toEqual(['00000.tar', '00001.tar', '00002.tar']);
  });
});

test('a key has no dot, and the name is read from it again', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[^/]{1,20}$/), fc.nat(), (stem, index) => {
      const key = keyOf(`sub.%2/${stem}.mp4`, index);
      expect(key).not.toMatch(/[.\\\0]/);
      expect(nameOfKey(key)).toBe(`sub.%2/${stem}`);
    }),
    seeded,
  );
});

test('shards of others: the text is .txt, what .json has is kept, the video is named by the key', async () => {
  await inFolder(async (folder) => {
    const files = {
      'e39871fd.mp4': 'VIDEO',
      'e39871fd.txt': 'A dog.',
      'e39871fd.json': '{"caption": "a dog (json)", "width": 640}',
      'f00/b.json': '{"caption": "A cat."}',
      ['한국어'.repeat(40) + '.txt']: 'long',
      noending: 'x',
    };
    writeFileSync(join(folder, 'a.tar'), tar(files));
    const read = await readRecords('webdataset', folder);
    expect(read.map(({ video, content, extra }) => [video.relativePath, content, extra])).toMatchObject([
      ['e39871fd.mp4', { text: 'A dog.' }, { webdataset: { caption: 'a dog (json)', width: 640 } }],
      ['f00/b', { text: 'A cat.' }, null],
      ['한국어'.repeat(40), { text: 'long' }, null],
    ]);
  });
});

function damaged(change: (header: Buffer) => void): Buffer {
  const bytes = tar({ 'a.txt': 'A dog.' });
  const header = bytes.subarray(0, 512);
  change(header);
  const sum = header.reduce((all, byte, at) => all + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return bytes;
}

test.for([
  ['noise', Buffer.alloc(2048, 7), 'it is no tar, or is damaged'],
  ['a name that climbs out', tar({ '../a.txt': 'x' }), 'sample "../a": the path "../a" climbs out of its folder'],
  ['an absolute name', tar({ '/etc/a.txt': 'x' }), 'sample "/etc/a": the path "/etc/a" climbs out of its folder'],
  ['a size beyond the tar', damaged((header) => header.write('77777777777', 124)), 'a.txt is longer than the tar'],
  ['a size below zero', damaged((header) => header.fill(0xff, 124, 136)), 'a size is out of range'],
  ['a link', damaged((header) => header.write('2', 156)), 'a.txt is a link or a device, not a file'],
  ['an end in the middle', tar({ 'a.txt': 'x'.repeat(600) }).subarray(0, 1024), 'a.txt is longer than the tar'],
  [
    'a key twice',
    tar({ 'a.json': '{"text":"a","text":"b"}' }),
    'sample "a": the key "text" stands twice in one object',
  ],
  ['no JSON', tar({ 'a.json': '{' }), 'sample "a": it is not JSON'],
  ['a NUL', tar({ 'a.txt': 'a\0b' }), 'sample "a": there is a NUL in its text'],
  [
    'another encoding',
    Buffer.from(tar({ 'a.txt': 'a?b' }).toString('latin1').replace('a?b', 'a\xffb'), 'latin1'),
    'a.txt is not UTF-8',
  ],
] as const)('a shard is refused for %s', async ([, bytes, says]) => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'a.tar'), bytes);
    const [event] = await readAll('webdataset', folder);
    expect(event && 'problem' in event ? event.problem : event).toMatchObject({
      code: 'dataset-unreadable',
      cause: says,
    });
  });
});
