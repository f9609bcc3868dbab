import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from 'hyparquet';
import { parquetWriteFile } from 'hyparquet-writer';
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, madeCaption, readAll, readRecords } from '../made-records.ts';

const span = { fromUs: 1_000_000, toUs: 2_500_001 };

test('a row is a text, groups have statistics, and the metadata names the columns; the same records give the same bytes', async () => {
  await inFolder(async (folder) => {
    const records = [
      madeCaption({ path: 'sub/a.mp4', id: 'I1', text: 'A dog.' }),
      madeCaption({ path: 'sub/a.mp4', id: 'I2', text: 'It runs.', span, tier: 'shots' }),
    ];
    const hashes: string[] = [];
    for (const name of ['one', 'two']) {
      await exported(records, { format: 'hf-parquet', folder: join(folder, name), options: { whole: false } });
      const bytes = readFileSync(join(folder, name, 'data-00000.parquet'));
      hashes.push(createHash('sha256').update(bytes).digest('hex'));
    }
    expect(hashes[0]).toBe(hashes[1]);
    const metadata = await parquetMetadataAsync(await asyncBufferFromFile(join(folder, 'one', 'data-00000.parquet')));
    expect(metadata.num_rows).toBe(2n);
    expect(metadata.row_groups[0]?.columns.map(({ meta_data: meta }) => meta?.statistics?.min_value)).toEqual([
      ...[
        'sub/a.mp4',
        'A dog.',
        '',
        'caption',
        false,
        // The least of zeros is written as -0, as Parquet asks for.
        -0,
        2.500001,
        'short',
        '',
        'I1',
        'accepted',
        '',
        '',
        29.97,
        10000,
      ],
    ]);
    const [pair] = metadata.key_value_metadata ?? [];
    expect([pair?.key, (JSON.parse(pair?.value ?? '') as { info: { features: object } }).info.features]).toMatchObject([
      'huggingface',
      { video: { dtype: 'string', _type: 'Value' }, start: { dtype: 'float64' }, is_segment: { dtype: 'bool' } },
    ]);
  });
});

test('with the videos each row has its own, as Hugging Face has them: bytes and a name', async () => {
  await inFolder(async (folder) => {
    const path = join(folder, 'a.mp4');
    writeFileSync(path, 'VIDEO');
    const made = madeCaption({ path: 'sub/a.mp4', id: 'I1', text: 'A dog.' });
    const record = { ...made, video: { ...made.video, path } };
    const gone = { ...made, id: 'I2', video: { ...made.video, path: join(folder, 'gone.mp4') } };
    const report = await exported([record, { ...record, id: 'I3' }, gone], {
      ...{ format: 'hf-parquet', folder: join(folder, 'out'), withMedia: true },
    });
    expect(report.leftOut.map(({ reason }) => reason)).toEqual(['video-missing']);
    const file = await asyncBufferFromFile(join(folder, 'out', 'data-00000.parquet'));
    const rows = await parquetReadObjects({ file, utf8: false, columns: ['video', 'text'] });
    const bytes = new Uint8Array(Buffer.from('VIDEO'));
    expect(rows).toEqual([0, 1].map(() => ({ video: { bytes, path: 'sub/a.mp4' }, text: 'A dog.' })));
    const { key_value_metadata: pairs } = await parquetMetadataAsync(file);
    expect(pairs?.[0]?.value).toContain('"video":{"_type":"Video"}');
    expect((await readRecords('hf-parquet', join(folder, 'out'))).map(({ id }) => id)).toEqual(['I1', 'I3']);
  });
});

test('columns of others are read by their names, kept, and written again with their types', async () => {
  await inFolder(async (folder) => {
    mkdirSync(join(folder, 'in'));
    parquetWriteFile({
      filename: join(folder, 'in', 'train.parquet'),
      columnData: [
        { name: 'video_path', data: ['a.mp4', 'b.mp4', '../c.mp4'], type: 'STRING' },
        { name: 'caption', data: ['A dog.', null, 'A cat.'], type: 'STRING' },
        { name: 'views', data: [7n, 8n, 9n], type: 'INT64' },
        { name: 'good', data: [true, false, true], type: 'BOOLEAN' },
      ],
    });
    const events = await readAll('hf-parquet', folder);
    expect(events.map((event) => ('problem' in event ? event.problem : event.record.extra))).toMatchObject([
      { 'hf-parquet': { views: 7, good: true } },
      { line: 2, cause: 'no column has a text' },
      { line: 3, cause: 'the path "../c.mp4" climbs out of its folder' },
    ]);
    const records = events.flatMap((event) => ('record' in event ? [event.record] : []));
    await exported(records, { format: 'hf-parquet', folder: join(folder, 'out'), options: { whole: false } });
    const [again] = await readRecords('hf-parquet', join(folder, 'out'));
    expect([again?.video.relativePath, again?.content, again?.extra]).toEqual([
      'a.mp4',
      { kind: 'caption', track: null, text: 'A dog.' },
      { 'hf-parquet': { views: 7, good: true } },
    ]);
  });
});

test.for([
  ['nothing in it', Buffer.alloc(0), 'it is too short for a Parquet file'],
  ['another file', Buffer.from('this is no Parquet file at all'), 'its metadata is larger than 64 MB'],
  ['a metadata that is not there', Buffer.from('PAR1\0\0\0\0\xff\0\0\0PAR1', 'latin1'), /metadata length|parquet/],
  ['noise', Buffer.concat([Buffer.from('PAR1'), Buffer.alloc(200, 7), Buffer.from('\x64\0\0\0PAR1', 'latin1')]), /./],
] as const)('a Parquet file is refused for %s', async ([, bytes, says]) => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'a.parquet'), bytes);
    const [event] = await readAll('hf-parquet', folder);
    const problem = event && 'problem' in event ? (event.problem as { code: string; cause: string }) : null;
    expect(problem?.code).toBe('dataset-unreadable');
    expect(problem?.cause).toMatch(says);
  });
});
