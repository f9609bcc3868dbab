import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds, recordsArbitrary, seeded } from '../arbitrary-records.ts';
import { exported, inFolder, madeCaption, readAll, readRecords, videoAt } from '../made-records.ts';
import type { DatasetRecord, QaContent } from '../record.ts';

function question(path: string, content: Partial<QaContent>): DatasetRecord {
  const empty = {
    bankId: null,
    question: 'Who?',
    answer: 'b',
    form: 'choice',
    topic: null,
    choices: [],
    evidence: null,
  };
  return {
    ...madeCaption({ path, text: null }),
    video: videoAt(path),
    content: { kind: 'qa', ...empty, ...content } as QaContent,
  };
}

const choices = ['a', 'b', 'c, d', '"e"', 'f'];

test('a question of NExT-QA has five choices, and its answer is the number of one', async () => {
  await inFolder(async (folder) => {
    const records = [
      question('1001.mp4', { choices }),
      question('1001.mp4', { question: 'How many?', answer: 'f', choices, topic: 'number' }),
      question('1001.mp4', { answer: 'none of them', choices }),
      question('007.mp4', { choices }),
      question('b.mp4', { choices, answer: 'a' }),
    ];
    const { leftOut } = await exported(records, { format: 'nextqa', folder: join(folder, 'out') });
    expect(readFileSync(join(folder, 'out', 'nextqa.csv'), 'utf8').split('\r\n')).toEqual([
      'video,frame_count,width,height,question,answer,qid,type,a0,a1,a2,a3,a4',
      '1001,299700,640,360,Who?,1,0,DO,a,b,"c, d","""e""",f',
      '1001,299700,640,360,How many?,4,1,DC,a,b,"c, d","""e""",f',
      'b,299700,640,360,Who?,0,0,DO,a,b,"c, d","""e""",f',
      '',
    ]);
    expect(leftOut.map(({ reason, count }) => [reason, count])).toEqual([
      ['unfit-name', 1],
      ['unfit-answer', 1],
    ]);
  });
});

test.for([
  ['frameqa', 'gif_name\tquestion\tanswer\ttype\tvid_id\tkey\tdescription', 'a\tWho?\tb\t0\tFRAMEQA1\t1\t'],
  ['count', 'gif_name\tquestion\tanswer\tvid_id\tkey', 'a\tHow many?\t3\tCOUNT1\t1'],
  [
    'action',
    'gif_name\tquestion\ta1\ta2\ta3\ta4\ta5\tanswer\tvid_id\tkey',
    'a\tWho?\ta\tb\tc, d\t"""e"""\tf\t1\tACTION1\t1',
  ],
] as const)('TGIF-QA has its own columns for %s', async ([form, header, row]) => {
  await inFolder(async (folder) => {
    const records = [
      question('a.mp4', form === 'count' ? { question: 'How many?', answer: '3' } : { choices }),
      question('b.mp4', { answer: 'NA', choices }),
    ];
    await exported(records, { format: 'tgif-qa', folder: join(folder, 'out'), options: { form } });
    const file = join(folder, 'out', `Test_${form}_question.csv`);
    expect(readFileSync(file, 'utf8')).toBe(`${header}\r\n${row}\r\n`);
    const [read] = await readRecords('tgif-qa', join(folder, 'out'));
    expect(read?.content).toMatchObject(
      form === 'count'
        ? { answer: '3', form: 'count' }
        : form === 'action'
          ? { answer: 'b', choices }
          : { answer: 'b' },
    );
  });
});

test('an answer that is no choice, and a question that is none, are said', async () => {
  await inFolder(async (folder) => {
    const path = join(folder, 'a.csv');
    writeFileSync(
      path,
      'video,question,answer,a0,a1,a2,a3,a4\n1,Q?,5,a,b,c,d,e\n1,,0,a,b,c,d,e\n../1,Q?,0,a,b,c,d,e\n1,Q?\n',
    );
    const said = (await readAll('nextqa', path)).map((event) => 'problem' in event && event.problem);
    expect(said).toMatchObject([
      { line: 2, cause: 'answer: it is a number from 0 to 4' },
      { line: 3, cause: 'there is no question' },
      { line: 4, cause: 'the path climbs out of its folder' },
      { line: 5, cause: 'answer: it is a number from 0 to 4' },
    ]);
    writeFileSync(path, 'video,question\n1,Q?\n');
    expect(await readAll('nextqa', path)).toMatchObject([
      { problem: { line: 1, cause: 'the header has no column answer, a0, a1, a2, a3, a4' } },
    ]);
  });
});

test('tgif-qa holds questions and answers', async () => {
  const kept = ({ video, content }: DatasetRecord): unknown => {
    const isHeld = content.kind === 'qa' && (content.answer ?? '').trim() !== '' && !content.choices.includes('');
    return isHeld ? [video.stem, content.question, content.answer] : undefined;
  };
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: false, content: 'qa' }), (records) =>
      holds(records, { format: 'tgif-qa', kept }),
    ),
    seeded,
  );
});

test('nextqa holds questions with their five choices', async () => {
  const five = fc.uniqueArray(
    fc.string({ minLength: 1, maxLength: 5 }).map((text) => `x${text.replace(/\0/g, '')}`),
    {
      minLength: 5,
      maxLength: 5,
    },
  );
  const records = fc
    .array(fc.tuple(five, fc.nat({ max: 4 })), { minLength: 1, maxLength: 6 })
    .map((all) => all.map(([of, right], at) => question(`v${at % 3}.mp4`, { choices: of, answer: of[right] ?? '' })));
  const kept = ({ video, content }: DatasetRecord): unknown =>
    content.kind === 'qa' && [video.stem, video.frameCount, content.question, content.answer, content.choices];
  await fc.assert(
    fc.asyncProperty(records, (all) =>
      holds(
        all.toSorted((a, b) => (a.video.stem < b.video.stem ? -1 : a.video.stem > b.video.stem ? 1 : 0)),
        { format: 'nextqa', kept },
      ),
    ),
    seeded,
  );
});

const real = '../shared/data/annotations';

test.skipIf(!existsSync(real)).for([
  ['nextqa', 'nextqa/val.csv', 'nextqa.csv', {}],
  ['tgif-qa', 'tgif_qa/Test_frameqa_question.csv', 'Test_frameqa_question.csv', { form: 'frameqa' }],
  ['tgif-qa', 'tgif_qa/Test_count_question.csv', 'Test_count_question.csv', { form: 'count' }],
] as const)('%s: the real file %s goes in and out without a difference', async ([format, from, name, options]) => {
  await inFolder(async (folder) => {
    const read = await readRecords(format, join(real, from));
    const { counts, leftOut } = await exported(read, { format, folder: join(folder, 'out'), options });
    const lines = (path: string): string[] => readFileSync(path, 'utf8').trimEnd().split(/\r?\n/);
    expect(leftOut).toEqual([]);
    expect(counts.questions).toBe(lines(join(real, from)).length - 1);
    // The ends of the lines are those of RFC 4180.
    expect(lines(join(folder, 'out', name))).toEqual(lines(join(real, from)));
  });
});
