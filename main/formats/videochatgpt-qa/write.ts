/**
 * `test_q.json` and `test_a.json` as the zero-shot tests of Video-ChatGPT and Video-LLaVA read them: joined by position and
 * not by id, so both are written in one pass.
 * https://github.com/PKU-YuanGroup/Video-LLaVA/blob/main/videollava/eval/video/run_inference_video_qa.py
 */
import { FileNames } from '../by-video.ts';
import type { WriteJob } from '../format.ts';
import type { DatasetRecord, DatasetVideo, QaContent } from '../record.ts';
import { extraOf } from '../record.ts';
import { videoName } from '../video-name.ts';
import type { Names } from '../video-name.ts';
import { typeOf } from './types.ts';
import type { TypeScheme } from './types.ts';

export const QUESTIONS_FILE = 'test_q.json';
export const ANSWERS_FILE = 'test_a.json';

export interface QaOptions extends Readonly<Record<string, unknown>> {
  readonly names: Names;
  readonly types: TypeScheme;
  readonly endings: 'loader' | 'any';
}

type Qa = DatasetRecord & { readonly content: QaContent & { readonly answer: string } };

export async function writeQa({ records, output, options, wrote, leaveOut }: WriteJob<QaOptions>): Promise<void> {
  await using questions = await output.open(QUESTIONS_FILE);
  await using answers = await output.open(ANSWERS_FILE);
  const names = new FileNames();
  let between = '[\n';
  for await (const record of records) {
    const { content, span, video } = record;
    if (content.kind !== 'qa') leaveOut('caption', record);
    else if (span !== null) leaveOut('of-a-segment', record);
    else if (!isAnswered(record)) leaveOut('no-text', record);
    else if (options.endings === 'loader' && !isFound(video)) leaveOut('other-ending', record);
    // Of two videos of one name the loader only ever finds the first.
    else if (!names.take(videoName(video, options.names), video)) leaveOut('same-name', record);
    else {
      await questions.write(between + questionRow(record, options));
      await answers.write(between + answerRow(record, options));
      between = ',\n';
      wrote(record);
    }
  }
  const end = between === '[\n' ? '[]\n' : '\n]\n';
  await questions.write(end);
  await answers.write(end);
  await questions.close();
  await answers.close();
}

/**
 * As it was imported; else made of the record's own id, so that it stays the same whatever is exported with it. Judges make
 * files called so, so it is no path.
 */
export function questionId(record: DatasetRecord, { names }: { readonly names: Names }): string {
  const { question_id: kept } = extraOf(record, 'videochatgpt-qa');
  if (typeof kept === 'string' && kept !== '') return kept;
  return `v_${videoName(record.video, names)}_${record.id ?? ''}`.replace(/[/\\]/g, '_');
}

/**
 * The loader puts .mp4, .avi, .mov, .mkv to the name, in this order. Where it finds none, Video-ChatGPT's takes the frames of
 * the video before.
 */
function isFound({ path }: DatasetVideo): boolean {
  return path === null || /\.(?:mp4|avi|mov|mkv)$/.test(path);
}

function isAnswered(record: DatasetRecord): record is Qa {
  return record.content.kind === 'qa' && record.content.answer !== null && record.content.answer.trim() !== '';
}

function questionRow(record: Qa, options: QaOptions): string {
  const { question: kept } = extraOf(record, 'videochatgpt-qa');
  const own = { video_name: videoName(record.video, options.names), question: record.content.question };
  return JSON.stringify({ ...own, question_id: questionId(record, options), ...others(kept, [...ROW_KEYS, 'answer']) });
}

function answerRow(record: Qa, options: QaOptions): string {
  const { answer: kept } = extraOf(record, 'videochatgpt-qa');
  const type = typeOf(record, options.types);
  return JSON.stringify({
    answer: record.content.answer,
    ...(type === null ? {} : { type }),
    question_id: questionId(record, options),
    ...others(kept, [...ROW_KEYS, 'type']),
  });
}

const ROW_KEYS = ['video_name', 'question', 'question_id', 'answer'] as const;

/** What the imported row had beside the fields of the format. */
function others(kept: unknown, known: readonly string[]): Record<string, unknown> {
  if (typeof kept !== 'object' || kept === null) return {};
  return Object.fromEntries(Object.entries(kept).filter(([key]) => !known.includes(key)));
}
