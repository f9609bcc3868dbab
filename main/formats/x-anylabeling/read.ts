/** Reads X-AnyLabeling's segments: what is described is the text, else the label is. */
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';
import { restored, spanOf, wholeOf, without } from '../bundles/whole-record.ts';
import type { Visible } from '../bundles/whole-record.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import type { InputFile } from '../input/files.ts';
import { JsonError, parseJson } from '../input/json.ts';
import { causeOf } from '../input/rows.ts';
import { readWhole, unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import { recordOfFile } from '../read-record.ts';
import { stemOf, textOf } from '../record.ts';
import type { DatasetRecord } from '../record.ts';
import { msOf, SEGMENT, TYPE } from './write.ts';

/** A hundred thousand segments are less. */
const LONGEST_BYTES = 1 << 26;

const ms = z.number().nonnegative().max(1e10);
const segmentSchema = z.looseObject({
  id: z.string().optional(),
  label: z.string().default(''),
  start_ms: ms.default(0),
  end_ms: ms.default(0),
  description: z.string().default(''),
});
const sidecarSchema = z.looseObject({
  type: z.literal(TYPE),
  video: z.string().optional(),
  fps: z.number().nonnegative().optional(),
  duration_ms: ms.optional(),
  segments: z.array(z.unknown()).default([]),
});
type Sidecar = z.infer<typeof sidecarSchema>;
type Segment = z.infer<typeof segmentSchema>;

/** Of a folder: files of another type are another program's, and passed over. */
export async function* readSegments({ path, encoding }: ReadInput<unknown>): AsyncGenerator<ReadEvent> {
  for (const file of await findFiles(path, ['.json'])) {
    const source = { path: file.path, encoding, format: 'x-anylabeling' };
    try {
      const value = parsed(source, await readWhole(source, LONGEST_BYTES));
      const { data: sidecar, error } = sidecarSchema.safeParse(value);
      if (sidecar)
        for (const [index, segment] of sidecar.segments.entries())
          yield eventOf({ source, file, sidecar, index }, segment);
      else if (file.path === path || error.issues[0]?.path[0] !== 'type') {
        throw unreadable(source, null, causeOf(error));
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

function parsed(source: TextSource, text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    const line = error.at === null ? null : text.slice(0, error.at).split('\n').length;
    throw unreadable(source, line, error.message);
  }
}

interface Place {
  readonly source: TextSource;
  readonly file: InputFile;
  readonly sidecar: Sidecar;
  readonly index: number;
}

function eventOf({ source, file, sidecar, index }: Place, value: unknown): ReadEvent {
  const wrong = (cause: string): ReadEvent => ({
    problem: unreadable(source, null, `segments ${index + 1}: ${cause}`).problem,
  });
  const { data: segment, error } = segmentSchema.safeParse(value);
  if (!segment) return wrong(causeOf(error));
  const span = spanOf(Math.round(segment.start_ms * 1000), Math.round(segment.end_ms * 1000));
  if (span === null) return wrong('it ends before it begins');
  const text = segment.description === '' ? segment.label : segment.description;
  const read = {
    ...recordOfFile(file.relativePath, stemIn(sidecar, file)),
    span,
    tier: segment.description === '' || segment.label === '' || segment.label === SEGMENT ? null : segment.label,
    content: { kind: 'caption' as const, track: null, text },
    extra: { 'x-anylabeling': keptOf(segment) },
  };
  const record = restored({ format: 'x-anylabeling', read, whole: wholeOf(segment['panda']), visible });
  return { record, path: file.path, line: null };
}

function visible(record: DatasetRecord): Visible {
  const { span, video } = record;
  return {
    stem: video.stem,
    from: span && msOf(span.fromUs),
    to: span && msOf(span.toUs),
    question: null,
    text: textOf(record),
  };
}

/** What a record has no place for. Times are written anew. */
function keptOf(segment: Segment): Readonly<Record<string, unknown>> {
  const rest = without(segment, ['start_ms', 'end_ms', 'start_frame', 'end_frame', 'panda']);
  return segment.description === '' ? rest : without(rest, ['description', 'label']);
}

function stemIn({ video }: Sidecar, { relativePath }: InputFile): string {
  const name = video?.split(/[/\\]/).at(-1) ?? '';
  return name === '' ? stemOf(relativePath) : stemOf(name);
}
