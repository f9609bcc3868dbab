/** Text files as captions: the file's name is the video's, all of it is the caption (or each line is one, by option). */
import { ProblemError } from '../../document/problem.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import { readWhole, unreadable } from '../input/text.ts';
import { recordOfFile } from '../read-record.ts';
import type { SidecarOptions } from './options.ts';
import { isWithWildcards } from './write.ts';

/** No caption is longer. */
const LONGEST_BYTES = 1 << 20;

export async function* readSidecars({ path, options, encoding }: ReadInput<SidecarOptions>): AsyncGenerator<ReadEvent> {
  for (const file of await findFiles(path, [options.extension.toLowerCase()])) {
    const source = { path: file.path, encoding, format: 'sidecar-txt' };
    try {
      const text = await readWhole(source, LONGEST_BYTES);
      if (text.includes('\0')) throw unreadable(source, null, 'there is a NUL in it, so it is no text');
      const captions = options.several === 'lines' ? text.split(/\r\n?|\n/) : [text.replace(/\r\n?/g, '\n')];
      for (const [index, caption] of captions.entries()) {
        if (caption.trim() === '') continue;
        const said = isWithWildcards(options) ? caption.replace(/([{}])\1/g, '$1') : caption;
        const content = { kind: 'caption' as const, track: null, text: said.trim() };
        yield { record: { ...recordOfFile(file.relativePath), content }, path: file.path, line: index + 1 };
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}
