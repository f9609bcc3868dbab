/** Reads TGIF-QA's rows, of whichever kind; the columns say which it is. */
import { restOf } from '../captions/caption.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { filesCalled } from '../input/files.ts';
import { rowOf, untilUnreadable } from '../input/rows.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import type { QaContent } from '../record.ts';
import { readCells } from '../table/read.ts';
import { questionRead } from '../table/question.ts';
import { videoNameSchema, videoOfName } from '../video-name.ts';
import { FRAME_TOPICS, TGIF_CHOICES, TGIF_FILES } from './forms.ts';
import type { TgifOptions } from './write.ts';

type Cells = Readonly<Record<string, string>>;

export async function* readTgif({ path, encoding }: ReadInput<TgifOptions>): AsyncGenerator<ReadEvent> {
  const { frameqa, count, action } = TGIF_FILES;
  for (const file of await filesCalled(path, frameqa, count, action)) {
    yield* untilUnreadable(questions({ path: file.path, encoding, format: 'tgif-qa' }));
  }
}

async function* questions(source: TextSource): AsyncGenerator<ReadEvent> {
  for await (const row of readCells(source, { separator: '\t', needed: ['gif_name', 'question', 'answer'] })) {
    if ('problem' in row) {
      yield row;
      continue;
    }
    const { cells, line } = row;
    const name = rowOf(videoNameSchema, source, { value: cells['gif_name'], line });
    const content = contentOf(cells);
    if ('problem' in name) yield name;
    else if (typeof content === 'string') yield { problem: unreadable(source, line, content).problem };
    else {
      const kept = restOf(cells, 'gif_name', 'question', 'answer', ...TGIF_CHOICES);
      const extra = Object.fromEntries(Object.entries(kept).filter(([, cell]) => cell !== ''));
      const id = extra['vid_id'] ?? null;
      const record = questionRead({ id, video: videoOfName(name.row, 'stem'), content, kept: ['tgif-qa', extra] });
      yield { record, path: source.path, line };
    }
  }
}

/** Or what is wrong with it. */
function contentOf(cells: Cells): (Pick<QaContent, 'question' | 'answer' | 'form'> & Partial<QaContent>) | string {
  const { question = '', answer = '', type } = cells;
  if (question.trim() === '') return 'there is no question';
  if (answer.trim() === '') return 'there is no answer';
  if (TGIF_CHOICES.every((column) => column in cells)) {
    const choices = TGIF_CHOICES.map((column) => cells[column] ?? '');
    const said = /^[0-4]$/.test(answer) ? choices[Number(answer)] : undefined;
    if (said === undefined) return 'answer: it is a number from 0 to 4';
    return { question, answer: said, choices, form: 'choice' };
  }
  const topic = /^[0-3]$/.test(type ?? '') ? (FRAME_TOPICS[Number(type)] ?? null) : null;
  return { question, answer, form: type === undefined && /^\d+$/.test(answer) ? 'count' : 'open', topic };
}
