/** Reads LosslessCut's project files: JSON5, which may have comments and keys without quotes. */
import JSON5 from 'json5';
import { z } from 'zod';
import { ProblemError } from '../../document/problem.ts';
import { usFromSeconds } from '../../document/time.ts';
import type { ReadEvent, ReadInput } from '../format.ts';
import { findFiles } from '../input/files.ts';
import type { InputFile } from '../input/files.ts';
import { JsonError, refuseUnsound } from '../input/json.ts';
import { causeOf } from '../input/rows.ts';
import { readWhole, unreadable } from '../input/text.ts';
import type { TextSource } from '../input/text.ts';
import { recordOfFile } from '../read-record.ts';
import { stemOf } from '../record.ts';

/** A hundred thousand segments are less. */
const LONGEST_BYTES = 1 << 25;

const seconds = z.number().nonnegative().max(1e7);
const cutSchema = z.looseObject({
  start: seconds.default(0),
  end: seconds.optional(),
  name: z.string().default(''),
  tags: z.record(z.string(), z.unknown()).default({}),
});
type Cut = z.infer<typeof cutSchema>;
const projectSchema = z.looseObject({
  version: z.number().optional(),
  mediaFileName: z.string().optional(),
  cutSegments: z.array(z.unknown()),
});

export async function* readLlc({ path, encoding }: ReadInput<unknown>): AsyncGenerator<ReadEvent> {
  for (const file of await findFiles(path, ['.llc'])) {
    const source = { path: file.path, encoding, format: 'llc' };
    try {
      const text = await readWhole(source, LONGEST_BYTES);
      const { data: project, error } = projectSchema.safeParse(parse(source, text));
      if (!project) throw unreadable(source, null, causeOf(error));
      for (const [index, cut] of project.cutSegments.entries()) {
        const place = { source, file, media: project.mediaFileName, index };
        yield recordOfCut(place, cut);
      }
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      yield { problem: error.problem };
    }
  }
}

function parse(source: TextSource, text: string): unknown {
  try {
    const value: unknown = JSON5.parse(text);
    refuseUnsound(value);
    return value;
  } catch (error) {
    if (error instanceof JsonError) throw unreadable(source, null, error.message);
    const { lineNumber, message } = error as Error & { readonly lineNumber?: number };
    if (lineNumber !== undefined) throw unreadable(source, lineNumber, message.replace(/^JSON5: /, ''));
    // So deep that the parser ran out of stack.
    if (error instanceof RangeError) throw unreadable(source, null, 'it is nested too deep');
    throw error;
  }
}

interface Place {
  readonly source: TextSource;
  readonly file: InputFile;
  readonly media: string | undefined;
  readonly index: number;
}

function recordOfCut({ source, file, media, index }: Place, value: unknown): ReadEvent {
  const wrong = (cause: string): ReadEvent => ({
    problem: unreadable(source, null, `cutSegments ${index + 1}: ${cause}`).problem,
  });
  const { data: cut, error } = cutSchema.safeParse(value);
  if (!cut) return wrong(causeOf(error));
  const span = { fromUs: usFromSeconds(cut.start), toUs: usFromSeconds(cut.end ?? cut.start) };
  if (span.toUs < span.fromUs) return wrong('it ends before it begins');
  const { tags, kept } = partsOf(cut);
  const record = {
    ...recordOfFile(file.relativePath, stemOfMedia(media, file)),
    span,
    tier: textIn(tags, 'tier'),
    content: { kind: 'caption' as const, track: textIn(tags, 'track'), text: cut.name },
    extra: Object.keys(kept).length > 0 ? { llc: kept } : null,
  };
  return { record, path: file.path, line: null };
}

function partsOf(cut: Cut): {
  tags: Readonly<Record<string, unknown>>;
  kept: Readonly<Record<string, unknown>>;
} {
  const { tags } = cut;
  const others = Object.entries(cut).filter(([key]) => !Object.hasOwn(cutSchema.shape, key));
  const own = Object.entries(tags).filter(
    ([tag, value]) => !(['track', 'tier'].includes(tag) && typeof value === 'string'),
  );
  return {
    tags,
    kept: { ...Object.fromEntries(others), ...(own.length > 0 ? { tags: Object.fromEntries(own) } : {}) },
  };
}

function textIn(tags: Readonly<Record<string, unknown>>, tag: string): string | null {
  const value = Object.hasOwn(tags, tag) ? tags[tag] : null;
  return typeof value === 'string' ? value : null;
}

/** As the project names its media; else as the file is named. */
function stemOfMedia(media: string | undefined, { relativePath }: InputFile): string {
  const name = media?.split(/[/\\]/).at(-1) ?? '';
  return name === '' ? stemOf(relativePath).replace(/-proj$/, '') : stemOf(name);
}
