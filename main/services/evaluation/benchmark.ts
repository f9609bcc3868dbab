/**
 * A benchmark as questions with what is right: read through the formats of data sets, so that a question and its answer are
 * joined by their id. Knows neither models nor judges.
 */
import { basename, resolve } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import type { Question } from '../../document/question.ts';
import type { Span } from '../../document/time.ts';
import { formatNamed, optionsOf } from '../../formats/index.ts';
import type { DatasetRecord, DatasetVideo, Options } from '../../formats/index.ts';
import type { Source } from '../datasets/import.ts';
import { sourcesAt, unrecognised } from '../datasets/sources.ts';

/** Which of the paper's measures a question is for. */
export type QuestionSet = 'qa' | 'generic' | 'temporal' | 'consistency';

export interface BenchmarkQuestion {
  /** Unique in the benchmark. */
  readonly id: string;
  readonly set: QuestionSet;
  readonly video: DatasetVideo;
  readonly span: Span | null;
  readonly question: Question;
  /** What is right. */
  readonly answer: string;
  /** Of two questions with one answer: which pair, and which of the two. */
  readonly pair: { readonly key: string; readonly which: 1 | 2 } | null;
}

export interface Benchmark {
  readonly format: string;
  readonly files: readonly string[];
  /** In the order of the files. */
  readonly questions: readonly BenchmarkQuestion[];
  readonly problems: readonly Problem[];
}

interface Named {
  readonly paths: readonly string[];
  /** Null: told by what is there, as for an import. */
  readonly format: string | null;
  readonly options: Options;
}

/** Of a folder: a table may be anything, and is read where it is named. */
const IN_FOLDERS = /\.(json|jsonl|ndjson|parquet|tar)$/i;
const GENERATIVE = 'videochatgpt-benchmark';

/** Throws `dataset-missing`, `dataset-format-unknown`, `dataset-unrecognised`, `benchmark-empty`, `benchmark-ids`. */
export async function readBenchmark({ paths, format: given, options }: Named): Promise<Benchmark> {
  const files = paths.map((path) => resolve(path));
  const [first = ''] = files;
  const sources = await sourcesOf(withoutAnswers(files), given);
  const format = formatNamed(sources[0]?.format ?? '');
  const questions: BenchmarkQuestion[] = [];
  const problems: Problem[] = [];
  for (const { path, options: written } of sources) {
    const read = optionsOf(format, { ...written, ...options });
    for await (const event of format.read({ path, options: read, encoding: null })) {
      if ('problem' in event) problems.push(event.problem);
      else {
        const question = questionOf(event.record, { format: format.name, file: event.path, place: questions.length });
        if (question) questions.push(question);
      }
    }
  }
  const missing = problems.find(({ code }) => code === 'dataset-missing');
  if (missing) throw new ProblemError(missing);
  if (questions.length === 0)
    throw new ProblemError({ code: 'benchmark-empty', path: first, problems: problems.length });
  const ids = new Set<string>();
  for (const { id } of questions) {
    if (ids.has(id)) throw new ProblemError({ code: 'benchmark-ids', path: first, id });
    ids.add(id);
  }
  return { format: format.name, files, questions, problems };
}

/** The files of answers are read with those of the questions. */
function withoutAnswers(files: readonly string[]): readonly string[] {
  const questions = files.filter((path) => !/_a(?=[^a-z]*\.json$)/i.test(basename(path)));
  return questions.length > 0 ? questions : files;
}

/** Those of the first format that holds questions: a benchmark is of one. */
async function sourcesOf(paths: readonly string[], given: string | null): Promise<readonly Source[]> {
  const found: Source[] = [];
  for (const path of paths) {
    const sources = await sourcesAt(path, { format: given, looked: IN_FOLDERS });
    const asking = sources.filter(({ format }) => given !== null || formatNamed(format).holds.questions);
    if (asking.length === 0) throw unrecognised(path);
    found.push(...asking);
  }
  return found.filter(({ format }) => format === found[0]?.format);
}

/** Undefined: there is nothing to be asked, or nothing is known to be right. */
function questionOf(
  { id, video, span, content, extra }: DatasetRecord,
  { format, file, place }: { readonly format: string; readonly file: string; readonly place: number },
): BenchmarkQuestion | undefined {
  if (content.kind !== 'qa' || content.answer === null || content.answer.trim() === '') return undefined;
  const { question: text, form, topic, choices } = content;
  const own = id ?? `${video.stem}_${place}`;
  const { pair, which } = (extra?.[format] ?? {}) as Readonly<Record<string, unknown>>;
  const isPaired = typeof pair === 'number' && (which === 1 || which === 2);
  const set = format !== GENERATIVE ? 'qa' : isPaired ? 'consistency' : topic === 'temporal' ? 'temporal' : 'generic';
  const unique = format === GENERATIVE ? `${set}:${own}` : own;
  return {
    id: unique,
    set,
    video,
    span,
    question: { id: unique, text, form, topic, choices },
    answer: content.answer,
    pair: isPaired ? { key: JSON.stringify([file, video.relativePath ?? video.stem, pair]), which } : null,
  };
}
