/** Reads SubRip as it is found: with or without numbers, points in place of commas, positions after the times. */
import { ProblemError } from '../../document/problem.ts';
import type { CueOptions } from '../cues.ts';
import { msOfTime } from '../cues.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import type { InputFile } from '../input/files.ts';
import { readLines } from '../input/lines.ts';
import type { TextLine } from '../input/lines.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import { recordOfFile } from '../read-record.ts';
import { spokenOf } from './tags.ts';

const TIMES = /^\s*(\S+)\s+-->\s+(\S+)(?:\s+(.*))?$/;

export async function* readSrt({ path, encoding }: ReadInput<CueOptions>): AsyncGenerator<ReadEvent> {
  for (const file of await findFiles(path, ['.srt'])) {
    const source = { path: file.path, encoding, format: 'srt' };
    try {
      yield* readCues(source, file);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

async function* readCues(source: TextSource, file: InputFile): AsyncGenerator<ReadEvent> {
  let block: TextLine[] = [];
  for await (const line of readLines(source)) {
    // A cue that forgot the empty line before it begins with its number and times.
    if (line.text.trim() !== '') block.push(line);
    else {
      yield* cueOfBlock(source, file, block);
      block = [];
    }
  }
  yield* cueOfBlock(source, file, block);
}

function* cueOfBlock(source: TextSource, file: InputFile, block: readonly TextLine[]): Generator<ReadEvent> {
  const [first] = block;
  if (!first) return;
  const numbered = /^\s*\d+\s*$/.test(first.text) && block.length > 1;
  const times = block[numbered ? 1 : 0] ?? first;
  const text = block
    .slice(numbered ? 2 : 1)
    .map((line) => line.text.trim())
    .join('\n');
  const [, from = '', to = '', rest] = TIMES.exec(times.text) ?? [];
  const [fromMs, toMs] = [msOfTime(from), msOfTime(to)];
  const wrong = (cause: string): ReadEvent => ({ problem: unreadable(source, times.line, cause).problem });
  if (fromMs === null || toMs === null) yield wrong('here times like 00:00:01,000 --> 00:00:02,500 were expected');
  else if (toMs <= fromMs) yield wrong('the text ends before it begins');
  else if (text.includes('-->')) yield wrong('an empty line is missing before the next times');
  else if (spokenOf(text) !== '') {
    const spoken = spokenOf(text);
    const own = {
      ...(rest === undefined || rest.trim() === '' ? {} : { position: rest.trim() }),
      ...(spoken === text ? {} : { payload: text }),
    };
    const extra = Object.keys(own).length > 0 ? { srt: own } : null;
    const span = { fromUs: fromMs * 1000, toUs: toMs * 1000 };
    const content = { kind: 'caption' as const, track: null, text: spoken };
    yield { record: { ...recordOfFile(file.relativePath), span, content, extra }, path: file.path, line: first.line };
  }
}
