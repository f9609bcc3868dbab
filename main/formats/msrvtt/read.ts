/** Reads MSR-VTT's sentences, one at a time, each with what the list of videos says of its video. */
import { z } from 'zod';
import { captionRead } from '../captions/caption.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { filesCalled } from '../input/files.ts';
import { InStep } from '../input/in-step.ts';
import type { Known } from '../input/in-step.ts';
import { readParts } from '../input/json-parts.ts';
import { rowOf, untilUnreadable } from '../input/rows.ts';
import type { TextSource } from '../input/text.ts';
import type { Extra } from '../record.ts';
import { videoNameSchema, videoOfName } from '../video-name.ts';
import { MSRVTT_FILE } from './write.ts';
import type { MsrvttOptions } from './write.ts';

const sentenceSchema = z.looseObject({
  video_id: videoNameSchema,
  caption: z.string().min(1),
  sen_id: z.unknown().optional(),
});
const videoSchema = z.looseObject({ video_id: z.string() });

export async function* readMsrvtt({ path, encoding, options }: ReadInput<MsrvttOptions>): AsyncGenerator<ReadEvent> {
  for (const file of await filesCalled(path, MSRVTT_FILE)) {
    yield* untilUnreadable(sentences({ path: file.path, encoding, format: 'msrvtt' }, options));
  }
}

async function* sentences(source: TextSource, { names }: MsrvttOptions): AsyncGenerator<ReadEvent> {
  const videos = new InStep(() => videosOf(source));
  for await (const part of readParts(source, { root: 'object', opened: ['sentences', 'videos'] })) {
    if (part.within !== 'sentences') continue;
    const read = rowOf(sentenceSchema, source, part);
    if ('problem' in read) {
      yield read;
      continue;
    }
    const { video_id: name, caption: text, sen_id: id, ...more } = read.row;
    const video = (await videos.find(name)) ?? {};
    const kept = ['msrvtt', { ...more, sen_id: id, video }] as const;
    const record = captionRead({ video: videoOfName(name, names), text, kept });
    yield { record, path: source.path, line: part.line };
  }
}

async function* videosOf(source: TextSource): AsyncGenerator<Known<Extra>> {
  for await (const part of readParts(source, { root: 'object', opened: ['sentences', 'videos'] })) {
    if (part.within !== 'videos') continue;
    const read = videoSchema.safeParse(part.value);
    if (!read.success) continue;
    const { video_id: id, ...value } = read.data;
    yield { id, value };
  }
}
