/** A record as a line and back. */
import { causeOf } from '../input/rows.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf } from '../record.ts';
import { lineSchema, recordFields } from './schema.ts';

/** Without the line break. Fields always stand in this order; what others had added stands at the end. */
export function lineOf(record: DatasetRecord): string {
  const { id, video, span, tier, content, status, review, flag, origin, extra } = record;
  const added = extraOf(record, 'jsonl');
  const others = Object.entries(extra ?? {}).filter(([format]) => format !== 'jsonl');
  const fields: DatasetRecord = {
    id,
    video,
    span,
    tier,
    content,
    status,
    review,
    flag,
    origin,
    extra: others.length > 0 ? Object.fromEntries(others) : null,
  };
  return JSON.stringify({ format: 'panda-dataset', version: 1, ...fields, ...added });
}

/** What is wrong is said in words. */
export function recordOf(value: unknown): DatasetRecord | { readonly wrong: string } {
  const { data, error } = lineSchema.safeParse(value);
  if (!data) return { wrong: causeOf(error) };
  const { id, video, span, tier, content, status, review, flag, origin, extra } = data;
  const added = Object.entries(data).filter(([field]) => !Object.hasOwn(recordFields, field));
  const kept = { ...extra, ...(added.length > 0 ? { jsonl: Object.fromEntries(added) } : {}) };
  return {
    id,
    video,
    span,
    tier,
    content,
    status,
    review,
    flag,
    origin,
    extra: Object.keys(kept).length > 0 ? kept : null,
  };
}
