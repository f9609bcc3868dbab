/**
 * Either `labels.json` with `data.json`, which says where each video lies, or `samples.json` with `metadata.json`.
 * https://github.com/voxel51/fiftyone/blob/develop/fiftyone/utils/data/importers.py
 */
import { framesOf } from '../bundles/frames.ts';
import { byVideo, FileNames } from '../by-video.ts';
import type { WriteJob } from '../format.ts';
import { JsonList } from '../json-list.ts';
import type { DatasetRecord } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { attributesOf, supportOf, timestampsOf, uuidOf } from './labels.ts';
import type { FiftyoneOptions } from './labels.ts';
import { sampleOf } from './sample.ts';

export const LABELS_FILE = 'labels.json';
export const DATA_FILE = 'data.json';
export const SAMPLES_FILE = 'samples.json';
export const METADATA_FILE = 'metadata.json';

export async function writeFiftyone(job: WriteJob<FiftyoneOptions>): Promise<void> {
  if (job.options.layout === 'temporal') await writeDetections(job);
  else await writeSamples(job);
}

async function writeDetections(job: WriteJob<FiftyoneOptions>): Promise<void> {
  const { output, mediaName, options, wrote, leaveOut } = job;
  await using labels = await output.open(LABELS_FILE);
  await using data = await output.open(DATA_FILE);
  await labels.write('{"labels": ');
  const videos = new JsonList((text) => labels.write(text), { isObject: true });
  const places = new JsonList((text) => data.write(text), { isObject: true });
  const names = new FileNames();
  for await (const all of byVideo(job.records)) {
    const records = all.filter((record) => isDetection(job, record));
    const [first] = records;
    if (!first) continue;
    const name = mediaName(first.video);
    if (!names.take(uuidOf(name), first.video)) {
      for (const record of records) leaveOut('same-name', record);
      continue;
    }
    await places.member(name, name);
    await videos.member(
      uuidOf(name),
      records.map((record) => detectionOf(record, options)),
    );
    for (const record of records) wrote(record);
  }
  await videos.end();
  await places.end();
  // A label is a text, and no number in a list of classes.
  await labels.write(',\n"classes": null}\n');
  await data.write('\n');
  await labels.close();
  await data.close();
}

function isDetection({ leaveOut, options }: WriteJob<FiftyoneOptions>, record: DatasetRecord): boolean {
  if (record.content.kind === 'qa') leaveOut('question', record);
  else if ((textOf(record) ?? '') === '') leaveOut('no-text', record);
  else if (options.times === 'frames' && supportOf(record) === null) leaveOut('no-frame-rate', record);
  else if (options.times === 'seconds' && timestampsOf(record) === null) leaveOut('of-the-whole-video', record);
  else return true;
  return false;
}

function detectionOf(record: DatasetRecord, { times }: FiftyoneOptions): unknown {
  const { confidence } = extraOf(record, 'fiftyone');
  return {
    label: textOf(record),
    ...(times === 'frames' ? { support: supportOf(record) } : { timestamps: timestampsOf(record) }),
    ...(typeof confidence === 'number' ? { confidence } : {}),
    attributes: attributesOf(record),
  };
}

async function writeSamples(job: WriteJob<FiftyoneOptions>): Promise<void> {
  const { output, mediaName, options, wrote } = job;
  await using file = await output.open(SAMPLES_FILE);
  await file.write('{"samples": ');
  const samples = new JsonList((text) => file.write(text));
  for await (const all of byVideo(job.records)) {
    const records = all.filter((record) => isInSample(job, record));
    const [first] = records;
    if (!first) continue;
    const { sample, ordered } = sampleOf(records, { filepath: mediaName(first.video), options });
    await samples.add(sample);
    for (const record of ordered) wrote(record);
  }
  await samples.end();
  await file.write('}\n');
  await file.close();
  // Without a version: FiftyOne takes the fields from the samples then, and makes ids of its own.
  await output.put(METADATA_FILE, `${JSON.stringify({ info: { description: 'Texts about videos' } })}\n`);
}

function isInSample({ leaveOut }: WriteJob<FiftyoneOptions>, record: DatasetRecord): boolean {
  if ((textOf(record) ?? '') === '') leaveOut('no-text', record);
  else if (record.span !== null && framesOf(record) === null) leaveOut('no-frame-rate', record);
  else return true;
  return false;
}
