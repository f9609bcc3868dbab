import fc from 'fast-check';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { holds, recordsArbitrary, seeded } from '../arbitrary-records.ts';
import { exported, inFolder, readRecords } from '../made-records.ts';
import { textOf } from '../record.ts';

const fixtures = join(import.meta.dirname, 'fixtures');

function rows(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

test('the files of the benchmark go in, with the ids of its judges, and out without a difference', async () => {
  await inFolder(async (folder) => {
    const read = await readRecords('videochatgpt-benchmark', fixtures);
    expect(read.map(({ id, content }) => [id, content.kind === 'qa' && content.question])).toEqual([
      ['v_abc_0#1', 'Who runs?'],
      ['v_abc_0#2', 'What is it that runs?'],
      ['v_abc_0', 'What happens?'],
      ['v_abc_1', 'Where?'],
    ]);
    for (const set of ['generic', 'consistency']) {
      const file = `${set}_qa.json`;
      const own = await readRecords('videochatgpt-benchmark', join(fixtures, file));
      await exported(own, { format: 'videochatgpt-benchmark', folder: join(folder, set), options: { set } });
      expect(rows(join(folder, set), file)).toEqual(rows(fixtures, file));
    }
  });
});

test('a question without a second one of the same answer is in no pair', async () => {
  await inFolder(async (folder) => {
    const read = await readRecords('videochatgpt-benchmark', fixtures);
    const out = join(folder, 'out');
    const options = { set: 'consistency' };
    const { leftOut } = await exported(read, { format: 'videochatgpt-benchmark', folder: out, options });
    expect(leftOut.map(({ reason, count }) => [reason, count])).toEqual([['no-pair', 2]]);
    expect(rows(out, 'consistency_qa.json')).toEqual(rows(fixtures, 'consistency_qa.json'));
  });
});

test('questions and answers come back as they were', async () => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: false, content: 'qa' }), (records) =>
      holds(records, {
        format: 'videochatgpt-benchmark',
        kept: (record) =>
          record.content.kind !== 'qa' || (textOf(record) ?? '').trim() === ''
            ? undefined
            : [record.video.stem, record.content.question, record.content.answer],
      }),
    ),
    { ...seeded, numRuns: 20 },
  );
});
