import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exportDataset } from './export.ts';
import type { Format } from './format.ts';
import { SOURCE } from './made-described.ts';
import { exported, inFolder, madeCaption } from './made-records.ts';
import { mediaNames } from './media-name.ts';
import { openBeside } from './output/beside.ts';
import { openFolder } from './output/folder.ts';
import type { DatasetRecord } from './record.ts';
import { formatNamed, optionsOf } from './registry.ts';

const mediaName = mediaNames({ severalRoots: false });
const dog = madeCaption({ path: 'a.mp4', text: 'A dog.' });
const cat = madeCaption({ path: 'b.mp4', text: 'A cat.' });

test('what an export is stands beside it, with the hashes of its files and what was left out', async () => {
  await inFolder(async (folder) => {
    const records = [
      dog,
      cat,
      madeCaption({ path: 'b.mp4', text: 'Two.', track: 'long' }),
      madeCaption({ path: 'c.mp4', text: null }),
    ];
    await exported(records, { format: 'sidecar-txt', folder: join(folder, 'out') });
    const manifest = JSON.parse(readFileSync(join(folder, 'out', 'dataset.json'), 'utf8')) as Record<string, unknown>;
    const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
    expect(manifest['files']).toEqual([
      { path: 'a.txt', bytes: 6, sha256: sha256('A dog.') },
      { path: 'b.txt', bytes: 6, sha256: sha256('A cat.') },
    ]);
    expect(manifest['leftOut']).toEqual([
      { reason: 'no-text', says: 'there is no text', count: 1, examples: ['c.mp4'] },
      {
        reason: 'another-caption',
        says: 'the video has another caption there already: name one track, or allow several',
        count: 1,
        examples: ['b.mp4: Two.'],
      },
    ]);
    expect(manifest['counts']).toEqual({
      ...{ records: 2, captions: 2, questions: 0, videos: 2, statuses: { accepted: 2 }, models: {}, people: {} },
    });
  });
});

test('an older export is replaced only when the new one stands, and nothing is left behind', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out');
    await exported([dog, cat], { format: 'sidecar-txt', folder: out });
    const failing = async function* (): AsyncGenerator<DatasetRecord> {
      yield dog;
      throw new Error('the disk is gone');
    };
    await expect(exported(failing(), { format: 'sidecar-txt', folder: out })).rejects.toThrow('the disk is gone');
    expect([readdirSync(folder), readdirSync(out)]).toEqual([
      ['out'],
      ['README.md', 'a.txt', 'b.txt', 'croissant.json', 'dataset.json'],
    ]);
    await exported([cat], { format: 'sidecar-txt', folder: out });
    expect([readdirSync(folder), readdirSync(out)]).toEqual([
      ['out'],
      ['README.md', 'b.txt', 'croissant.json', 'dataset.json'],
    ]);
  });
});

test('what a killed export left is cleared away, and the older one it had moved is put back', async () => {
  await inFolder(async (folder) => {
    const out = join(folder, 'out');
    mkdirSync(join(folder, '.out.panda-new'));
    mkdirSync(join(folder, '.out.panda-old'));
    writeFileSync(
      join(folder, '.out.panda-old', 'dataset.json'),
      '{"format":"panda-dataset-manifest","dataset":"srt"}',
    );
    await expect(exported([], { format: 'sidecar-txt', folder: out })).rejects.toThrow('nothing was left to write');
    expect([readdirSync(folder), readdirSync(out)]).toEqual([['out'], ['dataset.json']]);
  });
});

test('a folder that is no export is left alone', async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'thesis.txt'), 'mine');
    await expect(exported([dog], { format: 'sidecar-txt', folder })).rejects.toThrow('is no earlier export');
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });
});

test('a failed check fails the export, and says which record is not as it should be', async () => {
  await inFolder(async (folder) => {
    const sidecars = formatNamed('sidecar-txt');
    const careless: Format = {
      ...sidecars,
      write: async (job) => {
        await job.output.put('a.txt', 'A dog.\n');
        job.wrote(dog);
      },
    };
    const out = join(folder, 'out');
    const written = exportDataset({
      format: careless,
      options: optionsOf(sidecars, {}),
      parts: [{ split: null, records: (async function* () {})() }],
      output: await openFolder({ folder: out, mediaName }),
      ...{ mediaName, media: null },
      manifestPath: 'dataset.json',
      isOwnFolder: true,
      source: SOURCE,
      place: out,
      signal: new AbortController().signal,
    });
    await expect(written).rejects.toThrow('a caption has no line break: a.txt');
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('files beside the videos are replaced only where that is allowed, and all of them or none', async () => {
  await inFolder(async (folder) => {
    const at = (record: DatasetRecord, name: string): DatasetRecord => ({
      ...record,
      video: { ...record.video, path: join(folder, name) },
    });
    writeFileSync(join(folder, 'a.txt'), 'By hand.');
    const format = formatNamed('sidecar-txt');
    const run = (
      overwrite: boolean,
      signal: AbortSignal = new AbortController().signal,
    ): ReturnType<typeof exportDataset> =>
      exportDataset({
        format,
        options: optionsOf(format, {}),
        parts: [
          {
            split: null,
            records: (async function* () {
              yield* [at(dog, 'a.mp4'), at(cat, 'b.mp4')];
            })(),
          },
        ],
        output: openBeside({ overwrite }),
        ...{ mediaName, media: null },
        manifestPath: null,
        isOwnFolder: false,
        source: SOURCE,
        place: 'beside the videos',
        signal,
      });
    await expect(run(true, AbortSignal.abort())).rejects.toThrow('abort');
    expect(readdirSync(folder)).toEqual(['a.txt']);
    const { leftOut } = await run(false);
    expect(leftOut.map(({ reason, count }) => [reason, count])).toEqual([['file-there', 1]]);
    expect(readFileSync(join(folder, 'a.txt'), 'utf8')).toBe('By hand.');
    // What an export beside the videos left that was killed.
    for (const name of ['.a.txt.panda-old', '.z.txt.panda-new']) writeFileSync(join(folder, name), 'half');
    await run(true);
    expect([readdirSync(folder), readFileSync(join(folder, 'a.txt'), 'utf8')]).toEqual([['a.txt', 'b.txt'], 'A dog.']);
  });
});

test('two videos whose files would have one name are told apart by leaving the second out', async () => {
  await inFolder(async (folder) => {
    const records = [dog, madeCaption({ path: 'a.mov', text: 'A wolf.' })];
    const { leftOut } = await exported(records, { format: 'sidecar-txt', folder: join(folder, 'out') });
    expect(leftOut.map(({ reason, examples }) => [reason, examples])).toEqual([['same-name', ['a.mov: A wolf.']]]);
  });
});

test('no file is written outside of the folder, whatever a video is called', async () => {
  await inFolder(async (folder) => {
    const record = madeCaption({ path: '../../escaped.mp4', text: 'A dog.' });
    await expect(exported([record], { format: 'sidecar-txt', folder: join(folder, 'out') })).rejects.toThrow(
      'it climbs out of the folder of the export',
    );
    expect(existsSync(join(folder, '..', 'escaped.txt'))).toBe(false);
  });
});
