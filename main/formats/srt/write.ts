/** SubRip: a number from 1, times with a comma, lines of text, an empty line. */
import { cueOf, cueText, timeText, writeCues } from '../cues.ts';
import type { CueOptions } from '../cues.ts';
import type { WriteJob } from '../format.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf } from '../record.ts';
import { spokenOf } from './tags.ts';

export async function writeSrt(job: WriteJob<CueOptions>): Promise<void> {
  await writeCues(job, { ending: '.srt', holdsArrows: false, shown: spokenOf, textOfFile });
}

function textOfFile(records: readonly DatasetRecord[]): string {
  return records
    .map((record, index) => {
      const { fromMs, toMs, text } = cueOf(record);
      const { payload, position } = extraOf(record, 'srt');
      const times = `${timeText(fromMs, ',')} --> ${timeText(toMs, ',')}`;
      // What was imported with tags goes out with them, as long as its text is the same.
      const shown = isSound(payload) && spokenOf(payload) === text ? payload : text;
      return `${index + 1}\n${isSound(position) && !position.includes('\n') ? `${times} ${position}` : times}\n${shown}\n`;
    })
    .join('\n');
}

/** A project's file may hold anything; only what cannot end the cue is written as it is. */
function isSound(kept: unknown): kept is string {
  return typeof kept === 'string' && kept !== '' && !kept.includes('-->') && cueText(kept) === kept;
}
