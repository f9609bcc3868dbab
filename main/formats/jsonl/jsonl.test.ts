import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { exported, inFolder, madeCaption, readRecords } from '../made-records.ts';
import { lineSchema } from './schema.ts';

test('the published schema is the one that lines are read by', () => {
  const published: unknown = JSON.parse(readFileSync('docs/dataset-jsonl.schema.json', 'utf8'));
  expect(published).toEqual({
    title: 'panda-dataset, version 1: one line',
    ...z.toJSONSchema(lineSchema, { io: 'input' }),
  });
});

test('a line that other programs write needs no more than a video and a text', async () => {
  await inFolder(async (folder) => {
    const line =
      '{"format":"panda-dataset","version":1,"video":{"stem":"clip"},"content":{"kind":"caption","text":"A dog."},"score":0.5}';
    writeFileSync(join(folder, 'theirs.jsonl'), `\ufeff${line}\r\n\r\n`);
    const [record] = await readRecords('jsonl', folder);
    const made = madeCaption({ path: 'clip', text: 'A dog.' });
    const nothing = Object.fromEntries(Object.keys(made.video).map((field) => [field, null]));
    expect(record).toEqual({
      ...made,
      video: { ...nothing, stem: 'clip' },
      content: { kind: 'caption', track: null, text: 'A dog.' },
      status: null,
      extra: { jsonl: { score: 0.5 } },
    });
    // What they added goes out again where it was.
    await exported(record ? [record] : [], { format: 'jsonl', folder: join(folder, 'out') });
    const written = JSON.parse(readFileSync(join(folder, 'out', 'dataset.jsonl'), 'utf8')) as Record<string, unknown>;
    expect([written['score'], written['extra']]).toEqual([0.5, null]);
  });
});

test('a text may hold what ends a line elsewhere', async () => {
  await inFolder(async (folder) => {
    const text = 'One\u2028two\u2029three\u0085four\r\nfive\rsix';
    const made = madeCaption({ path: 'clip.mp4', text });
    for (const format of ['jsonl', 'hf-folder']) {
      const out = join(folder, format);
      const report = await exported([made], { format, folder: out, withMedia: false });
      const [record] = await readRecords(format, out);
      expect([report.counts.records, record?.content]).toEqual([1, made.content]);
    }
  });
});
