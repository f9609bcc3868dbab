/**
 * `vatex.json`: an element for each video with its captions in two lists. Where readers pair them, they do so by position,
 * so each list keeps its order. https://eric-xw.github.io/vatex-website/download.html
 */
import { byVideo, FileNames } from '../by-video.ts';
import { isWholeCaption } from '../captions/caption.ts';
import type { WriteJob } from '../format.ts';
import { JsonList } from '../json-list.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { videoName } from '../video-name.ts';
import type { Names } from '../video-name.ts';

export const VATEX_FILE = 'vatex.json';

export interface VatexOptions extends Readonly<Record<string, unknown>> {
  readonly names: Names;
  readonly chinese: string;
  readonly english: string;
}

export async function writeVatex(job: WriteJob<VatexOptions>): Promise<void> {
  await using file = await job.output.open(VATEX_FILE);
  const rows = new JsonList((text) => file.write(text));
  const taken = new FileNames();
  for await (const records of byVideo(job.records)) {
    const fit = records.filter((record) => isWholeCaption(job, record));
    const [first] = fit;
    if (!first) continue;
    const name = videoName(first.video, job.options.names);
    if (!taken.take(name, first.video)) {
      for (const record of fit) job.leaveOut('same-name', record);
      continue;
    }
    const english = fit.filter((record) => !isChinese(record, job.options));
    const chinese = fit.filter((record) => isChinese(record, job.options));
    await rows.add({
      ...extraOf(first, 'vatex'),
      videoID: name,
      enCap: english.map(textOf),
      // The public test set has English alone.
      ...(chinese.length > 0 ? { chCap: chinese.map(textOf) } : {}),
    });
    for (const record of [...english, ...chinese]) job.wrote(record);
  }
  await rows.end();
  await file.write('\n');
  await file.close();
}

export function isChinese({ content }: DatasetRecord, { chinese }: VatexOptions): boolean {
  return content.kind === 'caption' && content.track === chinese;
}
