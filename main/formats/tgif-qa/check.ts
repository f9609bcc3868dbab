/** As TGIF-QA's readers do with pandas: tabs between the cells, and in the column `answer` what the kind of question wants. */
import type { View } from '../expected.ts';
import { Seen } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { readsAsNothing } from '../table/pandas.ts';
import { choiceOf } from '../table/question.ts';
import { readTable } from '../table/scan.ts';
import { answerCell, TGIF_COLUMNS } from './forms.ts';
import type { TgifOptions } from './write.ts';

export const checkTgif: Check<TgifOptions> = {
  expected({ video, content }, { form }) {
    if (content.kind !== 'qa') return [];
    return [video.stem, content.question, answerCell(form, content.answer ?? '', choiceOf(content))];
  },
  found,
};

async function* found({ files, options, rules }: CheckJob<TgifOptions>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    const names = TGIF_COLUMNS[options.form];
    const ids = new Seen();
    for await (const { cells, line } of readTable({ path: staged, encoding: 'utf-8', format: 'tgif-qa' }, '\t')) {
      const where = (): string => `${path}:${line}`;
      const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
      if (line === 1) {
        rules.hold(
          'the-columns-of-tgif-qa-are-there',
          names.every((name, at) => cells[at] === name),
          where,
        );
        continue;
      }
      const isNumber = options.form === 'frameqa' || /^\d+$/.test(cell('answer'));
      rules.hold('the-answer-is-a-number-where-one-is-wanted', isNumber, where);
      const texts = [cell('gif_name'), cell('question'), cell('answer')];
      rules.hold('no-text-is-one-that-pandas-takes-for-empty', !texts.some(readsAsNothing), where);
      ids.add(cell('vid_id'));
      yield texts;
    }
    rules.hold('no-vid-id-stands-twice', ids.repeated() === 0, () => path);
  }
}
