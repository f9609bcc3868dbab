import fc from 'fast-check';
import { expect, test } from 'vitest';
import { holds, recordsArbitrary, seeded } from '../arbitrary-records.ts';
import { exported, inFolder, madeCaption, readRecords } from '../made-records.ts';
import { textOf } from '../record.ts';
import type { DatasetRecord } from '../record.ts';
import { choosingOf } from './turn.ts';

const FORMATS = ['videochatgpt-instruct', 'llava-video', 'valley', 'sharegpt'];

/** White space at the ends is no part of a text; choices that letters cannot tell apart are no choices. */
function kept({ video, content }: DatasetRecord): unknown {
  const said = textOf({ content } as DatasetRecord)?.trim() ?? '';
  if (said === '') return undefined;
  if (content.kind === 'caption') return [video.stem, 'caption', content.track, said];
  const { question, choices } = content;
  const lines = choices.every((choice) => choice !== '' && !/[\r\n]/.test(choice));
  const areOthers = new Set(choices).size === choices.length && choices.length > 1;
  return [video.stem, question.trim(), said, lines && areOthers ? choices : []];
}

test.for(FORMATS)('%s holds questions with their choices and captions with their tracks', async (format) => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: false, content: 'both' }), fc.boolean(), (records, together) =>
      holds(records, {
        format,
        options: { turns: together ? 'together' : 'each', prompt: 'Describe, {track}, the video.' },
        kept,
      }),
    ),
    seeded,
  );
});

test('sharegpt4video holds captions with the times of their segments to the microsecond', async () => {
  await fc.assert(
    fc.asyncProperty(recordsArbitrary({ span: true, content: 'caption' }), (records) => {
      const wholes = new Set<string>();
      const first = records.filter(({ video, span, content }) => {
        if (span !== null || (content.kind === 'caption' && content.text === '')) return true;
        const isFirst = !wholes.has(video.stem);
        wholes.add(video.stem);
        return isFirst;
      });
      return holds(first, {
        format: 'sharegpt4video',
        kept: ({ video, span, content }) =>
          content.kind !== 'caption' || content.text === '' ? undefined : [video.stem, span, content.text],
      });
    }),
    seeded,
  );
});

test.for(FORMATS)('what %s reads it writes again as it stood, word for word', async (format) => {
  const records = [
    madeCaption({ path: 'a.mp4', text: 'A dog runs.' }),
    madeCaption({ path: 'sub/b.mp4', text: 'A cat sleeps.' }),
    madeCaption({ path: 'sub/b.mp4', text: 'It sleeps.', track: 'dense' }),
  ];
  await inFolder(async (folder) => {
    await exported(records, { format, folder: `${folder}/a`, options: { turns: 'together' } });
    const read = await readRecords(format, `${folder}/a`);
    await exported(read, { format, folder: `${folder}/b` });
    expect(await readRecords(format, `${folder}/b`)).toEqual(read);
  });
});

test('choices are told from the words before them by their letters alone', () => {
  expect([
    choosingOf('Which?\nA. a dog\nB. a cat\nPlease respond with only the letter of the correct answer.'),
    choosingOf('Which?\nOptions:\n(A) a dog'),
    choosingOf('Which?\nB. a dog\nC. a cat'),
    choosingOf('A. a dog\nB. a cat'),
  ]).toEqual([
    { question: 'Which?', choices: ['a dog', 'a cat'] },
    { question: 'Which?\nOptions:\n(A) a dog', choices: [] },
    { question: 'Which?\nB. a dog\nC. a cat', choices: [] },
    { question: 'A. a dog\nB. a cat', choices: [] },
  ]);
});
