/** SubRip subtitles. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkSrt } from './check.ts';
import { readSrt } from './read.ts';
import { writeSrt } from './write.ts';

export const srt = formatOf({
  name: 'srt',
  says: 'subtitles: the texts of segments with their times, a file for each video',
  holds: { captions: true, questions: false, wholeVideos: false, segments: true, origin: false },
  filePerVideo: true,
  media: 'named',
  options: z.strictObject({
    whole: z.boolean().default(false).describe('texts about a whole video too, shown from its beginning to its end'),
  }),
  write: writeSrt,
  read: readSrt,
  check: checkSrt,
});
