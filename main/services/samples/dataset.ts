/**
 * The demonstration's texts as a data set that loads without a converter: `videos/` with its `metadata.jsonl` is a Hugging
 * Face VideoFolder, `qa.jsonl` has a question and its answer a line.
 */
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import type { CaptionRecord } from '../batch/record.ts';

interface DatasetParts {
  readonly records: readonly CaptionRecord[];
  readonly samples: string;
  readonly out: string;
}

/** Returns the files that it wrote, without the copies of videos. Throws `output-unwritable`. */
export async function writeDataset({ records, samples, out }: DatasetParts): Promise<string[]> {
  const videos = join(out, 'videos');
  const metadata = join(videos, 'metadata.jsonl');
  const qa = join(out, 'qa.jsonl');
  const captions = records.filter(({ kind }) => kind === 'caption');
  const files = [...new Set(captions.map(fileOf))];
  try {
    await mkdir(videos, { recursive: true });
    for (const file of files) await copyFile(join(samples, file), join(videos, file));
    await writeFile(metadata, lines(files.map((file) => captionRow(file, captions))));
    await writeFile(qa, lines(records.filter(({ kind }) => kind === 'qa').map(answerRow)));
  } catch (error) {
    throw new ProblemError({ code: 'output-unwritable', path: out, cause: (error as Error).message });
  }
  return [metadata, qa];
}

/** A clip of several scenes has its captions one after the other, and each with its span. */
function captionRow(file: string, captions: readonly CaptionRecord[]): unknown {
  const own = captions.filter((record) => fileOf(record) === file);
  const segments = own.flatMap(({ span, text }) => (span ? [{ ...span, text }] : []));
  return { file_name: file, text: own.map(({ text }) => text).join(' '), segments };
}

function answerRow(record: CaptionRecord): unknown {
  const { span, question, text } = record;
  return {
    video: fileOf(record),
    span,
    question: question?.text,
    form: question?.form,
    choices: question?.choices,
    answer: text,
  };
}

function fileOf({ video }: CaptionRecord): string {
  return basename(video.path);
}

function lines(rows: readonly unknown[]): string {
  return rows.map((row) => `${JSON.stringify(row)}\n`).join('');
}
