/** Reads VATEX's elements, a video at a time; the two languages become two tracks. */
import { z } from 'zod';
import { captionRead } from '../captions/caption.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { filesCalled } from '../input/files.ts';
import { readArray } from '../input/json-array.ts';
import { rowOf, untilUnreadable } from '../input/rows.ts';
import type { TextSource } from '../input/text.ts';
import { videoNameSchema, videoOfName } from '../video-name.ts';
import { VATEX_FILE } from './write.ts';
import type { VatexOptions } from './write.ts';

const captions = z.array(z.string());
const schema = z.looseObject({ videoID: videoNameSchema, enCap: captions.default([]), chCap: captions.default([]) });

export async function* readVatex({ path, encoding, options }: ReadInput<VatexOptions>): AsyncGenerator<ReadEvent> {
  for (const file of await filesCalled(path, VATEX_FILE)) {
    yield* untilUnreadable(videos({ path: file.path, encoding, format: 'vatex' }, options));
  }
}

async function* videos(source: TextSource, { english, chinese, names }: VatexOptions): AsyncGenerator<ReadEvent> {
  for await (const element of readArray(source)) {
    const read = rowOf(schema, source, element);
    if ('problem' in read) {
      yield read;
      continue;
    }
    const { videoID: name, enCap, chCap, ...more } = read.row;
    const tracks = [...enCap.map((text) => [english, text] as const), ...chCap.map((text) => [chinese, text] as const)];
    for (const [track, text] of tracks) {
      if (text.trim() === '') continue;
      const record = captionRead({ video: videoOfName(name, names), text, track, kept: ['vatex', more] });
      yield { record, path: source.path, line: element.line };
    }
  }
}
