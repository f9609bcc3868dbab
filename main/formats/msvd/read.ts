/** Reads MSVD's lines. The corpus has only what is on them. */
import { captionRead } from '../captions/caption.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { filesCalled } from '../input/files.ts';
import { readLines } from '../input/lines.ts';
import { rowOf, untilUnreadable } from '../input/rows.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import { videoNameSchema, videoOfName } from '../video-name.ts';
import { MSVD_FILE } from './write.ts';
import type { MsvdOptions } from './write.ts';

export async function* readMsvd({ path, encoding, options }: ReadInput<MsvdOptions>): AsyncGenerator<ReadEvent> {
  for (const file of await filesCalled(path, MSVD_FILE)) {
    yield* untilUnreadable(captions({ path: file.path, encoding, format: 'msvd' }, options));
  }
}

async function* captions(source: TextSource, { names }: MsvdOptions): AsyncGenerator<ReadEvent> {
  for await (const { text: whole, line } of readLines(source)) {
    if (whole.startsWith('#') || whole.trim() === '') continue;
    const [, name = '', text = ''] = /^(\S*)\s*(.*)$/su.exec(whole) ?? [];
    const read = rowOf(videoNameSchema, source, { value: name, line });
    if ('problem' in read) yield read;
    else if (text.trim() === '')
      yield { problem: unreadable(source, line, 'there is no caption after the name').problem };
    else {
      const record = captionRead({ video: videoOfName(name, names), text: text.trim(), kept: ['msvd', {}] });
      yield { record, path: source.path, line };
    }
  }
}
