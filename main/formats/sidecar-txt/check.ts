/**
 * As the trainers read it: the file whose name is the video's with another ending, all of it (kohya's scripts: the first
 * line, or with wildcards one of the lines), without white space at its ends.
 * https://github.com/kohya-ss/sd-scripts/blob/sd3/library/train_util.py (process_caption)
 */
import { readFile } from 'node:fs/promises';
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { textOf } from '../record.ts';
import type { SidecarOptions } from './options.ts';
import { checkToml } from './trainer-rules.ts';
import { tomlName } from './trainers.ts';
import { isWithWildcards, oneLine } from './write.ts';

export const checkSidecars: Check<SidecarOptions> = {
  expected: (record) => [record.video.stem, oneLine(textOf(record) ?? '')],
  found,
};

async function* found({ files, options, rules }: CheckJob<SidecarOptions>): AsyncGenerator<View> {
  const toml = files.find(({ path }) => path === tomlName(options));
  const folders = new Set<string>();
  for (const { path, staged } of files) {
    if (path === toml?.path) continue;
    const name = path.split(/[/\\]/).at(-1) ?? '';
    folders.add(path.slice(0, -name.length - 1));
    const text = await readFile(staged, 'utf8');
    const lines = text.split(/\r\n|[\r\n\u2028\u2029]/);
    if (options.several === 'first') rules.hold('one-line', lines.length === 1, () => path);
    rules.hold('some-text', !lines.some((line) => line.trim() === ''), () => path);
    rules.hold('nothing-around', text === text.trim(), () => path);
    rules.hold('video-name', name.endsWith(options.extension), () => path);
    for (const line of lines) {
      yield [name.slice(0, -options.extension.length), isWithWildcards(options) ? withoutWildcards(line) : line.trim()];
    }
  }
  if (toml) await checkToml(toml, { options, folders, rules });
}

/** What kohya's scripts make of a line: braces that are doubled are braces, between others is a choice. */
function withoutWildcards(line: string): string {
  const doubled = line.replaceAll('{{', '\0').replaceAll('}}', '\u0001');
  return doubled
    .replace(/\{([^}]+)\}/g, (_all, choices: string) => choices.split('|')[0] ?? '')
    .replaceAll('\0', '{')
    .replaceAll('\u0001', '}')
    .trim();
}
