/** Reads NExT-QA's rows: the number of the right choice becomes its text. */
import { restOf } from '../captions/caption.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { filesCalled } from '../input/files.ts';
import { rowOf, untilUnreadable } from '../input/rows.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import type { DatasetVideo } from '../record.ts';
import { readCells } from '../table/read.ts';
import { questionRead } from '../table/question.ts';
import { videoNameSchema, videoOfName } from '../video-name.ts';
import { CHOICES, NEXTQA_COLUMNS, NEXTQA_FILE, TYPES } from './write.ts';

type Cells = Readonly<Record<string, string>>;

export async function* readNextqa({
  path,
  encoding,
}: ReadInput<Readonly<Record<string, unknown>>>): AsyncGenerator<ReadEvent> {
  for (const file of await filesCalled(path, NEXTQA_FILE)) {
    yield* untilUnreadable(questions({ path: file.path, encoding, format: 'nextqa' }));
  }
}

async function* questions(source: TextSource): AsyncGenerator<ReadEvent> {
  for await (const row of readCells(source, { separator: ',', needed: ['video', 'question', 'answer', ...CHOICES] })) {
    if ('problem' in row) {
      yield row;
      continue;
    }
    const { cells, line } = row;
    const { question = '', answer: index = '', qid, type } = cells;
    const choices = CHOICES.map((column) => cells[column] ?? '');
    const answer = /^[0-4]$/.test(index) ? choices[Number(index)] : undefined;
    const name = rowOf(videoNameSchema, source, { value: cells['video'], line });
    if ('problem' in name) yield name;
    else if (answer === undefined)
      yield { problem: unreadable(source, line, 'answer: it is a number from 0 to 4').problem };
    else if (question.trim() === '') yield { problem: unreadable(source, line, 'there is no question').problem };
    else {
      const columns = restOf(cells, ...NEXTQA_COLUMNS);
      const extra = {
        ...(qid === undefined ? {} : { qid }),
        ...(type === undefined ? {} : { type }),
        ...(Object.keys(columns).length > 0 ? { columns } : {}),
      };
      const record = questionRead({
        id: qid === undefined ? null : `${name.row}_${qid}`,
        video: videoOf(name.row, cells),
        content: { question, answer, choices, form: 'choice', topic: TYPES.get(type ?? '') ?? null },
        kept: ['nextqa', extra],
      });
      yield { record, path: source.path, line };
    }
  }
}

function videoOf(name: string, cells: Cells): DatasetVideo {
  const number = (column: string): number | null => {
    const cell = cells[column] ?? '';
    return /^[1-9]\d{0,9}$/.test(cell) ? Number(cell) : null;
  };
  const [frameCount, width, height] = [number('frame_count'), number('width'), number('height')];
  return { ...videoOfName(name, 'stem'), frameCount, width, height };
}
