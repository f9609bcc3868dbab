/**
 * What a model answered, beside what is right, for a judge: JSON lines with `id`, `question`, `answer`, `pred` as Video-LLaVA
 * and Video-Panda write and read them, or one array as Video-ChatGPT writes it, with `video_name`, `Q` and `A` too, because
 * its judge reads these and not what its inference writes.
 * https://github.com/PKU-YuanGroup/Video-LLaVA/blob/main/videollava/eval/video/eval_video_qa.py,
 * https://github.com/mbzuai-oryx/Video-ChatGPT/blob/main/quantitative_evaluation/evaluate_activitynet_qa.py
 */
import { openRows } from '../conversations/rows.ts';
import type { WriteJob } from '../format.ts';
import { extraOf, textOf } from '../record.ts';
import type { DatasetRecord, Extra } from '../record.ts';
import { videoName } from '../video-name.ts';
import type { Names } from '../video-name.ts';
import { questionId } from '../videochatgpt-qa/write.ts';

export const FORMAT = 'videochatgpt-predictions';
export const LINES_FILE = 'predictions.jsonl';
export const ARRAY_FILE = 'predictions.json';

export interface PredictionOptions extends Readonly<Record<string, unknown>> {
  readonly judge: 'video-llava' | 'video-chatgpt';
  readonly names: Names;
  readonly take: 'pred' | 'answer';
}

export interface Prediction {
  readonly id: string;
  readonly video: string;
  readonly question: string;
  readonly answer: string;
  readonly pred: string;
}

export async function writePredictions(job: WriteJob<PredictionOptions>): Promise<void> {
  const { records, output, options, wrote, leaveOut } = job;
  const asLines = options.judge === 'video-llava';
  await using file = await openRows(output, asLines ? LINES_FILE : ARRAY_FILE, asLines ? 'lines' : 'array');
  for await (const record of records) {
    const prediction = predictionOf(record, options);
    if (typeof prediction === 'string') leaveOut(prediction, record);
    else {
      await file.write(rowOf(prediction, { record, options }));
      wrote(record);
    }
  }
  await file.close();
}

/** What is right is what a person decided, what was predicted is what a model had suggested; as imported, where it was. */
export function predictionOf(
  record: DatasetRecord,
  options: PredictionOptions,
): Prediction | 'caption' | 'of-a-segment' | 'no-text' | 'no-prediction' | 'undecided' {
  const { content, span, origin } = record;
  if (content.kind !== 'qa') return 'caption';
  if (span !== null) return 'of-a-segment';
  const { answer: right, pred } = extraOf(record, FORMAT);
  const text = textOf(record);
  const answer = typeof right === 'string' ? right : text;
  const predicted = typeof right === 'string' ? text : typeof pred === 'string' ? pred : origin.suggestion?.text;
  if (answer === null || answer.trim() === '') return 'no-text';
  // A model's own answer is no measure of it.
  const isOnlySuggested = origin.suggestion !== null && origin.response === null;
  if (typeof right !== 'string' && typeof pred !== 'string' && isOnlySuggested) return 'undecided';
  if (predicted === null || predicted === undefined || predicted.trim() === '') return 'no-prediction';
  return { ...nameOf(record, options), question: content.question, answer, pred: predicted };
}

function nameOf(record: DatasetRecord, options: PredictionOptions): { readonly id: string; readonly video: string } {
  const { id } = extraOf(record, FORMAT);
  // The judge makes a file called so.
  const made = questionId(record, options).replace(/[/\\]/g, '_');
  return { id: typeof id === 'string' ? id : made, video: videoName(record.video, options.names) };
}

function rowOf(
  { id, question, answer, pred, video }: Prediction,
  { record, options }: { readonly record: DatasetRecord; readonly options: PredictionOptions },
): Extra {
  const { fields } = extraOf(record, FORMAT);
  const alsoRead = options.judge === 'video-chatgpt' ? { Q: question, A: answer } : {};
  return { id, question, answer, pred, video_name: video, ...alsoRead, ...(fields as Extra | undefined) };
}
