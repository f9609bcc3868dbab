import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exported, inFolder, madeCaption, readAll, readRecords, videoAt } from '../made-records.ts';
import type { DatasetRecord, QaContent } from '../record.ts';

const fixtures = join(import.meta.dirname, 'fixtures');

function question(path: string, id: string, content: Partial<QaContent>): DatasetRecord {
  const asked = {
    bankId: null,
    question: 'Who?',
    answer: 'A dog.',
    form: 'open',
    topic: null,
    choices: [],
    evidence: null,
  } as const;
  return {
    ...madeCaption({ path, text: null }),
    id,
    video: videoAt(path),
    content: { kind: 'qa', ...asked, ...content },
  };
}

function rows(folder: string, file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'));
}

test('questions and answers stand at the same positions; ids are those of the records, types those of the list', async () => {
  await inFolder(async (folder) => {
    const records = [
      question('sub/a.mp4', 'I1', { question: 'Is it red?', answer: 'yes', form: 'yes-no' }),
      question('sub/a.mp4', 'I2', { answer: ' ' }),
      question('b.mp4', 'I3', { question: 'How many?', answer: '2', form: 'count' }),
    ];
    const out = join(folder, 'out');
    const { leftOut } = await exported(records, {
      format: 'videochatgpt-qa',
      folder: out,
      options: { types: 'activitynet' },
    });
    expect([rows(out, 'test_q.json'), rows(out, 'test_a.json'), leftOut.map(({ reason }) => reason)]).toEqual([
      [
        { video_name: 'sub/a', question: 'Is it red?', question_id: 'v_sub_a_I1' },
        { video_name: 'b', question: 'How many?', question_id: 'v_b_I3' },
      ],
      [
        { answer: 'yes', type: 3, question_id: 'v_sub_a_I1' },
        { answer: '2', type: 7, question_id: 'v_b_I3' },
      ],
      ['no-text'],
    ]);
  });
});

test('a video that the loader would never find is left out, unless it is wanted', async () => {
  await inFolder(async (folder) => {
    const records = [question('a.mp4', 'I1', {}), question('b.webm', 'I2', {})];
    const options = { endings: 'any' };
    const known = await exported(records, { format: 'videochatgpt-qa', folder: join(folder, 'known') });
    const all = await exported(records, { format: 'videochatgpt-qa', folder: join(folder, 'all'), options });
    expect([known, all].map(({ counts, leftOut }) => [counts.questions, leftOut.map(({ reason }) => reason)])).toEqual([
      [1, ['other-ending']],
      [2, []],
    ]);
  });
});

test('rows are read with what they have beside the fields of the format, and go out as they came', async () => {
  await inFolder(async (folder) => {
    const read = await readRecords('videochatgpt-qa', fixtures, { types: 'activitynet' });
    expect(read.map(({ video, content, extra }) => ({ stem: video.stem, ...content, extra }))).toEqual([
      {
        ...{ stem: '1QIUV7WYKXg', kind: 'qa', bankId: null, question: 'is the athlete wearing trousers', answer: 'no' },
        ...{ form: 'yes-no', topic: null, choices: [], evidence: null },
        extra: { 'videochatgpt-qa': { question_id: 'v_1QIUV7WYKXg_3', type: 3, question: { split: 'test' } } },
      },
      {
        ...{ stem: '1QIUV7WYKXg', kind: 'qa', bankId: null, question: 'how many people are there', answer: '2' },
        ...{ form: 'open', topic: 'number', choices: [], evidence: null },
        extra: { 'videochatgpt-qa': { question_id: 'v_1QIUV7WYKXg_4', type: 7 } },
      },
    ]);
    await exported(read, { format: 'videochatgpt-qa', folder: join(folder, 'out') });
    expect(rows(join(folder, 'out'), 'test_q.json')).toEqual(rows(fixtures, 'test_q.json'));
    // A number becomes text, which is what every reader makes of it.
    expect(rows(join(folder, 'out'), 'test_a.json')).toEqual(
      (rows(fixtures, 'test_a.json') as { answer: unknown }[]).map((row) => ({ ...row, answer: String(row.answer) })),
    );
  });
});

test('answers in another order are joined by their ids, and one that is missing is said', async () => {
  await inFolder(async (folder) => {
    writeFileSync(join(folder, 'test_q.json'), readFileSync(join(fixtures, 'test_q.json')));
    const answers = rows(fixtures, 'test_a.json') as unknown[];
    writeFileSync(join(folder, 'test_a.json'), JSON.stringify(answers.toReversed()));
    const read = await readRecords('videochatgpt-qa', join(folder, 'test_q.json'));
    expect(read.map(({ content }) => content.kind === 'qa' && content.answer)).toEqual(['no', '2']);
    writeFileSync(join(folder, 'test_a.json'), JSON.stringify(answers.slice(1)));
    const events = await readAll('videochatgpt-qa', folder);
    expect(events.map((event) => ('problem' in event ? event.problem.code : event.line))).toEqual([
      'dataset-unreadable',
      8,
    ]);
  });
});

const real = '../shared/data/annotations/activitynet_qa';

test.skipIf(!existsSync(real))('the real files of ActivityNet-QA go in and out without a difference', async () => {
  await inFolder(async (folder) => {
    const read = await readRecords('videochatgpt-qa', real);
    const inOrder = read.toSorted((a, b) => (a.video.stem < b.video.stem ? -1 : a.video.stem > b.video.stem ? 1 : 0));
    const out = join(folder, 'out');
    const { counts } = await exported(inOrder, { format: 'videochatgpt-qa', folder: out });
    const byId = (file: string, at: string): unknown =>
      (rows(at, file) as { question_id: string }[]).toSorted((a, b) => (a.question_id < b.question_id ? -1 : 1));
    expect(counts.questions).toBe(300);
    expect(byId('test_q.json', out)).toEqual(byId('test_q.json', real));
    expect(byId('test_a.json', out)).toEqual(byId('test_a.json', real));
  });
});
