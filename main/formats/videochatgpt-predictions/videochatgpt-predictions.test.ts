import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holds, recordsArbitrary, seeded } from '../arbitrary-records.ts';
import { exported, inFolder, readRecords } from '../made-records.ts';
import { extraOf, textOf } from '../record.ts';
import type { DatasetRecord } from '../record.ts';

const fixture = join(import.meta.dirname, 'fixtures', 'video-llava.jsonl');

function linesOf(path: string): unknown[] {
  return readFileSync(path, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown);
}

test("Video-LLaVA's lines are read as what was predicted or what is right, and go out as they came", async () => {
  await inFolder(async (folder) => {
    const said = async (take: string): Promise<unknown[]> =>
      (await readRecords('videochatgpt-predictions', fixture, { take })).map((record) => [
        record.video.stem,
        textOf(record),
      ]);
    expect([await said('pred'), await said('answer')]).toEqual([
      [
        ['abc', 'A dog runs.'],
        ['abc', 'Two.'],
      ],
      [
        ['abc', 'dog'],
        ['abc', '2'],
      ],
    ]);
    for (const take of ['pred', 'answer']) {
      const out = join(folder, take);
      const read = await readRecords('videochatgpt-predictions', fixture, { take });
      await exported(read, { format: 'videochatgpt-predictions', folder: out });
      // A number becomes text, and the video that the id was about is named.
      expect(linesOf(join(out, 'predictions.jsonl'))).toEqual(
        (linesOf(fixture) as { answer: unknown }[]).map((row) => ({
          ...row,
          answer: String(row.answer),
          video_name: 'abc',
        })),
      );
    }
  });
});

test("Video-ChatGPT's array has what its own judge reads", async () => {
  await inFolder(async (folder) => {
    const read = await readRecords('videochatgpt-predictions', fixture);
    const options = { judge: 'video-chatgpt' };
    await exported(read, { format: 'videochatgpt-predictions', folder: join(folder, 'out'), options });
    expect(readFileSync(join(folder, 'out', 'predictions.json'), 'utf8')).toBe(`[
{"id":"v_abc_1","question":"what runs","answer":"dog","pred":"A dog runs.","video_name":"abc","Q":"what runs","A":"dog"},
{"id":"v_abc_2","question":"how many","answer":"2","pred":"Two.","video_name":"abc","Q":"how many","A":"2"}
]
`);
  });
});

test('what a person decided is right, and what a model had suggested was predicted', async () => {
  const kept = (record: DatasetRecord): unknown => {
    const { content, origin, video } = record;
    const { pred } = extraOf(record, 'videochatgpt-predictions');
    const predicted = typeof pred === 'string' ? pred : origin.suggestion?.text;
    const isDecided = typeof pred === 'string' || origin.response !== null;
    const isWhole = isDecided && (textOf(record) ?? '').trim() !== '' && (predicted ?? '').trim() !== '';
    return content.kind === 'qa' && isWhole ? [video.stem, content.question, content.answer, predicted] : undefined;
  };
  for (const judge of ['video-llava', 'video-chatgpt']) {
    await fc.assert(
      fc.asyncProperty(recordsArbitrary({ span: false, content: 'qa' }), (records) =>
        holds(records, { format: 'videochatgpt-predictions', options: { judge, take: 'answer' }, kept }),
      ),
      { ...seeded, numRuns: 20 },
    );
  }
});
