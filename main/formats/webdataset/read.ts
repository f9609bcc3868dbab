/**
 * Reads shards sample by sample: the text is `.txt` where there is one, else what `.json` says. Videos stay where they are;
 * what they are called is the key's name, or what `.json` says.
 */
import { open, stat } from 'node:fs/promises';
import { ProblemError } from '../../document/problem.ts';
import { recordsOfRow } from '../bundles/read-row.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import { JsonError, parseJson } from '../input/json.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import { nameOfKey } from './keys.ts';
import { readTar, TarError } from './tar-read.ts';
import type { ShardOptions } from './write.ts';

/** Of a text in a sample. */
const LARGEST_TEXT = 1 << 24;
const VIDEO_ENDINGS = ['mp4', 'mkv', 'mov', 'avi', 'webm', 'mpeg', 'mpg', 'm4v'];

export async function* readShards({ path, options }: ReadInput<ShardOptions>): AsyncGenerator<ReadEvent> {
  for (const file of await findFiles(path, ['.tar'])) {
    const source = { path: file.path, encoding: null, format: 'webdataset' };
    try {
      if (!(await stat(file.path)).isFile()) throw unreadable(source, null, 'it is not a file');
      let line = 0;
      for await (const sample of samplesOf(file.path)) yield* eventsOf(source, { sample, line: ++line, options });
    } catch (error) {
      if (error instanceof TarError) yield { problem: unreadable(source, null, error.message).problem };
      else if (error instanceof ProblemError) yield { problem: error.problem };
      else throw error;
    }
  }
}

interface Sample {
  readonly key: string;
  /** By ending. */
  readonly texts: ReadonlyMap<string, string>;
  readonly video: string | null;
}

async function* samplesOf(path: string): AsyncGenerator<Sample> {
  await using file = await open(path);
  let key: string | null = null;
  let texts = new Map<string, string>();
  let video: string | null = null;
  for await (const entry of readTar(file)) {
    const [, base, ending = ''] = /^((?:.*\/|)[^./]+)[.]([^/]*)$/s.exec(entry.name) ?? [];
    if (base === undefined) continue;
    if (base !== key && key !== null) {
      yield { key, texts, video };
      texts = new Map();
      video = null;
    }
    key = base;
    const kind = ending.toLowerCase();
    if (kind === 'json' || kind === 'txt') texts.set(kind, textOf(entry.name, await entry.read(LARGEST_TEXT)));
    else if (VIDEO_ENDINGS.includes(kind)) video = kind;
  }
  if (key !== null) yield { key, texts, video };
}

/** Both are UTF-8 to all that read them. */
function textOf(name: string, bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new TarError(`${name} is not UTF-8`);
  }
}

/** The line of an event is the sample, from 1. */
function* eventsOf(
  source: TextSource,
  { sample, line, options }: { readonly sample: Sample; readonly line: number; readonly options: ShardOptions },
): Generator<ReadEvent> {
  const { key, texts, video } = sample;
  const wrong = (cause: string): ReadEvent => ({
    problem: unreadable(source, line, `sample ${JSON.stringify(key)}: ${cause}`).problem,
  });
  const row = parsed(texts.get('json') ?? '{}');
  if (typeof row === 'string') {
    yield wrong(row);
    return;
  }
  const said = texts.get('txt');
  if (said?.includes('\0')) {
    yield wrong('there is a NUL in its text');
    return;
  }
  const name = typeof row['file_name'] === 'string' ? null : `${nameOfKey(key)}${video === null ? '' : `.${video}`}`;
  // What webdataset gives to training is `.txt`, whatever stands in `.json` beside it.
  const fields = said === undefined || options.text !== '' ? row : { ...row, text: said };
  const records = recordsOfRow(fields, { format: 'webdataset', text: options.text, video: name });
  if ('wrong' in records) yield wrong(records.wrong);
  else for (const record of records) yield { record, path: source.path, line };
}

function parsed(text: string): Readonly<Record<string, unknown>> | string {
  try {
    const value = parseJson(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as Readonly<Record<string, unknown>>;
    }
    return 'its .json is not an object';
  } catch (error) {
    if (error instanceof JsonError) return error.message;
    throw error;
  }
}
