/** A Hugging Face data set as Parquet files. */
import { z } from 'zod';
import { rowFields } from '../bundles/row-fields.ts';
import { formatOf } from '../format.ts';
import { checkParquet } from './check.ts';
import { readParquet } from './read.ts';
import { writeParquet } from './write.ts';

export const hfParquet = formatOf({
  name: 'hf-parquet',
  says: 'Parquet files that load_dataset reads: a row for each text; with the videos, each row has its own in it',
  holds: { captions: true, questions: true, wholeVideos: true, segments: true, origin: true },
  filePerVideo: false,
  media: 'held',
  dataFiles: '*.parquet',
  fields: rowFields({ file: '.parquet', by: 'column', video: 'video' }),
  options: z.strictObject({
    text: z.string().default('').describe('reading: the column of the text; empty: text, caption, sentence ...'),
    shardMb: z.coerce.number().int().min(1).max(100_000).default(500).describe('megabytes after which a file ends'),
    whole: z
      .boolean()
      .default(true)
      .describe('a column "panda" with all of a record, who made it too, for the way back'),
  }),
  write: writeParquet,
  read: readParquet,
  check: checkParquet,
});
