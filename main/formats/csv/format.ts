/** A table for a spreadsheet, with commas. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import type { Separator } from '../table/scan.ts';
import { checkTable } from './check.ts';
import { tableOptions } from './options.ts';
import { readTableFiles } from './read.ts';
import { writeTable } from './write.ts';

const kind = { format: 'csv', file: 'dataset.csv' };
const options = z.strictObject({
  separator: z
    .enum(['comma', 'semicolon'])
    .default('comma')
    .describe('between the cells: Excel wants a semicolon where the comma is the decimal point'),
  ...tableOptions,
});
type Options = z.infer<typeof options>;

export const csv = formatOf<Options>({
  name: 'csv',
  says: 'dataset.csv: a table to edit in a spreadsheet; in: also tables of others, by the names of their columns',
  holds: { captions: true, questions: true, wholeVideos: true, segments: true, origin: false },
  filePerVideo: false,
  media: 'named',
  options,
  write: (job) => writeTable(job, kind, separatorOf(job.options)),
  read: (input) => readTableFiles(input, kind, null),
  check: checkTable(kind, separatorOf),
});

function separatorOf({ separator }: Options): Separator {
  return separator === 'comma' ? ',' : ';';
}
