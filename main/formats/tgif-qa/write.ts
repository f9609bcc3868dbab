/** Writes questions as TGIF-QA has them: its readers take tabs for what stands between the cells, whatever the file is called. */
import { FileNames } from '../by-video.ts';
import { KeySet } from '../input/key-set.ts';
import type { WriteJob } from '../format.ts';
import type { QaContent } from '../record.ts';
import { extraOf } from '../record.ts';
import { readsAsNothing, readsAsNumber } from '../table/pandas.ts';
import { choiceOf, isWholeQuestion } from '../table/question.ts';
import { keptCells, openTable } from '../table/write.ts';
import { answerCell, TGIF_CHOICES, TGIF_COLUMNS, TGIF_FILES, typeOf } from './forms.ts';
import type { TgifForm } from './forms.ts';

export interface TgifOptions extends Readonly<Record<string, unknown>> {
  readonly form: TgifForm;
}

export async function writeTgif(job: WriteJob<TgifOptions>): Promise<void> {
  const { output, records, options, leaveOut, wrote } = job;
  const { form } = options;
  await using table = await openTable(output, { name: TGIF_FILES[form], columns: TGIF_COLUMNS[form], separator: '\t' });
  const names = new FileNames();
  const ids = new KeySet();
  let row = 0;
  for await (const record of records) {
    if (!isWholeQuestion(job, record)) continue;
    const { content, video } = record;
    const answer = answerCell(form, content.answer, choiceOf(content));
    if (answer === null) leaveOut('unfit-answer', record);
    else if (readsAsNothing(video.stem) || readsAsNumber(video.stem)) leaveOut('unfit-name', record);
    else if (!names.take(video.stem, video)) leaveOut('same-name', record);
    else {
      row++;
      const kept = keptCells(extraOf(record, 'tgif-qa'));
      const id = [kept['vid_id'], `${form.toUpperCase()}${row}`].find((one) => one !== undefined && ids.add(one));
      const cells: Readonly<Record<string, string>> = {
        type: typeOf(content),
        key: String(row),
        description: '',
        ...kept,
        ...choiceCells(content),
        ...{ gif_name: video.stem, question: content.question, answer, vid_id: id ?? `${form.toUpperCase()}_${row}` },
      };
      await table.add(
        TGIF_COLUMNS[form].map((column) => cells[column] ?? ''),
        kept,
      );
      wrote(record);
    }
  }
  await table.close();
}

function choiceCells({ choices }: QaContent): Readonly<Record<string, string>> {
  return Object.fromEntries(TGIF_CHOICES.map((column, at) => [column, choices[at] ?? '']));
}
