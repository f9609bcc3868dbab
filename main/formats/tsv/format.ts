/** A table for a spreadsheet, with tabs. */
import { z } from 'zod';
import { checkTable } from '../csv/check.ts';
import { tableOptions } from '../csv/options.ts';
import { readTableFiles } from '../csv/read.ts';
import { writeTable } from '../csv/write.ts';
import { formatOf } from '../format.ts';

const kind = { format: 'tsv', file: 'dataset.tsv' };

export const tsv = formatOf({
  name: 'tsv',
  says: 'dataset.tsv: the same table with tabs between the cells',
  holds: { captions: true, questions: true, wholeVideos: true, segments: true, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject(tableOptions),
  write: (job) => writeTable(job, kind, '\t'),
  read: (input) => readTableFiles(input, kind, '\t'),
  check: checkTable(kind, () => '\t'),
});
