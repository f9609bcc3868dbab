/** SubRip: a number from 1, times with a comma, lines of text, an empty line. */
import { cueOf, timeText, writeCues } from '../cues.ts';
import type { CueOptions } from '../cues.ts';
import type { WriteJob } from '../format.ts';
import type { DatasetRecord } from '../record.ts';

export async function writeSrt(job: WriteJob<CueOptions>): Promise<void> {
  await writeCues(job, { ending: '.srt', holdsArrows: false, textOfFile });
}

function textOfFile(records: readonly DatasetRecord[]): string {
  return records
    .map((record, index) => {
      const { fromMs, toMs, text } = cueOf(record);
      return `${index + 1}\n${timeText(fromMs, ',')} --> ${timeText(toMs, ',')}\n${text}\n`;
    })
    .join('\n');
}
