/**
 * A caption as a text file of its own, named as its video: what kohya's scripts, musubi-tuner and diffusion-pipe read. The
 * whole file is the caption; to kohya's scripts a second line is a second caption, so there is never a stray one.
 */
import { byVideo, FileNames, putVideoFile } from '../by-video.ts';
import type { WriteJob } from '../format.ts';
import type { DatasetRecord } from '../record.ts';
import { textOf } from '../record.ts';

export interface SidecarOptions extends Readonly<Record<string, unknown>> {
  readonly extension: string;
  readonly several: 'first' | 'lines';
}

export async function writeSidecars(job: WriteJob<SidecarOptions>): Promise<void> {
  const names = new FileNames();
  const { extension, several } = job.options;
  for await (const records of byVideo(job.records)) {
    const fit = records.filter((record) => isCaption(job, record));
    const taken = several === 'lines' ? fit : fit.slice(0, 1);
    for (const other of fit.slice(taken.length)) job.leaveOut('another-caption', other);
    // Nothing after the caption: trainers take the whole file for it.
    const text = taken.map((record) => oneLine(textOf(record) ?? '')).join('\n');
    await putVideoFile(job, names, { records: taken, ending: extension, text });
  }
}

/** White space, line breaks among it, is one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

function isCaption({ leaveOut }: WriteJob<SidecarOptions>, record: DatasetRecord): boolean {
  if (record.content.kind !== 'caption') leaveOut('question', record);
  else if (record.span !== null) leaveOut('of-a-segment', record);
  else if (oneLine(record.content.text ?? '') === '') leaveOut('no-text', record);
  else return true;
  return false;
}
