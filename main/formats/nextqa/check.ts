/** As NExT-QA's evaluation does: a question is `video_qid`, its answer the number of a choice. */
import type { View } from '../expected.ts';
import { Seen } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readsAsNothing } from '../table/pandas.ts';
import { readTable } from '../table/scan.ts';
import { NEXTQA_COLUMNS, TYPES } from './write.ts';

export const checkNextqa: Check<Readonly<Record<string, unknown>>> = {
  expected: ({ video, content }) =>
    content.kind === 'qa' ? [video.stem, content.question, content.answer, ...content.choices] : [],
  found,
};

async function* found({ files, rules }: CheckJob<Readonly<Record<string, unknown>>>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    let columns: readonly string[] | null = null;
    const ids = new Seen();
    for await (const { cells, line } of readTable({ path: staged, encoding: 'utf-8', format: 'nextqa' }, ',')) {
      const where = (): string => `${path}:${line}`;
      if (columns === null) {
        columns = cells;
        rules.hold(
          'the-columns-of-next-qa-are-there',
          NEXTQA_COLUMNS.every((name) => cells.includes(name)),
          where,
        );
        continue;
      }
      const head = columns;
      const cell = (name: string): string => cells[head.indexOf(name)] ?? '';
      const choices = NEXTQA_COLUMNS.slice(-5).map(cell);
      ids.add(`${cell('video')}_${cell('qid')}`);
      rules.hold('the-answer-is-one-of-five-choices', /^[0-4]$/.test(cell('answer')), where);
      rules.hold('the-type-is-one-that-is-scored', TYPES.has(cell('type')), where);
      rules.hold(
        'no-text-is-one-that-pandas-takes-for-empty',
        ![cell('question'), ...choices].some(readsAsNothing),
        where,
      );
      yield [cell('video'), cell('question'), choices[Number(cell('answer'))] ?? null, ...choices];
    }
    rules.hold('no-question-of-a-video-has-the-number-of-another', ids.repeated() === 0, () => path);
  }
}
