/** Reads WebVid's rows. Of columns that it does not know it keeps the cells. */
import { captionRead, restOf } from '../captions/caption.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { filesCalled } from '../input/files.ts';
import { rowOf, untilUnreadable } from '../input/rows.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import { readCells } from '../table/read.ts';
import { videoNameSchema, videoOfName } from '../video-name.ts';
import { WEBVID_COLUMNS, WEBVID_FILE } from './write.ts';

export async function* readWebvid({
  path,
  encoding,
}: ReadInput<Readonly<Record<string, unknown>>>): AsyncGenerator<ReadEvent> {
  for (const file of await filesCalled(path, WEBVID_FILE)) {
    yield* untilUnreadable(captions({ path: file.path, encoding, format: 'webvid-csv' }));
  }
}

async function* captions(source: TextSource): AsyncGenerator<ReadEvent> {
  for await (const row of readCells(source, { separator: ',', needed: ['videoid', 'name'] })) {
    if ('problem' in row) {
      yield row;
      continue;
    }
    const { cells, line } = row;
    const { videoid = '', page_dir: folder = '', name: text = '', contentUrl, duration } = cells;
    const place = folder === '' || folder === '.' ? videoid : `${folder}/${videoid}`;
    const read = rowOf(videoNameSchema, source, { value: videoid === '' ? '' : place, line });
    if ('problem' in read) yield read;
    else if (text.trim() === '') yield { problem: unreadable(source, line, 'there is no caption (name)').problem };
    else {
      const video = { ...videoOfName(place, 'path'), durationUs: usOfDuration(duration ?? '') };
      const kept = { contentUrl, duration, columns: restOf(cells, ...WEBVID_COLUMNS) };
      yield { record: captionRead({ video, text, kept: ['webvid-csv', kept] }), path: source.path, line };
    }
  }
}

/** Null: it is none. */
function usOfDuration(text: string): number | null {
  const parts = /^PT(\d{1,4})H(\d{1,2})M(\d{1,2})S$/.exec(text);
  if (!parts) return null;
  const [, hours, minutes, seconds] = parts.map(Number);
  const us = ((hours ?? 0) * 3600 + (minutes ?? 0) * 60 + (seconds ?? 0)) * 1_000_000;
  return us > 0 ? us : null;
}
