/** Our own table: what of a record stands in which column. Knows neither files nor how cells are written. */
import { QUESTION_FORMS, QUESTION_TOPICS } from '../../document/question.ts';
import { VERDICTS } from '../../document/records.ts';
import { STATUSES } from '../../document/status.ts';
import type { Span, Us } from '../../document/time.ts';
import type { DatasetRecord } from '../record.ts';
import { ORIGIN_UNKNOWN } from '../record.ts';
import { CellError, oneOf, spanOf, stringsOf, videoOf } from './cells.ts';

/** First what a person looks at and changes. */
export const COLUMNS = [
  ...['video', 'start', 'end', 'kind', 'track', 'question', 'text', 'status', 'review', 'flag', 'tier'],
  ...['form', 'topic', 'choices', 'evidence_start', 'evidence_end', 'bank'],
  ...['id', 'video_id', 'fingerprint', 'model', 'person'],
] as const;

type Cells = Readonly<Record<string, string>>;

/** In the order of the columns. `video`: what the data set calls it. */
export function cellsOf({ content, origin, span, ...record }: DatasetRecord, video: string): string[] {
  const isQuestion = content.kind === 'qa';
  const model = origin.suggestion?.model;
  const cells = {
    video,
    ...edges(span, 'start', 'end'),
    kind: isQuestion ? 'question' : 'caption',
    track: isQuestion ? null : content.track,
    question: isQuestion ? content.question : null,
    text: isQuestion ? content.answer : content.text,
    status: record.status,
    review: record.review,
    flag: record.flag,
    tier: record.tier,
    form: isQuestion ? content.form : null,
    topic: isQuestion ? content.topic : null,
    choices: isQuestion && content.choices.length > 0 ? JSON.stringify(content.choices) : null,
    ...edges(isQuestion ? content.evidence : null, 'evidence_start', 'evidence_end'),
    bank: isQuestion ? content.bankId : null,
    id: record.id,
    video_id: record.video.id,
    fingerprint: record.video.fingerprint,
    model: model ? `${model.id} ${model.version}` : null,
    person: origin.response?.person.name ?? null,
  };
  return COLUMNS.map((column) => (cells as Readonly<Record<string, string | null>>)[column] ?? '');
}

/** Columns that are not there are empty. Throws `CellError`. */
export function recordOfCells(cells: Cells): Omit<DatasetRecord, 'extra'> {
  const cell = (column: (typeof COLUMNS)[number]): string | null => {
    const text = cells[column] ?? '';
    return text === '' ? null : text;
  };
  const text = cell('text');
  const span = spanOf(cells['start'] ?? '', cells['end'] ?? '');
  const kind = cell('kind') ?? (cell('question') === null ? 'caption' : 'question');
  if (kind !== 'caption' && kind !== 'question') throw new CellError('kind: it is caption or question');
  const question = cell('question');
  if (kind === 'question' && question === null) throw new CellError('question: there is none');
  return {
    id: cell('id'),
    video: { ...videoOf(cells['video'] ?? ''), id: cell('video_id'), fingerprint: cell('fingerprint') },
    span,
    tier: span === null ? null : cell('tier'),
    content:
      kind === 'caption'
        ? { kind, track: cell('track'), text }
        : {
            kind: 'qa',
            bankId: cell('bank'),
            question: question ?? '',
            answer: text,
            form: oneOf(QUESTION_FORMS, 'form', cell('form')) ?? 'open',
            topic: oneOf(QUESTION_TOPICS, 'topic', cell('topic')),
            choices: stringsOf(cells['choices'] ?? ''),
            evidence: spanOf(cells['evidence_start'] ?? '', cells['evidence_end'] ?? ''),
          },
    status: oneOf(STATUSES, 'status', cell('status')),
    review: oneOf(VERDICTS, 'review', cell('review')),
    flag: cell('flag'),
    origin: ORIGIN_UNKNOWN,
  };
}

function edges(span: Span | null, from: string, to: string): Record<string, string | null> {
  return { [from]: span === null ? null : seconds(span.fromUs), [to]: span === null ? null : seconds(span.toUs) };
}

/** Exact to the microsecond. */
function seconds(us: Us): string {
  return String(us / 1_000_000);
}
