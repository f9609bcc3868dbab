/**
 * `nextqa.csv`. A question is known by the name of its video and its `qid`, and scored with those of its type.
 * https://github.com/doc-doc/NExT-QA/blob/main/eval_mc.py
 */
import { FileNames, keyOf } from '../by-video.ts';
import { Numbers } from '../captions/numbers.ts';
import type { WriteJob } from '../format.ts';
import type { QaContent } from '../record.ts';
import { extraOf } from '../record.ts';
import { readsAsNothing, readsAsNumber } from '../table/pandas.ts';
import { choiceOf, isWholeQuestion } from '../table/question.ts';
import { keptCells, openTable } from '../table/write.ts';

export const NEXTQA_FILE = 'nextqa.csv';
export const CHOICES = ['a0', 'a1', 'a2', 'a3', 'a4'] as const;
export const NEXTQA_COLUMNS = [
  ...(['video', 'frame_count', 'width', 'height', 'question', 'answer', 'qid', 'type'] as const),
  ...CHOICES,
] as const;

/** Causal, temporal and descriptive questions. */
export const TYPES: ReadonlyMap<string, QaContent['topic']> = new Map([
  ...(['CW', 'CH'] as const).map((type) => [type, null] as const),
  ...(['TN', 'TC', 'TP'] as const).map((type) => [type, 'temporal'] as const),
  ...([
    ['DC', 'number'],
    ['DL', 'location'],
    ['DO', 'other'],
    ['DB', 'other'],
  ] as const),
]);

type Job = WriteJob<Readonly<Record<string, unknown>>>;

export async function writeNextqa(job: Job): Promise<void> {
  const { output, records, leaveOut, wrote } = job;
  await using table = await openTable(output, { name: NEXTQA_FILE, columns: NEXTQA_COLUMNS });
  const names = new FileNames();
  let numbers = new Numbers({ from: 0 });
  let last: string | null = null;
  for await (const record of records) {
    if (!isWholeQuestion(job, record)) continue;
    const { content, video } = record;
    const answer = choiceOf(content);
    if (answer === null) leaveOut('unfit-answer', record);
    else if (readsAsNothing(video.stem) || readsAsNumber(video.stem)) leaveOut('unfit-name', record);
    else if (!names.take(video.stem, video)) leaveOut('same-name', record);
    else {
      const key = keyOf(video);
      if (key !== last) numbers = new Numbers({ from: 0 });
      last = key;
      const { qid, type, columns } = extraOf(record, 'nextqa');
      const size = [video.frameCount, video.width, video.height].map((value) => (value === null ? '' : String(value)));
      const number = String(numbers.take(Number(typeof qid === 'string' ? qid : NaN)));
      const kind = typeof type === 'string' && TYPES.has(type) ? type : typeOf(content);
      await table.add(
        [video.stem, ...size, content.question, String(answer), number, kind, ...content.choices],
        keptCells(columns),
      );
      wrote(record);
    }
  }
  await table.close();
}

/** The nearest, since its scores are by these: a temporal question is one about the same time. */
function typeOf({ topic, form }: QaContent): string {
  if (topic === 'temporal') return 'TC';
  if (topic === 'number' || form === 'count') return 'DC';
  return topic === 'location' ? 'DL' : 'DO';
}
