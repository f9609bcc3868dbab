/**
 * Questions of Video-ChatGPT's generative benchmark: `video_name`, `Q`, `A` for correctness, detail, context and time, or two
 * questions with one answer (`Q1`, `Q2`, `A`) for consistency. Its scripts are given one file at a time.
 * https://github.com/mbzuai-oryx/Video-ChatGPT/blob/main/video_chatgpt/eval/run_inference_benchmark_general.py, ..._consistency.py
 */
import { byVideo } from '../by-video.ts';
import { openRows } from '../conversations/rows.ts';
import type { WriteJob } from '../format.ts';
import { extraOf, textOf } from '../record.ts';
import type { DatasetRecord, Extra } from '../record.ts';
import { videoName } from '../video-name.ts';

export const FORMAT = 'videochatgpt-benchmark';
export const BENCHMARK_FILES = {
  generic: 'generic_qa.json',
  temporal: 'temporal_qa.json',
  consistency: 'consistency_qa.json',
} as const;

export interface BenchmarkOptions extends Readonly<Record<string, unknown>> {
  readonly set: keyof typeof BENCHMARK_FILES;
}

export async function writeBenchmark(job: WriteJob<BenchmarkOptions>): Promise<void> {
  const { records, output, options, wrote, leaveOut } = job;
  await using file = await openRows(output, BENCHMARK_FILES[options.set], 'array');
  for await (const group of byVideo(records)) {
    const fit = group.filter((record) => {
      const reason = reasonAgainst(record);
      if (reason !== null) leaveOut(reason, record);
      return reason === null;
    });
    for (const entry of options.set === 'consistency' ? pairsOf(fit) : fit.map((record) => [record])) {
      const [one, other] = entry;
      if (!one) continue;
      if (options.set === 'consistency' && !other) leaveOut('no-pair', one);
      else {
        await file.write(rowOf(one, other));
        for (const record of entry) wrote(record);
      }
    }
  }
  await file.close();
}

/** As they were imported; else two that follow each other and have one answer. */
function pairsOf(records: readonly DatasetRecord[]): DatasetRecord[][] {
  const pairs: { readonly key: string; readonly records: DatasetRecord[] }[] = [];
  for (const record of records) {
    const { pair } = extraOf(record, FORMAT);
    const key = JSON.stringify(typeof pair === 'number' ? pair : (textOf(record)?.trim() ?? ''));
    const open = pairs.find((one) => one.key === key && one.records.length === 1);
    if (open) open.records.push(record);
    else pairs.push({ key, records: [record] });
  }
  return pairs.map((pair) => pair.records.toSorted((a, b) => placeOf(a) - placeOf(b)));
}

function placeOf(record: DatasetRecord): number {
  const { which } = extraOf(record, FORMAT);
  return typeof which === 'number' ? which : 0;
}

function reasonAgainst({ content, span }: DatasetRecord): 'caption' | 'of-a-segment' | 'no-text' | null {
  if (content.kind !== 'qa') return 'caption';
  if (span !== null) return 'of-a-segment';
  return (content.answer ?? '').trim() === '' ? 'no-text' : null;
}

function rowOf(one: DatasetRecord, other: DatasetRecord | undefined): Extra {
  const asked = (record: DatasetRecord): string => (record.content.kind === 'qa' ? record.content.question : '');
  const { fields } = extraOf(one, FORMAT);
  return {
    video_name: videoName(one.video, 'path'),
    ...(other ? { Q1: asked(one), Q2: asked(other) } : { Q: asked(one) }),
    A: textOf(one),
    ...(fields as Extra | undefined),
  };
}
