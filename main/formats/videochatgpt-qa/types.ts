/**
 * The number `type` beside an answer. It has a meaning for each data set alone, so it is written only as it was imported or
 * by the list of one data set.
 */
import type { QuestionForm, QuestionTopic } from '../../document/question.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf } from '../record.ts';

export const TYPE_SCHEMES = ['kept', 'none', 'activitynet'] as const;
export type TypeScheme = (typeof TYPE_SCHEMES)[number];

/** ActivityNet-QA's list (https://github.com/MILVLG/activitynet-qa), in the order of its numbers. */
const ACTIVITYNET: readonly { readonly form: QuestionForm | null; readonly topic: QuestionTopic | null }[] = [
  { form: null, topic: 'motion' },
  { form: null, topic: 'spatial' },
  { form: null, topic: 'temporal' },
  { form: 'yes-no', topic: null },
  { form: null, topic: 'colour' },
  { form: null, topic: 'object' },
  { form: null, topic: 'location' },
  { form: null, topic: 'number' },
  { form: null, topic: 'other' },
];

/** Null: the answer has none. */
export function typeOf(record: DatasetRecord, scheme: TypeScheme): number | null {
  const { type: kept } = extraOf(record, 'videochatgpt-qa');
  const { content } = record;
  if (scheme === 'none' || content.kind !== 'qa') return null;
  if (scheme === 'kept') return typeof kept === 'number' ? kept : null;
  if (content.form === 'yes-no') return 3;
  const topic = content.form === 'count' ? 'number' : (content.topic ?? 'other');
  return ACTIVITYNET.findIndex((type) => type.topic === topic);
}

/** What the answer and its type say of the question. */
export function kindOf(
  { answer, type }: { readonly answer: string; readonly type: unknown },
  scheme: TypeScheme,
): { readonly form: QuestionForm; readonly topic: QuestionTopic | null } {
  const listed = scheme === 'activitynet' && typeof type === 'number' ? ACTIVITYNET[type] : undefined;
  const isYesNo = /^(?:yes|no)[.!]?$/i.test(answer.trim());
  return { form: listed?.form ?? (isYesNo ? 'yes-no' : 'open'), topic: listed?.topic ?? null };
}
