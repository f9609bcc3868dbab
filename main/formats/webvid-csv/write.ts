/**
 * `webvid.csv`. Its readers take `page_dir/videoid.mp4` for the path, drop every row that has an empty cell, and read the
 * table with pandas, to which `NA` or `null` is an empty cell and `007` the number seven.
 * https://github.com/m-bain/frozen-in-time/blob/main/data_loader/WebVid_dataset.py
 */
import { FileNames } from '../by-video.ts';
import { isWholeCaption } from '../captions/caption.ts';
import type { WriteJob } from '../format.ts';
import type { MediaName } from '../media-name.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { readsAsNothing, readsAsNumber } from '../table/pandas.ts';
import { keptCells, openTable } from '../table/write.ts';

export const WEBVID_FILE = 'webvid.csv';
export const WEBVID_COLUMNS = ['videoid', 'contentUrl', 'duration', 'page_dir', 'name'] as const;

export async function writeWebvid(job: WriteJob<Readonly<Record<string, unknown>>>): Promise<void> {
  const { output, mediaName, records, leaveOut, wrote } = job;
  await using table = await openTable(output, { name: WEBVID_FILE, columns: WEBVID_COLUMNS });
  const names = new FileNames();
  for await (const record of records) {
    if (!isWholeCaption(job, record)) continue;
    const { folder, id } = placeOf(record, mediaName);
    if (readsAsNothing(record.content.kind === 'caption' ? record.content.text : null))
      leaveOut('reads-as-nothing', record);
    else if (readsAsNothing(id) || readsAsNumber(id) || readsAsNumber(folder)) leaveOut('unfit-name', record);
    else if (!names.take(`${folder}/${id}`, record.video)) leaveOut('same-name', record);
    else {
      await table.add(
        [id, ...addressOf(record, mediaName), folder, textOf(record) ?? ''],
        keptCells(extraOf(record, 'webvid-csv')['columns']),
      );
      wrote(record);
    }
  }
  await table.close();
}

/** Nothing is empty there: a video at the top is in the folder `.`. */
export function placeOf(
  { video }: DatasetRecord,
  mediaName: MediaName,
): { readonly folder: string; readonly id: string } {
  const name = mediaName(video);
  const slash = name.lastIndexOf('/');
  return { folder: slash < 0 ? '.' : name.slice(0, slash), id: video.stem };
}

/** Where it came from, or else where it lies; and how long it is, as WebVid says it. */
function addressOf(record: DatasetRecord, mediaName: MediaName): [contentUrl: string, duration: string] {
  const { contentUrl, duration } = extraOf(record, 'webvid-csv');
  const { durationUs } = record.video;
  const url = typeof contentUrl === 'string' ? contentUrl : mediaName(record.video);
  return [url, typeof duration === 'string' ? duration : isoDuration(durationUs ?? 0)];
}

/** `PT00H01M11S`, whole seconds. */
function isoDuration(us: number): string {
  const seconds = Math.round(us / 1_000_000);
  const two = (value: number): string => String(value).padStart(2, '0');
  return `PT${two(Math.floor(seconds / 3600))}H${two(Math.floor(seconds / 60) % 60)}M${two(seconds % 60)}S`;
}
