/** `clip.txt` beside `clip.mp4`. */
import { formatOf } from '../format.ts';
import { checkSidecars } from './check.ts';
import { sidecarOptions } from './options.ts';
import { readSidecars } from './read.ts';
import { writeSidecars } from './write.ts';

export const sidecarTxt = formatOf({
  name: 'sidecar-txt',
  says: 'a text file for each video, all of it the caption: kohya, musubi-tuner, diffusion-pipe',
  holds: { captions: true, questions: false, wholeVideos: true, segments: false, origin: false },
  filePerVideo: true,
  media: 'named',
  options: sidecarOptions,
  write: writeSidecars,
  read: readSidecars,
  check: checkSidecars,
});
