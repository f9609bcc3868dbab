/**
 * Captions as ShareGPT4Video has them: a line for each video, its segments numbered from "1", the whole video's caption as
 * "-1". Its consumers look at `idx`, `content`, `video_id`, `video_path` and `zip_folder` alone (as
 * https://github.com/ml-energy/benchmark/tree/master/benchmark/diffusion/image-to-video/sharegpt4video), so the times of a
 * segment can stand beside its text, in seconds, as `span`.
 */
import { secondsFromUs } from '../../document/time.ts';
import { byVideo, FileNames } from '../by-video.ts';
import { openRows } from '../conversations/rows.ts';
import type { WriteJob } from '../format.ts';
import type { DatasetRecord, Extra } from '../record.ts';
import { extraOf, stemOf, textOf } from '../record.ts';

export const SHAREGPT4VIDEO_FILE = 'sharegpt4video.jsonl';
export const WHOLE = '-1';

export async function writeSharegpt4video(job: WriteJob<unknown>): Promise<void> {
  const { records, output, mediaName, wrote, leaveOut } = job;
  await using file = await openRows(output, SHAREGPT4VIDEO_FILE, 'lines');
  const names = new FileNames();
  for await (const group of byVideo(records)) {
    const [first] = group;
    if (!first) continue;
    const name = mediaName(first.video);
    const isOwn = names.take(name, first.video);
    const fit = group.filter((record) => {
      const reason = reasonAgainst(record) ?? (isOwn ? null : 'same-name');
      if (reason !== null) leaveOut(reason, record);
      return reason === null;
    });
    const [whole, ...others] = fit.filter(isWhole);
    for (const other of others) leaveOut('another-caption', other);
    const segments = numbered(fit.filter((record) => !isWhole(record)));
    const captions = whole ? [...segments, { idx: WHOLE, record: whole }] : segments;
    if (captions.length === 0) continue;
    await file.write(rowOf(name, captions));
    for (const { record } of captions) wrote(record);
  }
  await file.close();
}

export function isWhole(record: DatasetRecord): boolean {
  return record.span === null && numberOf(record) === null;
}

function reasonAgainst(record: DatasetRecord): 'question' | 'no-text' | null {
  if (record.content.kind !== 'caption') return 'question';
  return (textOf(record) ?? '').trim() === '' ? 'no-text' : null;
}

interface Numbered {
  readonly idx: string;
  readonly record: DatasetRecord;
}

/** As they were imported; those that were not come behind, in the order of time. */
function numbered(records: readonly DatasetRecord[]): Numbered[] {
  const inOrder = records.toSorted((a, b) => (numberOf(a) ?? Infinity) - (numberOf(b) ?? Infinity) || 0);
  let last = 0;
  return inOrder.map((record) => {
    last = Math.max(last + 1, numberOf(record) ?? 0);
    return { idx: String(last), record };
  });
}

/** Null: it has none, or that of the whole video. */
function numberOf(record: DatasetRecord): number | null {
  const { idx } = extraOf(record, 'sharegpt4video');
  return typeof idx === 'string' && /^\d{1,9}$/.test(idx) ? Number(idx) : null;
}

function rowOf(name: string, captions: readonly Numbered[]): Extra {
  const [first] = captions;
  const { video_id: id, fields } = first ? extraOf(first.record, 'sharegpt4video') : {};
  return {
    video_id: typeof id === 'string' ? id : name.slice(0, name.lastIndexOf('/') + 1) + stemOf(name),
    video_path: name,
    captions: captions.map(({ idx, record }) => {
      const { more } = extraOf(record, 'sharegpt4video');
      const { span } = record;
      return {
        idx,
        content: textOf(record)?.trim(),
        ...(span ? { span: [secondsFromUs(span.fromUs), secondsFromUs(span.toUs)] } : {}),
        ...(more as Extra | undefined),
      };
    }),
    ...(fields as Extra | undefined),
  };
}
