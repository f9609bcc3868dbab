/**
 * A video stands in the list of images. Its number is made of its name, so that results and annotations that were exported
 * at different times are about the same videos. https://github.com/tylin/coco-caption/blob/master/pycocotools/coco.py (which
 * asks for `type`, `info` and `licenses`)
 */
import { createHash } from 'node:crypto';
import { FileNames, keyOf } from '../by-video.ts';
import { isWholeCaption, restOf } from '../captions/caption.ts';
import type { WriteJob } from '../format.ts';
import { KeySet } from '../input/key-set.ts';
import { JsonList } from '../json-list.ts';
import type { MediaName } from '../media-name.ts';
import type { DatasetRecord, Extra } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { openScratch } from '../scratch.ts';

export const COCO_FORMS = ['annotations', 'results'] as const;

export const COCO_FILES = { annotations: 'captions.json', results: 'results.json' } as const;

export interface CocoOptions extends Readonly<Record<string, unknown>> {
  readonly form: (typeof COCO_FORMS)[number];
  readonly ids: 'kept' | 'own';
}

const INFO = { description: 'captions of videos', url: '', version: '1.0', year: 0, contributor: '', date_created: '' };

export async function writeCoco(job: WriteJob<CocoOptions>): Promise<void> {
  if (job.options.form === 'results') await writeResults(job);
  else await writeAnnotations(job);
}

async function writeAnnotations(job: WriteJob<CocoOptions>): Promise<void> {
  const { output, options, mediaName, wrote } = job;
  await using file = await output.open(COCO_FILES.annotations);
  await using aside = await openScratch(output, `.${COCO_FILES.annotations}.annotations`);
  await file.write(`{\n"info": ${JSON.stringify(INFO)},\n"type": "captions",\n"licenses": [],\n"images": `);
  const images = new JsonList((text) => file.write(text));
  const annotations = new JsonList((text) => aside.write(text));
  const numbers = new KeySet();
  let last: string | null = null;
  for await (const record of fitting(job)) {
    const image_id = imageId(record, options, mediaName);
    const key = keyOf(record.video);
    if (key !== last) await images.add(imageRow(record, { id: image_id, file_name: mediaName(record.video) }));
    last = key;
    const kept = extraOf(record, 'coco-captions');
    const id = annotationId([image_id, record.id, textOf(record)], kept['id'], numbers);
    await annotations.add({ ...restOf(kept, 'image', 'id'), id, image_id, caption: textOf(record) });
    wrote(record);
  }
  await images.end();
  await annotations.end();
  await file.write(',\n"annotations": ');
  await aside.pour(file);
  await file.write('\n}\n');
  await file.close();
}

async function writeResults(job: WriteJob<CocoOptions>): Promise<void> {
  const { output, options, mediaName, wrote, leaveOut } = job;
  await using file = await output.open(COCO_FILES.results);
  const results = new JsonList((text) => file.write(text));
  let last: string | null = null;
  for await (const record of fitting(job)) {
    const key = keyOf(record.video);
    // The scores are made for one caption of a video.
    if (key === last) leaveOut('another-caption', record);
    else {
      await results.add({ image_id: imageId(record, options, mediaName), caption: textOf(record) });
      wrote(record);
    }
    last = key;
  }
  await results.end();
  await file.write('\n');
  await file.close();
}

async function* fitting(job: WriteJob<CocoOptions>): AsyncGenerator<DatasetRecord> {
  const taken = new FileNames();
  for await (const record of job.records) {
    if (!isWholeCaption(job, record)) continue;
    const number = String(imageId(record, job.options, job.mediaName));
    if (taken.take(number, record.video)) yield record;
    else job.leaveOut('same-name', record);
  }
}

export function imageId(record: DatasetRecord, { ids }: CocoOptions, mediaName: MediaName): number {
  const { id } = objectOf(extraOf(record, 'coco-captions')['image']);
  return ids === 'kept' && Number.isSafeInteger(id) ? (id as number) : numberOf([mediaName(record.video)]);
}

function imageRow({ video, ...record }: DatasetRecord, fixed: Extra): Extra {
  const kept = objectOf(extraOf({ video, ...record }, 'coco-captions')['image']);
  const size = video.width === null || video.height === null ? {} : { width: video.width, height: video.height };
  return { ...size, ...kept, ...fixed };
}

/** As it was imported; else made of what the annotation is. No number is given twice. */
function annotationId(of: readonly unknown[], kept: unknown, taken: KeySet): number {
  if (typeof kept === 'number' && Number.isSafeInteger(kept) && taken.add(String(kept))) return kept;
  for (let again = 0; ; again++) {
    const number = numberOf([...of, again]);
    if (taken.add(String(number))) return number;
  }
}

/** 48 bits: every reader of JSON holds them, and among a million there is one chance in five hundred that any two are equal. */
function numberOf(value: readonly unknown[]): number {
  return createHash('sha256').update(JSON.stringify(value)).digest().readUIntBE(0, 6);
}

function objectOf(value: unknown): Extra {
  return typeof value === 'object' && value !== null ? (value as Extra) : {};
}
