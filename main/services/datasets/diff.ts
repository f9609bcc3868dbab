/**
 * What changed since an older export: both are read as an import reads them, whatever their formats, and held against each
 * other text by text. Knows no format.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DatasetDiff } from '../../document/dataset-report.ts';
import { ProblemError } from '../../document/problem.ts';
import { formatNamed, isManifest, MANIFEST_PATH, optionsOf } from '../../formats/index.ts';
import type { DatasetRecord } from '../../formats/index.ts';

interface Entry {
  readonly digest: string;
  readonly split: string | null;
  readonly says: string;
}

/** By what a text is known by in a data set. */
export type DatasetIndex = ReadonlyMap<string, Entry>;

const EXAMPLES = 5;
const SHORT = 60;

const manifestSchema = z.looseObject({
  dataset: z.string(),
  chosen: z.looseObject({ options: z.record(z.string(), z.unknown()) }),
  splits: z.array(z.looseObject({ name: z.string() })).default([]),
});

/** Throws `dataset-missing` and `dataset-unreadable` where the folder is no export that can be read back. */
export async function indexOfExport(folder: string, signal: AbortSignal): Promise<DatasetIndex> {
  const path = join(folder, MANIFEST_PATH);
  const { chosen, dataset, splits } = await readManifest(path);
  const format = formatNamed(dataset);
  const options = optionsOf(format, chosen.options);
  const entries = new Map<string, Entry>();
  for (const split of splits.length === 0 ? [null] : splits.map(({ name }) => name)) {
    const place = split === null ? folder : join(folder, split);
    for await (const event of format.read({ path: place, options, encoding: 'utf-8' })) {
      signal.throwIfAborted();
      if ('problem' in event) throw new ProblemError(event.problem);
      const { record } = event;
      entries.set(keyOf(record, entries), { digest: digestOf(record), split, says: shortOf(record) });
    }
  }
  return entries;
}

async function readManifest(path: string): Promise<z.infer<typeof manifestSchema>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new ProblemError({ code: 'dataset-missing', path });
  });
  if (!isManifest(text)) {
    const cause = 'it is not what this program writes beside an export';
    throw new ProblemError({ code: 'dataset-unreadable', path, line: null, format: MANIFEST_PATH, cause });
  }
  return manifestSchema.parse(JSON.parse(text));
}

export function diffOf(older: DatasetIndex, newer: DatasetIndex): DatasetDiff {
  const found = { added: changeList(), removed: changeList(), changed: changeList(), moved: changeList() };
  let same = 0;
  for (const [key, entry] of newer) {
    const before = older.get(key);
    if (before === undefined) found.added.add(entry.says);
    else if (before.digest !== entry.digest) found.changed.add(`${before.says} → ${entry.says}`);
    else if (before.split !== entry.split)
      found.moved.add(`${entry.says}: ${before.split ?? '-'} → ${entry.split ?? '-'}`);
    else same++;
  }
  for (const [key, { says }] of older) if (!newer.has(key)) found.removed.add(says);
  const { added, removed, changed, moved } = found;
  return { same, added: added.list(), removed: removed.list(), changed: changed.list(), moved: moved.list() };
}

function changeList() {
  const examples: string[] = [];
  let count = 0;
  return {
    add(says: string): void {
      count++;
      if (examples.length < EXAMPLES) examples.push(says);
    },
    list: () => ({ count, examples }),
  };
}

/** By its id; in formats without, by what it is about, and the how-manieth it is there. */
function keyOf({ content, id, span, video }: DatasetRecord, known: ReadonlyMap<string, Entry>): string {
  if (id !== null) return id;
  const name = content.kind === 'qa' ? content.question : content.track;
  const about = JSON.stringify([video.relativePath ?? video.stem, span?.fromUs, span?.toUs, content.kind, name]);
  let key = about;
  for (let again = 2; known.has(key); again++) key = `${about} ${again}`;
  return key;
}

function digestOf({ content, span }: DatasetRecord): string {
  const said =
    content.kind === 'qa' ? [content.question, content.answer, content.choices, content.evidence] : content.text;
  return createHash('sha256')
    .update(JSON.stringify([said, span]))
    .digest('base64')
    .slice(0, 16);
}

function shortOf({ content, video }: DatasetRecord): string {
  const said = content.kind === 'qa' ? `${content.question} ${content.answer ?? ''}` : (content.text ?? '');
  const line = said.replace(/\s+/gu, ' ').trim();
  const short = line.length > SHORT ? `${line.slice(0, SHORT - 1).toWellFormed()}…` : line;
  return `${video.relativePath ?? video.stem}: ${short}`;
}
