/** Writes what happens when in each video, in one of the forms. Times are seconds, exact to the microsecond. */
import type { Span } from '../../document/time.ts';
import { byVideo, FileNames } from '../by-video.ts';
import type { WriteJob } from '../format.ts';
import { JsonList } from '../json-list.ts';
import type { DatasetRecord, Extra } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { videoName } from '../video-name.ts';
import type { Names } from '../video-name.ts';
import { entryOf, FORM_FILES, frameOf } from './forms.ts';
import type { Form, Segment } from './forms.ts';

export interface ActivitynetOptions extends Readonly<Record<string, unknown>> {
  readonly form: Form;
  readonly names: Names;
  readonly whole: boolean;
}

export async function writeActivitynet(job: WriteJob<ActivitynetOptions>): Promise<void> {
  const { form, names } = job.options;
  const [before, after] = frameOf(form);
  await using file = await job.output.open(FORM_FILES[form]);
  await file.write(before);
  const videos = new JsonList((text) => file.write(text), { isObject: true });
  const taken = new FileNames();
  for await (const records of byVideo(job.records)) {
    const fit = records.filter((record) => isSegment(job, record));
    const one = form === 'kinetics' ? fit.slice(0, 1) : fit;
    for (const other of fit.slice(one.length)) job.leaveOut('another-caption', other);
    const [first] = one;
    if (!first) continue;
    const name = videoName(first.video, names);
    if (!taken.take(name, first.video)) {
      for (const record of one) job.leaveOut('same-name', record);
      continue;
    }
    const { durationUs } = first.video;
    const duration = durationUs === null ? null : secondsOf(durationUs);
    const { video: kept } = extraOf(first, 'activitynet-captions');
    await videos.member(name, entryOf(form, { duration, kept: objectOf(kept), segments: one.map(segmentOf) }));
    for (const record of one) job.wrote(record);
  }
  await videos.end();
  await file.write(after);
  await file.close();
}

function isSegment({ leaveOut, options }: WriteJob<ActivitynetOptions>, record: DatasetRecord): boolean {
  const { content, span, video } = record;
  if (content.kind !== 'caption') leaveOut('question', record);
  else if ((content.text ?? '').trim() === '') leaveOut('no-text', record);
  else if (span === null && !options.whole) leaveOut('of-the-whole-video', record);
  else if (video.durationUs === null && (span === null || options.form !== 'results')) leaveOut('no-duration', record);
  else return true;
  return false;
}

function segmentOf(record: DatasetRecord): Segment {
  const { fromUs, toUs } = spanOf(record);
  const { segment, around } = extraOf(record, 'activitynet-captions');
  const [before, after] = Array.isArray(around) ? around.map(spaceOf) : [];
  const text = `${before ?? ''}${textOf(record) ?? ''}${after ?? ''}`;
  return { text, times: [secondsOf(fromUs), secondsOf(toUs)], kept: objectOf(segment) };
}

/** White space and nothing else, whoever wrote it there. */
function spaceOf(text: unknown): string {
  return typeof text === 'string' && text.trim() === '' ? text : '';
}

export function spanOf({ span, video }: DatasetRecord): Span {
  return span ?? { fromUs: 0, toUs: video.durationUs ?? 0 };
}

export function secondsOf(us: number): number {
  return us / 1_000_000;
}

function objectOf(value: unknown): Extra {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Extra) : {};
}
