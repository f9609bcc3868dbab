/** Reads ShareGPT4Video's lines. Where a caption says no times, it is known only to be of some segment. */
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';
import { usFromSeconds } from '../../document/time.ts';
import { wrongOf } from '../conversations/llava-row.ts';
import { findRowFiles, readRows } from '../conversations/rows.ts';
import { videoCalled } from '../conversations/video-name.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { unreadable } from '../input/text.ts';
import { ORIGIN_UNKNOWN } from '../record.ts';
import type { DatasetRecord, DatasetVideo, Extra } from '../record.ts';
import { SHAREGPT4VIDEO_FILE, WHOLE } from './write.ts';

const seconds = z.number().nonnegative().max(1e9);
const caption = z.looseObject({
  idx: z.union([z.string(), z.int().transform(String)]),
  content: z.string(),
  span: z
    .tuple([seconds, seconds])
    .refine(([from, to]) => from <= to, { error: 'it ends before it begins' })
    .optional(),
});
const row = z.looseObject({
  video_id: z.string().min(1),
  video_path: z.string().min(1).optional(),
  captions: z.array(caption),
});

/** Of captions whose times are not known: they are no captions of the whole video. */
const SEGMENT_TRACK = 'segments';

export async function* readSharegpt4video({ path, encoding }: ReadInput<unknown>): AsyncGenerator<ReadEvent> {
  for (const file of await findRowFiles(path, SHAREGPT4VIDEO_FILE)) {
    const source = { path: file.path, encoding, format: 'sharegpt4video' };
    try {
      for await (const read of readRows(source)) {
        const records = 'wrong' in read ? read : recordsOf(read.value);
        if ('wrong' in records) yield { problem: unreadable(source, read.line, records.wrong).problem };
        else for (const record of records) yield { record, path: file.path, line: read.line };
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

function recordsOf(value: unknown): readonly DatasetRecord[] | { readonly wrong: string } {
  const { data, error } = row.safeParse(value);
  if (!data) return wrongOf(error);
  const { video_id: id, video_path: path, captions, ...fields } = data;
  const video = videoCalled(path ?? `${id}.mp4`);
  if ('wrong' in video) return video;
  const kept = { video_id: id, ...(Object.keys(fields).length > 0 ? { fields } : {}) };
  return captions.map((one) => recordOf(one, { id, video, kept }));
}

function recordOf(
  { idx, content, span, ...more }: z.infer<typeof caption>,
  { id, video, kept }: { readonly id: string; readonly video: DatasetVideo; readonly kept: Extra },
): DatasetRecord {
  const track = idx === WHOLE || span ? null : SEGMENT_TRACK;
  const extra = { ...kept, idx, ...(Object.keys(more).length > 0 ? { more } : {}) };
  return {
    id: `${id}#${idx}`,
    video,
    span: span ? { fromUs: usFromSeconds(span[0]), toUs: usFromSeconds(span[1]) } : null,
    tier: null,
    content: { kind: 'caption', track, text: content.trim() },
    status: null,
    review: null,
    flag: null,
    origin: ORIGIN_UNKNOWN,
    extra: { sharegpt4video: extra },
  };
}
