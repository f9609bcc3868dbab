/** Questions about whole videos, as tables have them. Knows no format. */
import type { WriteJob } from '../format.ts';
import { ORIGIN_UNKNOWN } from '../record.ts';
import type { DatasetRecord, DatasetVideo, Extra, QaContent } from '../record.ts';
import { readsAsNothing } from './pandas.ts';

type Question = DatasetRecord & { readonly content: QaContent & { readonly answer: string } };

/** Says of what is no such question why it is left out. */
export function isWholeQuestion<Chosen>(
  { leaveOut }: Pick<WriteJob<Chosen>, 'leaveOut'>,
  record: DatasetRecord,
): record is Question {
  const { content, span } = record;
  if (content.kind !== 'qa') leaveOut('caption', record);
  else if (span !== null) leaveOut('of-a-segment', record);
  else if ((content.answer ?? '').trim() === '' || content.question.trim() === '') leaveOut('no-text', record);
  else if ([content.question, content.answer, ...content.choices].some(readsAsNothing)) {
    leaveOut('reads-as-nothing', record);
  } else return true;
  return false;
}

/** Which of five choices the answer is, from 0; null: none, or there are not five. */
export function choiceOf({ choices, answer }: QaContent): number | null {
  const index = choices.indexOf(answer ?? '');
  return choices.length === 5 && index >= 0 ? index : null;
}

interface QuestionRead {
  readonly id: string | null;
  readonly video: DatasetVideo;
  readonly content: Pick<QaContent, 'question' | 'answer' | 'form'> & Partial<QaContent>;
  /** The format's name, and what it has beside what a record has a place for. */
  readonly kept: readonly [format: string, extra: Extra];
}

export function questionRead({ id, video, content, kept: [format, extra] }: QuestionRead): DatasetRecord {
  return {
    id,
    video,
    span: null,
    tier: null,
    content: { kind: 'qa', bankId: null, topic: null, choices: [], evidence: null, ...content },
    status: null,
    review: null,
    flag: null,
    origin: ORIGIN_UNKNOWN,
    extra: Object.keys(extra).length > 0 ? { [format]: extra } : null,
  };
}
