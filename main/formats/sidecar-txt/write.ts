/**
 * A caption as a text file of its own, named as its video: what kohya's scripts, musubi-tuner and diffusion-pipe read. The
 * whole file is the caption; to kohya's scripts a second line is a second caption, so there is never a stray one.
 * https://github.com/kohya-ss/sd-scripts/blob/sd3/docs/config_README-en.md#multi-line-captions
 */
import { isAbsolute } from 'node:path';
import { byVideo, FileNames, putVideoFile } from '../by-video.ts';
import type { WriteJob } from '../format.ts';
import type { DatasetRecord } from '../record.ts';
import { textOf } from '../record.ts';
import type { SidecarOptions } from './options.ts';
import { isLongEnough, isVideoFor, tomlName, tomlOf } from './trainers.ts';

export async function writeSidecars(job: WriteJob<SidecarOptions>): Promise<void> {
  const names = new FileNames();
  const { output, options, mediaName, split } = job;
  const folders = new Set<string>();
  for await (const records of byVideo(job.records)) {
    const fit = records.filter((record) => isCaption(job, record));
    const taken = options.several === 'lines' ? fit : fit.slice(0, 1);
    for (const other of fit.slice(taken.length)) job.leaveOut('another-caption', other);
    // Nothing after the caption: trainers take the whole file for it.
    const text = taken.map((record) => escaped(oneLine(textOf(record) ?? ''), options)).join('\n');
    const wrote = (record: DatasetRecord): void => {
      const place = output.pathFor(record.video, '') ?? '';
      // Beside the videos there is no folder of the data set that a TOML could stand in.
      if (!isAbsolute(place)) folders.add(folderOf(mediaName(record.video), split));
      job.wrote(record);
    };
    await putVideoFile({ ...job, wrote }, names, { records: taken, ending: options.extension, text });
  }
  const name = tomlName(options);
  if (name !== null && folders.size > 0) await output.put(name, tomlOf(options, [...folders].sort()));
}

/** White space, line breaks among it, is one space. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

/** Where kohya's scripts read a line for each caption, they put one of several words in the place of braces. */
function escaped(text: string, options: SidecarOptions): string {
  return isWithWildcards(options) ? text.replace(/[{}]/g, '$&$&') : text;
}

export function isWithWildcards({ for: trainer, several }: SidecarOptions): boolean {
  return trainer === 'kohya' && several === 'lines';
}

/** As the TOML names it: a split has a folder of its own in the data set. */
export function folderOf(path: string, split: string | null): string {
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  return [split ?? '', folder].filter((part) => part !== '').join('/');
}

function isCaption({ leaveOut, options, mediaName }: WriteJob<SidecarOptions>, record: DatasetRecord): boolean {
  if (record.content.kind !== 'caption') leaveOut('question', record);
  else if (record.span !== null) leaveOut('of-a-segment', record);
  else if (oneLine(record.content.text ?? '') === '') leaveOut('no-text', record);
  else if (!isVideoFor(options, mediaName(record.video))) leaveOut('other-ending', record);
  else if (!isLongEnough(options, record.video)) leaveOut('too-short', record);
  else return true;
  return false;
}
