/**
 * Reads the generative benchmark's files, one or a folder of them. Questions have no ids, so they get those that the judge's
 * scripts make: the video's name and how many of its questions came before.
 */
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';
import { wrongOf } from '../conversations/llava-row.ts';
import { findRowFiles, readRows } from '../conversations/rows.ts';
import { videoCalled } from '../conversations/video-name.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { unreadable } from '../input/text.ts';
import { ORIGIN_UNKNOWN } from '../record.ts';
import type { DatasetRecord, DatasetVideo, Extra } from '../record.ts';
import { kindOf } from '../videochatgpt-qa/types.ts';
import { FORMAT } from './write.ts';

const text = z.union([z.string(), z.number().transform(String)]);
const schema = z.looseObject({
  video_name: z.string().min(1),
  Q: z.string().min(1).optional(),
  Q1: z.string().min(1).optional(),
  Q2: z.string().min(1).optional(),
  A: text,
});

export async function* readBenchmark({ path, encoding }: ReadInput<unknown>): AsyncGenerator<ReadEvent> {
  for (const file of await findRowFiles(path, '')) {
    const source = { path: file.path, encoding, format: FORMAT };
    const counts = new Map<string, number>();
    const isTemporal = /temporal/i.test(file.relativePath);
    try {
      for await (const row of readRows(source)) {
        const records = 'wrong' in row ? row : recordsOf(row.value, { counts, isTemporal });
        if ('wrong' in records) yield { problem: unreadable(source, row.line, records.wrong).problem };
        else for (const record of records) yield { record, path: file.path, line: row.line };
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

interface Reading {
  /** Of questions, by the video's name. */
  readonly counts: Map<string, number>;
  readonly isTemporal: boolean;
}

function recordsOf(
  value: unknown,
  { counts, isTemporal }: Reading,
): readonly DatasetRecord[] | { readonly wrong: string } {
  const { data, error } = schema.safeParse(value);
  if (!data) return wrongOf(error);
  const { video_name: name, Q, Q1, Q2, A: answer, ...fields } = data;
  const video = videoCalled(`${name}.pkl`);
  if ('wrong' in video) return video;
  const count = counts.get(name) ?? 0;
  counts.set(name, count + 1);
  const id = `${name}_${count}`;
  const kept = Object.keys(fields).length > 0 ? { fields } : {};
  if (Q !== undefined) {
    return [recordOf({ id, video, question: Q, answer, isTemporal, extra: kept })];
  }
  if (Q1 === undefined || Q2 === undefined) return { wrong: 'it has neither Q nor Q1 and Q2' };
  return [Q1, Q2].map((question, index) => {
    const which = index + 1;
    const extra = { pair: count, which, ...kept };
    return recordOf({ id: `${id}#${which}`, video, question, answer, isTemporal, extra });
  });
}

interface Parts {
  readonly id: string;
  readonly video: DatasetVideo;
  readonly question: string;
  readonly answer: string;
  readonly isTemporal: boolean;
  readonly extra: Extra;
}

function recordOf({ id, video, question, answer, isTemporal, extra }: Parts): DatasetRecord {
  const kind = kindOf({ answer, type: undefined }, 'kept');
  const topic = isTemporal ? 'temporal' : kind.topic;
  return {
    id,
    video,
    span: null,
    tier: null,
    content: { kind: 'qa', bankId: null, question, answer, ...kind, topic, choices: [], evidence: null },
    status: null,
    review: null,
    flag: null,
    origin: ORIGIN_UNKNOWN,
    extra: Object.keys(extra).length > 0 ? { [FORMAT]: extra } : null,
  };
}
