/**
 * As webdataset and Hugging Face group what they meet in a tar: the key is the name up to its first dot, files of one key
 * follow each other, and the first sample says which kinds of files there are.
 */
import { open } from 'node:fs/promises';
import { expectedView, rowView } from '../bundles/row.ts';
import { Seen } from '../expected.ts';
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { textOf } from '../record.ts';
import { Window } from './window.ts';
import type { ShardOptions } from './write.ts';

export const checkShards: Check<ShardOptions> = {
  expected: (record, _options, mediaName) => [...expectedView(record, mediaName), textOf(record)],
  found,
};

/** As both have it, in Python: `^((?:.*\/|)[^.]+)[.]([^/]*)$`. */
const KEY_AND_ENDING = /^((?:.*\/|)[^.]+)[.]([^/]*)$/s;

async function* found({ files, rules }: CheckJob<ShardOptions>): AsyncGenerator<View> {
  const keys = new Seen();
  let kinds: string | null = null;
  for (const { path, staged } of files) {
    for await (const { key, contents } of samplesOf(staged)) {
      const where = (): string => `${path}, ${key}`;
      keys.add(key);
      const own = [...contents.keys()].join(', ');
      kinds ??= own;
      rules.hold('every-sample-has-the-same-kinds-of-files', own === kinds, where);
      const row = JSON.parse(contents.get('json') ?? '{}') as Readonly<Record<string, unknown>>;
      rules.hold('the-txt-of-a-sample-is-the-text-of-its-json', contents.get('txt') === row['text'], where);
      yield [...rowView(row, String(row['file_name'])), contents.get('txt') ?? null];
    }
  }
  rules.hold('no-sample-is-in-two-places', keys.repeated() === 0, () => `${keys.repeated()} are`);
}

interface Sample {
  readonly key: string;
  /** By ending; of videos nothing is kept. */
  readonly contents: ReadonlyMap<string, string>;
}

async function* samplesOf(path: string): AsyncGenerator<Sample> {
  await using handle = await open(path);
  const file = new Window(handle);
  let key = '';
  let contents = new Map<string, string>();
  for await (const { name, at, bytes } of entriesOf(file)) {
    const [, base = '', ending = ''] = KEY_AND_ENDING.exec(name) ?? [];
    if (base !== key && contents.size > 0) {
      yield { key, contents };
      contents = new Map();
    }
    key = base;
    const isText = ending === 'json' || ending === 'txt';
    contents.set(ending, isText ? (await file.read(at, bytes)).toString() : '');
  }
  if (contents.size > 0) yield { key, contents };
}

interface Entry {
  readonly name: string;
  readonly at: number;
  readonly bytes: number;
}

async function* entriesOf(file: Window): AsyncGenerator<Entry> {
  let at = 0;
  let long: Record<string, string> = {};
  while (true) {
    const block = await file.read(at, 512);
    const [short = ''] = block.subarray(0, 100).toString().split('\0');
    if (short === '') return;
    const bytes = Number(long['size'] ?? Number.parseInt(block.subarray(124, 135).toString(), 8));
    const entry = { name: long['path'] ?? short, at: at + 512, bytes };
    at += 512 + Math.ceil(bytes / 512) * 512;
    if (block.subarray(156, 157).toString() === 'x') {
      const buffer = await file.read(entry.at, bytes);
      const lines = buffer.toString().trimEnd().split('\n');
      long = Object.fromEntries(
        lines.map((line) => [line.slice(line.indexOf(' ') + 1, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
      );
    } else {
      long = {};
      yield entry;
    }
  }
}
