/**
 * Reads predictions in each of their shapes. A row may not say which video it is about: then its id does, as the zero-shot
 * tests make them (`v_NAME_3`).
 */
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';
import { wrongOf } from '../conversations/llava-row.ts';
import { findRowFiles, readRows } from '../conversations/rows.ts';
import { videoCalled } from '../conversations/video-name.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { unreadable } from '../input/text.ts';
import { ORIGIN_UNKNOWN } from '../record.ts';
import type { DatasetRecord } from '../record.ts';
import { kindOf } from '../videochatgpt-qa/types.ts';
import { ARRAY_FILE, FORMAT, LINES_FILE } from './write.ts';
import type { PredictionOptions } from './write.ts';

const text = z.union([z.string(), z.number().transform(String)]);
const schema = z
  .looseObject({
    id: text.optional(),
    video_name: z.string().min(1).optional(),
    question: z.string().optional(),
    answer: text.optional(),
    pred: text,
    Q: z.string().optional(),
    A: text.optional(),
  })
  .refine(({ id, video_name: name }) => (id ?? name ?? '') !== '', { error: 'it has neither id nor video_name' })
  .refine(({ question, Q }) => (question ?? Q ?? '') !== '', { error: 'it has no question' });

export async function* readPredictions(input: ReadInput<PredictionOptions>): AsyncGenerator<ReadEvent> {
  const { path, options, encoding } = input;
  const files = await findRowFiles(path, options.judge === 'video-llava' ? LINES_FILE : ARRAY_FILE);
  for (const file of files) {
    const source = { path: file.path, encoding, format: FORMAT };
    try {
      for await (const row of readRows(source)) {
        const record = 'wrong' in row ? row : recordOf(row.value, options);
        if ('wrong' in record) yield { problem: unreadable(source, row.line, record.wrong).problem };
        else yield { record, path: file.path, line: row.line };
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

function recordOf(row: unknown, { names, take }: PredictionOptions): DatasetRecord | { readonly wrong: string } {
  const { data, error } = schema.safeParse(row);
  if (!data) return wrongOf(error);
  const { id, video_name: name, question, answer, pred, Q, A, ...fields } = data;
  const video = videoCalled(`${name ?? videoIn(id ?? '')}.pkl`);
  if ('wrong' in video) return video;
  // What was taken out of an id may lie in any folder.
  const isPlace = (names === 'path' && name !== undefined) || video.relativePath?.includes('/') === true;
  const right = answer ?? A ?? null;
  const isPredicted = take === 'pred' || right === null;
  const said = isPredicted ? pred : right;
  const kept = {
    ...(id === undefined ? {} : { id }),
    ...(isPredicted ? (right === null ? {} : { answer: right }) : { pred }),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
  };
  return {
    id: id ?? null,
    video: { ...video, relativePath: isPlace ? video.relativePath : null },
    span: null,
    tier: null,
    content: {
      kind: 'qa',
      bankId: null,
      question: question ?? Q ?? '',
      answer: said,
      ...kindOf({ answer: right ?? pred, type: undefined }, 'kept'),
      choices: [],
      evidence: null,
    },
    status: null,
    review: null,
    flag: null,
    origin: ORIGIN_UNKNOWN,
    extra: { [FORMAT]: kept },
  };
}

function videoIn(id: string): string {
  return /^v_(.+)_\d+$/.exec(id)?.[1] ?? id;
}
