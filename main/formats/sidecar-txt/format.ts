/** `clip.txt` beside `clip.mp4`. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkSidecars } from './check.ts';
import { readSidecars } from './read.ts';
import { writeSidecars } from './write.ts';

export const sidecarTxt = formatOf({
  name: 'sidecar-txt',
  says: 'a text file for each video, all of it the caption: kohya, musubi-tuner, diffusion-pipe',
  holds: { captions: true, questions: false, wholeVideos: true, segments: false, origin: false },
  filePerVideo: true,
  media: 'named',
  options: z.strictObject({
    extension: z
      .string()
      .regex(/^\.[A-Za-z0-9]{1,16}$/, 'a dot and letters, as .txt')
      .default('.txt')
      .describe('how the files end: the caption_extension of musubi-tuner'),
    several: z
      .enum(['first', 'lines'])
      .default('first')
      .describe('of several captions of a video: the first alone, or each on a line of its own'),
  }),
  write: writeSidecars,
  read: readSidecars,
  check: checkSidecars,
});
