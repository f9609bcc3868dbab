/**
 * As the trainers read it: the file whose name is the video's with another ending, all of it (kohya's scripts: line by
 * line), without white space at its ends.
 */
import { readFile } from 'node:fs/promises';
import type { View } from '../expected.ts';
import type { Check, CheckJob } from '../format.ts';
import { textOf } from '../record.ts';
import { oneLine } from './write.ts';
import type { SidecarOptions } from './write.ts';

export const checkSidecars: Check<SidecarOptions> = {
  expected: (record) => [record.video.stem, oneLine(textOf(record) ?? '')],
  found,
};

async function* found({ files, options, rules }: CheckJob<SidecarOptions>): AsyncGenerator<View> {
  for (const { path, staged } of files) {
    const name = path.split(/[/\\]/).at(-1) ?? '';
    const text = await readFile(staged, 'utf8');
    const lines = text.split(/\r\n|[\r\n\u2028\u2029]/);
    if (options.several === 'first') rules.hold('one-line', lines.length === 1, () => path);
    rules.hold('some-text', !lines.some((line) => line.trim() === ''), () => path);
    rules.hold('nothing-around', text === text.trim(), () => path);
    rules.hold('video-name', name.endsWith(options.extension), () => path);
    for (const line of lines) yield [name.slice(0, -options.extension.length), line.trim()];
  }
}
