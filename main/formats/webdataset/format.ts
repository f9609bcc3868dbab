/** WebDataset: tar files that are read from front to back. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkShards } from './check.ts';
import { readShards } from './read.ts';
import { writeShards } from './write.ts';

export const webdataset = formatOf({
  name: 'webdataset',
  says: 'tar files with a sample for each text: .json, .txt, and the video itself where it is part of the data set',
  holds: { captions: true, questions: true, wholeVideos: true, segments: true, origin: true },
  filePerVideo: false,
  media: 'held',
  dataFiles: '*.tar',
  options: z.strictObject({
    text: z.string().default('').describe('reading: the key of the text in .json; empty: text, caption, sentence ...'),
    shardMb: z.coerce.number().int().min(1).max(100_000).default(1000).describe('megabytes after which a file ends'),
    ending: z
      .string()
      .regex(/^[a-z0-9]{1,8}$/, 'letters and digits, as mp4')
      .default('mp4')
      .describe('what the video of a sample ends in: its readers want the same for all of them'),
    whole: z
      .boolean()
      .default(true)
      .describe('in .json a key "panda" with all of a record, who made it too, for the way back'),
  }),
  write: writeShards,
  read: readShards,
  check: checkShards,
});
