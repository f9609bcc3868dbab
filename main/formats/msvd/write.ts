/**
 * `AllVideoDescriptions.txt`: up to the first space the name of the video, after it the caption. Lines that begin with `#`
 * and empty ones are passed over; of those there are seven at the top, because some readers skip as many unseen.
 * https://www.cs.utexas.edu/~ml/clamp/videoDescription/
 */
import { FileNames } from '../by-video.ts';
import { isWholeCaption } from '../captions/caption.ts';
import type { WriteJob } from '../format.ts';
import { textOf } from '../record.ts';
import { oneLine } from '../sidecar-txt/write.ts';
import { videoName } from '../video-name.ts';
import type { Names } from '../video-name.ts';

export const MSVD_FILE = 'AllVideoDescriptions.txt';
/** Lines before the first caption. */
export const HEAD_LINES = 7;

export interface MsvdOptions extends Readonly<Record<string, unknown>> {
  readonly names: Names;
}

const HEAD = [
  '# Descriptions of videos, in the form of the Microsoft Research Video Description Corpus.',
  '#',
  '# Each line is the name of a video, a space, and one description of it.',
  '# A video has as many lines as it has descriptions.',
  '#',
  '# Lines that begin with this sign are no descriptions.',
  '',
];

export async function writeMsvd(job: WriteJob<MsvdOptions>): Promise<void> {
  await using file = await job.output.open(MSVD_FILE);
  await file.write(HEAD.map((line) => `${line}\n`).join(''));
  const names = new FileNames();
  for await (const record of job.records) {
    if (!isWholeCaption(job, record)) continue;
    const name = videoName(record.video, job.options.names);
    if (/\s/u.test(name) || name.startsWith('#')) job.leaveOut('unfit-name', record);
    else if (!names.take(name, record.video)) job.leaveOut('same-name', record);
    else {
      await file.write(`${name} ${oneLine(textOf(record) ?? '')}\n`);
      job.wrote(record);
    }
  }
  await file.close();
}
