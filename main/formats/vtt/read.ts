/**
 * Reads WebVTT as its norm says a parser has to (https://www.w3.org/TR/webvtt1/#file-parsing): styles, regions and notes
 * are passed over, what is no cue is said to be wrong, and the rest is read all the same. Tags leave the text and are kept.
 */
import { ProblemError } from '../../document/problem.ts';
import type { Span } from '../../document/time.ts';
import { cueText, msOfTime, timesOf } from '../cues.ts';
import type { CueOptions } from '../cues.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import type { InputFile } from '../input/files.ts';
import { readLines } from '../input/lines.ts';
import type { TextLine } from '../input/lines.ts';
import { unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import { recordOfFile } from '../read-record.ts';
import { NOTE_BEGINS, parseNote } from './note.ts';
import type { CueNote } from './note.ts';
import { payloadOf, textOfPayload } from './payload.ts';

const TIMES = /^[ \t]*([\d:.]+)[ \t]*-->[ \t]*([\d:.]+)(?:[ \t]+(.*))?$/;

export async function* readVtt({ path, encoding }: ReadInput<CueOptions>): AsyncGenerator<ReadEvent> {
  for (const file of await findFiles(path, ['.vtt'])) {
    const source = { path: file.path, encoding, format: 'vtt' };
    try {
      yield* readBlocks(source, file);
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

async function* readBlocks(source: TextSource, file: InputFile): AsyncGenerator<ReadEvent> {
  let note: CueNote | null = null;
  let isHeader = true;
  for await (const block of blocksOf(readLines(source))) {
    const [first] = block;
    const begins = first?.text ?? '';
    if (isHeader) {
      if (!/^WEBVTT(?:[ \t]|$)/.test(begins)) throw unreadable(source, 1, 'it does not begin with WEBVTT');
      isHeader = false;
    } else if (begins.startsWith(NOTE_BEGINS)) note = parseNote(begins);
    else if (!isPassedOver(begins, block)) {
      yield cueOfBlock({ source, file, block, note });
      note = null;
    }
  }
  if (isHeader) throw unreadable(source, 1, 'it is empty');
}

/** Lines between empty ones; times begin a block of their own where the one before has its own or is the header. */
async function* blocksOf(lines: AsyncIterable<TextLine>): AsyncGenerator<TextLine[]> {
  let block: TextLine[] = [];
  let isFirst = true;
  for await (const line of lines) {
    const isTimes = line.text.includes('-->');
    if (line.text === '' || (isTimes && (isFirst || block.some(({ text }) => text.includes('-->'))))) {
      if (block.length > 0) {
        yield block;
        isFirst = false;
      }
      block = [];
    }
    if (line.text !== '') block.push(line);
  }
  if (block.length > 0) yield block;
}

function isPassedOver(first: string, block: readonly TextLine[]): boolean {
  return /^(?:NOTE|STYLE|REGION)(?:[ \t]|$)/.test(first) && !block.slice(0, 2).some(({ text }) => text.includes('-->'));
}

interface Block {
  readonly source: TextSource;
  readonly file: InputFile;
  readonly block: readonly TextLine[];
  readonly note: CueNote | null;
}

function cueOfBlock({ source, file, block, note }: Block): ReadEvent {
  const at = block[0]?.text.includes('-->') ? 0 : 1;
  const line = block[at]?.line ?? block[0]?.line ?? null;
  const wrong = (cause: string): ReadEvent => ({ problem: unreadable(source, line, cause).problem });
  const [, from = '', to = '', settings = ''] = TIMES.exec(block[at]?.text ?? '') ?? [];
  const [fromMs, toMs] = [msOfTime(from), msOfTime(to)];
  if (fromMs === null || toMs === null) return wrong('here times like 00:01.000 --> 00:02.500 were expected');
  if (toMs <= fromMs) return wrong('the text ends before it begins');
  const payload = block
    .slice(at + 1)
    .map(({ text }) => text)
    .join('\n');
  const text = cueText(textOfPayload(payload));
  if (text === '') return wrong('there is no text');
  const id = at === 1 ? (block[0]?.text ?? null) : null;
  const own = {
    ...(id !== null && id !== note?.id ? { id } : {}),
    ...(settings.trim() === '' ? {} : { settings: settings.trim() }),
    ...(payload === payloadOf(text) ? {} : { payload }),
  };
  const record = {
    ...recordOfFile(file.relativePath),
    id: note?.id ?? null,
    span: spanOf(fromMs, toMs, note),
    tier: note?.tier ?? null,
    content: { kind: 'caption' as const, track: note?.track ?? null, text },
    extra: Object.keys(own).length > 0 ? { vtt: own } : null,
  };
  return { record, path: file.path, line };
}

/** The microseconds of the note, as long as the cue's own times are still those that the note's were written as. */
function spanOf(fromMs: number, toMs: number, note: CueNote | null): Span {
  const span = { fromUs: fromMs * 1000, toUs: toMs * 1000 };
  if (typeof note?.fromUs !== 'number' || typeof note.toUs !== 'number' || note.fromUs > note.toUs) return span;
  const noted = timesOf({ fromUs: note.fromUs, toUs: note.toUs });
  return noted.fromMs === fromMs && noted.toMs === toMs ? { fromUs: note.fromUs, toUs: note.toUs } : span;
}
