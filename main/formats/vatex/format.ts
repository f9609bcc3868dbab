/** VATEX: English and Chinese captions of a video. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { namesOption } from '../video-name.ts';
import { checkVatex } from './check.ts';
import { readVatex } from './read.ts';
import { writeVatex } from './write.ts';

export const vatex = formatOf({
  name: 'vatex',
  says: 'vatex.json: English and Chinese captions of each video (enCap, chCap), as VATEX has them',
  holds: { captions: true, questions: false, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({
    names: namesOption.default('path'),
    chinese: z.string().min(1).default('zh').describe('the track of the Chinese captions; all others are English'),
    english: z.string().min(1).default('en').describe('reading: the track that English captions come into'),
  }),
  write: writeVatex,
  read: readVatex,
  check: checkVatex,
});
