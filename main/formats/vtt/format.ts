/** WebVTT subtitles. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkVtt } from './check.ts';
import { readVtt } from './read.ts';
import { writeVtt } from './write.ts';

export const vtt = formatOf({
  name: 'vtt',
  says: 'subtitles as browsers show them; notes beside each text say who made it',
  holds: { captions: true, questions: false, wholeVideos: false, segments: true, origin: false },
  filePerVideo: true,
  media: 'named',
  options: z.strictObject({
    whole: z.boolean().default(false).describe('texts about a whole video too, shown from its beginning to its end'),
  }),
  write: writeVtt,
  read: readVtt,
  check: checkVtt,
});
