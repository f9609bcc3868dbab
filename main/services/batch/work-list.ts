/**
 * A list of work from a file or from standard input: CSV or JSON lines of paths, spans in seconds and prompts.
 * A list without a header is paths, or path, from, to, prompt in this order. Whether the videos are there is not looked at.
 */
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';
import { usFromSeconds } from '../../document/time.ts';
import type { Span } from '../../document/time.ts';
import { parseCsv } from './csv.ts';
import type { CsvRow } from './csv.ts';

export interface ListedClip {
  readonly path: string;
  readonly span: Span | null;
  /** Instead of the run's own prompt. */
  readonly prompt: string | null;
}

/** Names by which other tools call the same column. */
const COLUMNS = {
  path: ['path', 'video', 'video_path', 'file', 'file_name', 'filename'],
  from: ['from', 'start', 'start_s'],
  to: ['to', 'end', 'end_s'],
  prompt: ['prompt'],
} as const;
type Column = keyof typeof COLUMNS;
type RawClip = Partial<Record<Column, unknown>>;

const blank = z.union([z.literal(''), z.null(), z.undefined()]).transform(() => null);
const seconds = z
  .union(
    [
      blank,
      z.number(),
      z
        .string()
        .trim()
        .regex(/^\d+(\.\d+)?$/)
        .transform(Number),
    ],
    'not a time in seconds',
  )
  .refine((value) => value === null || (value >= 0 && value < 1e9), 'not a time in seconds');
const clipSchema = z
  .object({
    path: z.string('there is no path').min(1, 'there is no path'),
    from: seconds,
    to: seconds,
    prompt: z.union([blank, z.string()]),
  })
  .refine(({ from, to }) => (from === null) === (to === null), 'a span needs both its start and its end')
  .refine(({ from, to }) => from === null || to === null || from < to, 'the span ends before it starts');

/** `path` is where the list came from, for problems and for paths relative to it; throws `list-unreadable`. */
export function parseWorkList(text: string, path: string): readonly ListedClip[] {
  const source = text.replace(/^\uFEFF/, '');
  const rows = /^\s*\{/.test(source) ? jsonRows(source, path) : csvRows(source);
  return rows.map(({ line, raw }) => {
    const checked = clipSchema.safeParse({ path: raw.path, from: raw.from, to: raw.to, prompt: raw.prompt });
    if (!checked.success) {
      const issue = checked.error.issues[0];
      const column = issue?.path.join('.') ?? '';
      throw refuse(path, line, `${column === '' ? '' : `${column}: `}${issue?.message ?? 'unknown'}`);
    }
    const { from, to, prompt } = checked.data;
    return {
      path: located(checked.data.path, path),
      span: from === null || to === null ? null : { fromUs: usFromSeconds(from), toUs: usFromSeconds(to) },
      prompt,
    };
  });
}

interface RawRow {
  readonly line: number;
  readonly raw: RawClip;
}

function jsonRows(text: string, path: string): RawRow[] {
  const lines = text.split('\n').map((source, index) => ({ line: index + 1, source: source.trim() }));
  return lines
    .filter(({ source }) => source !== '')
    .map(({ line, source }) => {
      let value: unknown;
      try {
        value = JSON.parse(source);
      } catch {
        throw refuse(path, line, 'it is not JSON');
      }
      if (typeof value !== 'object' || value === null) throw refuse(path, line, 'it is not a JSON object');
      return { line, raw: pick(Object.entries(value)) };
    });
}

function csvRows(text: string): RawRow[] {
  const rows = parseCsv(text);
  const header = rows[0]?.fields.map((name) => name.trim().toLowerCase()) ?? [];
  if (header.some((name) => isColumn('path', name))) {
    return rows.slice(1).map(({ line, fields }) => ({
      line,
      raw: pick(header.map((name, index) => [name, fields[index] ?? ''])),
    }));
  }
  return rows.map((row) => ({ line: row.line, raw: withoutHeader(row) }));
}

/** A line that is a file's name as it stands is that file, commas and all. */
function withoutHeader({ fields, source }: CsvRow): RawClip {
  if (fields.length === 1) return { path: fields[0] };
  if (existsSync(source)) return { path: source };
  return { path: fields[0], from: fields[1], to: fields[2], prompt: fields[3] };
}

function pick(entries: readonly (readonly [string, unknown])[]): RawClip {
  const raw: RawClip = {};
  for (const column of Object.keys(COLUMNS) as Column[]) {
    const entry = entries.find(([name]) => isColumn(column, name.toLowerCase()));
    if (entry) raw[column] = entry[1];
  }
  return raw;
}

function isColumn(column: Column, name: string): boolean {
  return (COLUMNS[column] as readonly string[]).includes(name);
}

/** Relative to where the command was given, or else to the folder of the list. */
function located(path: string, list: string): string {
  const here = resolve(path);
  const beside = resolve(dirname(list), path);
  return existsSync(here) || !existsSync(beside) ? here : beside;
}

function refuse(path: string, line: number, cause: string): ProblemError {
  return new ProblemError({ code: 'list-unreadable', path, line, cause });
}
