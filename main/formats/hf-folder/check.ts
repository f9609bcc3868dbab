/**
 * As VideoFolder reads it: the columns and types of the first line are those of all, `file_name` leads to a file below the
 * folder, and is relative to the file that it stands in.
 */
import { COLUMNS, expectedView, rowView } from '../bundles/row.ts';
import type { View } from '../expected.ts';
import { fedLines } from '../fed-lines.ts';
import type { Check, CheckJob } from '../format.ts';
import { METADATA_FILE } from './write.ts';
import type { FolderOptions } from './write.ts';

export const checkFolder: Check<FolderOptions> = {
  expected: (record, _options, mediaName) => expectedView(record, mediaName),
  found,
};

async function* found({ files, rules }: CheckJob<FolderOptions>): AsyncGenerator<View> {
  const file = files.find(({ path }) => path === METADATA_FILE);
  rules.hold('there-is-a-metadata-jsonl', file !== undefined, () => files.map(({ path }) => path).join(', '));
  if (!file) return;
  let number = 0;
  let types: string | null = null;
  for await (const line of fedLines(file.staged)) {
    const at = ++number;
    const where = (): string => `${file.path}, line ${at}`;
    const row = JSON.parse(line) as Readonly<Record<string, unknown>>;
    const name = row['file_name'];
    const own = typesOf(row, line);
    types ??= own;
    rules.hold('every-line-has-the-same-columns-of-the-same-types-and-none-is-empty', own === types, where);
    rules.hold('every-file-name-is-below-the-folder', typeof name === 'string' && isBelow(name), where);
    yield rowView(row, String(name));
  }
}

const TYPED = [...Object.entries(COLUMNS), ['file_name', 'string'] as const].map(
  ([name, type]) => ({ name, isNumber: type === 'float64', written: new RegExp(`"${name}":(-?[0-9.eE+-]+)`) }) as const,
);

/** As Arrow tells them apart: a number with a decimal point is another type than one without. */
function typesOf(row: Readonly<Record<string, unknown>>, line: string): string {
  return TYPED.map(({ name, isNumber, written }) => {
    const value = row[name];
    if (!isNumber || typeof value !== 'number') return value === null ? 'null' : typeof value;
    return /[.eE]/.test(written.exec(line)?.[1] ?? '') ? 'float' : 'int';
  }).join();
}

function isBelow(name: string): boolean {
  return name !== '' && !/^[/\\]|^[A-Za-z]:|:\/\//.test(name) && !name.split(/[/\\]/).includes('..');
}
