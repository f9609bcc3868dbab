/** What can be chosen of a table. */
import { z } from 'zod';

const columnOption = (says: string): z.ZodDefault<z.ZodString> =>
  z.string().default('').describe(`reading: the column ${says}; empty: by its usual names`);

export const tableOptions = {
  byteOrderMark: z
    .boolean()
    .default(false)
    .describe('begin with a byte order mark, without which Excel takes the text for that of an old Windows'),
  video: columnOption('that names the video'),
  text: columnOption('of captions, or of answers'),
  question: columnOption('of questions'),
  answer: columnOption('of answers'),
  start: columnOption('with the beginning of the segment'),
  end: columnOption('with the end of the segment'),
  track: columnOption('that names the track'),
  id: columnOption('with the id'),
};

export type TableOptions = Readonly<Record<string, unknown>> & {
  readonly [Option in keyof typeof tableOptions]: z.infer<(typeof tableOptions)[Option]>;
};

/** What differs between comma and tab. */
export interface TableKind {
  readonly format: string;
  readonly file: string;
}
