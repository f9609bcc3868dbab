/**
 * `videodatainfo.json`: a list of videos, then one of sentences that name their video. Of the videos their consumers read
 * the name, the number and the split; a category or an address is written only as it was imported.
 * https://github.com/xiadingZ/video-caption.pytorch/blob/master/prepro_vocab.py
 */
import { FileNames, keyOf } from '../by-video.ts';
import { isWholeCaption } from '../captions/caption.ts';
import { Numbers } from '../captions/numbers.ts';
import type { WriteJob } from '../format.ts';
import { JsonList } from '../json-list.ts';
import type { DatasetRecord, Extra } from '../record.ts';
import { extraOf, textOf } from '../record.ts';
import { openScratch } from '../scratch.ts';
import { videoName } from '../video-name.ts';
import type { Names } from '../video-name.ts';

export const MSRVTT_FILE = 'videodatainfo.json';

export interface MsrvttOptions extends Readonly<Record<string, unknown>> {
  readonly names: Names;
}

const INFO = { contributor: '', data_created: '', version: '1.0', description: 'captions of videos', year: '' };

export async function writeMsrvtt(job: WriteJob<MsrvttOptions>): Promise<void> {
  const { records, output, options, wrote, leaveOut, split } = job;
  await using file = await output.open(MSRVTT_FILE);
  // Which videos there are is known only when all sentences are.
  await using aside = await openScratch(output, `.${MSRVTT_FILE}.sentences`);
  await file.write(`{\n"info": ${JSON.stringify(INFO)},\n"videos": `);
  const videos = new JsonList((text) => file.write(text));
  const sentences = new JsonList((text) => aside.write(text));
  const names = new FileNames();
  const [videoNumbers, sentenceNumbers] = [new Numbers({ from: 0 }), new Numbers({ from: 0 })];
  let last: string | null = null;
  for await (const record of records) {
    if (!isWholeCaption(job, record)) continue;
    const name = videoName(record.video, options.names);
    if (!names.take(name, record.video)) {
      leaveOut('same-name', record);
      continue;
    }
    const { sen_id: number, video, ...more } = extraOf(record, 'msrvtt');
    const key = keyOf(record.video);
    if (key !== last) await videos.add(videoRow(record, { name, split, kept: objectOf(video), numbers: videoNumbers }));
    last = key;
    await sentences.add({ ...more, sen_id: sentenceNumbers.take(number), video_id: name, caption: textOf(record) });
    wrote(record);
  }
  await videos.end();
  await sentences.end();
  await file.write(',\n"sentences": ');
  await aside.pour(file);
  await file.write('\n}\n');
  await file.close();
}

interface VideoRow {
  readonly name: string;
  readonly split: string | null;
  readonly kept: Extra;
  readonly numbers: Numbers;
}

function videoRow({ video }: DatasetRecord, { name, split, kept, numbers }: VideoRow): Extra {
  const times = video.durationUs === null ? {} : { 'start time': 0, 'end time': video.durationUs / 1_000_000 };
  const id = numbers.take(kept['id']);
  return { url: '', ...times, ...kept, split: splitOf(split ?? kept['split']), id, video_id: name };
}

/** As MSR-VTT calls the parts of a data set; its readers stop at any other. */
function splitOf(split: unknown): string {
  if (split === 'test' || split === 'validate') return split;
  return split === 'validation' || split === 'val' ? 'validate' : 'train';
}

function objectOf(value: unknown): Extra {
  return typeof value === 'object' && value !== null ? (value as Extra) : {};
}
