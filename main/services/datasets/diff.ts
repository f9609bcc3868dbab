/**
 * What changed since an older export: both are read as an import reads them, and held against each other text by text.
 * Knows no format.
 */
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasetDiff } from '../../document/dataset-report.ts';
import { ProblemError } from '../../document/problem.ts';
import { formatNamed, MANIFEST_PATH, optionsOf } from '../../formats/index.ts';
import type { DatasetRecord } from '../../formats/index.ts';
import { readExported } from './exported.ts';
import type { Exported } from './exported.ts';

/** Texts are kept by what they are known by; the rest is short. */
export interface OlderExport {
  readonly exported: Exported;
  readonly texts: Map<string, Entry>;
}

interface Entry {
  readonly digest: string;
  readonly split: string | null;
  readonly says: string;
}

const EXAMPLES = 5;
const SHORT = 60;

/**
 * To be read before it is replaced. `format`: that of the newer one. Throws `dataset-missing` and `dataset-unreadable` where
 * the folder is no export that can be read back.
 */
export async function readOlderExport(
  folder: string,
  { format, signal }: { readonly format: string; readonly signal: AbortSignal },
): Promise<OlderExport> {
  const exported = await exportedAt(folder);
  const texts = new Map<string, Entry>();
  const byId = exported.format === format;
  for await (const { key, entry } of entriesOf(exported, { byId, signal })) texts.set(key, entry);
  return { exported, texts };
}

/** What is found in the newer one is found once: it is taken out of the older. */
export async function diffSince(
  { exported: before, texts }: OlderExport,
  folder: string,
  signal: AbortSignal,
): Promise<DatasetDiff> {
  const now = await exportedAt(folder);
  const found = { added: changeList(), removed: changeList(), changed: changeList() };
  const moves = new Map<string, { from: string; to: string; count: number; example: string }>();
  let same = 0;
  for await (const { key, entry } of entriesOf(now, { byId: before.format === now.format, signal })) {
    const older = texts.get(key);
    texts.delete(key);
    if (older === undefined) found.added.add(entry.says);
    else if (older.digest !== entry.digest) found.changed.add(`${older.says} → ${entry.says}`);
    // Where one of them is whole, nothing is moved from one split to another.
    else if (older.split === entry.split || older.split === null || entry.split === null) same++;
    else {
      const [from, to] = [older.split, entry.split];
      const known = moves.get(`${from} ${to}`);
      if (known) known.count++;
      else moves.set(`${from} ${to}`, { from, to, count: 1, example: entry.says });
    }
  }
  for (const { says } of texts.values()) found.removed.add(says);
  const { added, removed, changed } = found;
  return {
    ...{ same, added: added.list(), removed: removed.list(), changed: changed.list() },
    moved: [...moves.values()],
    split: isSame(before.split, now.split) ? null : { before: before.split, now: now.split },
  };
}

async function exportedAt(folder: string): Promise<Exported> {
  const exported = await readExported(folder);
  if (exported !== null) return exported;
  const path = join(folder, MANIFEST_PATH);
  if (!existsSync(path)) throw new ProblemError({ code: 'dataset-missing', path });
  const cause = 'it is not what this program writes beside an export';
  throw new ProblemError({ code: 'dataset-unreadable', path, line: null, format: MANIFEST_PATH, cause });
}

interface Reading {
  /** Two exports of one format have the same ids of the same texts; another format may have ids of its own. */
  readonly byId: boolean;
  readonly signal: AbortSignal;
}

async function* entriesOf(
  { format: name, options, parts }: Exported,
  { byId, signal }: Reading,
): AsyncGenerator<{ readonly key: string; readonly entry: Entry }> {
  const format = formatNamed(name);
  const read = optionsOf(format, options);
  const counts = new Map<string, number>();
  for (const { path, split } of parts) {
    for await (const event of format.read({ path, options: read, encoding: 'utf-8' })) {
      signal.throwIfAborted();
      // What a split without texts has is no file.
      if ('problem' in event && event.problem.code === 'dataset-missing' && split !== null) continue;
      if ('problem' in event) throw new ProblemError(event.problem);
      const { record } = event;
      const entry = { digest: digestOf(saidIn(record)), split, says: shortOf(record) };
      if (byId && record.id !== null) yield { key: record.id, entry };
      else {
        const about = digestOf(aboutIn(record));
        const count = (counts.get(about) ?? 0) + 1;
        counts.set(about, count);
        yield { key: `${about} ${count}`, entry };
      }
    }
  }
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

/** What it is about: with the how-manieth it is there, a text is known by it where it has no id. */
function aboutIn({ content, span, video }: DatasetRecord): unknown {
  const name = content.kind === 'qa' ? content.question : content.track;
  const { relativePath, stem } = video;
  const folder = relativePath?.slice(0, relativePath.lastIndexOf('/') + 1) ?? '';
  return [folder + stem, span?.fromUs, span?.toUs, content.kind, name];
}

function saidIn({ content, span }: DatasetRecord): unknown {
  return content.kind === 'qa'
    ? [content.question, content.answer, content.choices, content.evidence, span]
    : [content.text, span];
}

function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('base64').slice(0, 16);
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function shortOf({ content, video }: DatasetRecord): string {
  const said = content.kind === 'qa' ? `${content.question} ${content.answer ?? ''}` : (content.text ?? '');
  const line = said.replace(/\s+/gu, ' ').trim();
  const short = line.length > SHORT ? `${line.slice(0, SHORT - 1).toWellFormed()}…` : line;
  return `${video.relativePath ?? video.stem}: ${short}`;
}
