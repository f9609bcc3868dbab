/** Hugging Face's VideoFolder: the videos, and a line for each text. */
import { z } from 'zod';
import { rowFields } from '../bundles/row-fields.ts';
import { formatOf } from '../format.ts';
import { checkFolder } from './check.ts';
import { readFolder } from './read.ts';
import { writeFolder } from './write.ts';

export const hfFolder = formatOf({
  name: 'hf-folder',
  says: 'a folder that load_dataset("videofolder") reads: metadata.jsonl beside the videos',
  holds: { captions: true, questions: true, wholeVideos: true, segments: true, origin: true },
  filePerVideo: false,
  media: 'needed',
  dataFiles: 'metadata.jsonl',
  fields: rowFields({ file: '.jsonl', by: 'key', video: 'file_name' }),
  options: z.strictObject({
    text: z.string().default('').describe('reading: the column of the text; empty: text, caption, sentence ...'),
    whole: z
      .boolean()
      .default(true)
      .describe('a column "panda" with all of a record, who made it too, for the way back'),
  }),
  write: writeFolder,
  read: readFolder,
  check: checkFolder,
});
