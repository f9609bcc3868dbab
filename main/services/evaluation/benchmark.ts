/**
 * A benchmark as questions with what is right: read through the formats of data sets, so that a question and its answer are
 * joined by their id. Knows neither models nor judges.
 */
import { readdir, readFile, stat } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { ProblemError } from '../../document/problem.ts';
import type { Problem } from '../../document/problem.ts';
import type { Question } from '../../document/question.ts';
import type { Span } from '../../document/time.ts';
import { FORMATS, formatNamed, manifestFormat, MANIFEST_PATH, optionsOf } from '../../formats/index.ts';
import type { DatasetRecord, DatasetVideo, Options } from '../../formats/index.ts';

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
  /** Null: told by the names. */
  readonly format: string | null;
  readonly options: Options;
}

const GENERATIVE = 'videochatgpt-benchmark';

/** Throws `dataset-missing`, `dataset-format-unknown`, `benchmark-empty`, `benchmark-ids`. */
export async function readBenchmark({ paths, format: given, options }: Named): Promise<Benchmark> {
  const files = paths.map((path) => resolve(path));
  const [first = ''] = files;
  const format = formatNamed(given ?? (await formatAt(first)));
  const questions: BenchmarkQuestion[] = [];
  const problems: Problem[] = [];
  for (const path of withoutAnswers(files)) {
    for await (const event of format.read({ path, options: optionsOf(format, options), encoding: null })) {
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

/** Of a folder: what it says of itself, or what the names in it say. */
async function formatAt(path: string): Promise<string> {
  const found = await stat(path).catch(() => {
    throw new ProblemError({ code: 'dataset-missing', path });
  });
  const isFolder = found.isDirectory();
  const manifest = isFolder ? await readFile(join(path, MANIFEST_PATH), 'utf8').catch(() => '') : '';
  const names = isFolder ? await readdir(path, { recursive: true }) : [path];
  const formats = names.map((name) => formatOfName(basename(name)));
  const format = manifestFormat(manifest) ?? formats.find((one) => one !== null);
  if (format) return format;
  const known = FORMATS.map((one) => one.name);
  throw new ProblemError({ code: 'dataset-format-unknown', format: basename(path), known });
}

function formatOfName(name: string): string | null {
  if (/_[qa](?=[^a-z]*\.json$)/i.test(name)) return 'videochatgpt-qa';
  if (/(?:generic|temporal|consistency)[^/]*\.jsonl?$/i.test(name)) return GENERATIVE;
  return /\.jsonl$/i.test(name) ? 'jsonl' : null;
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
