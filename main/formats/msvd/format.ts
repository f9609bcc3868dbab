/** MSVD: one caption a line. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { namesOption } from '../video-name.ts';
import { checkMsvd } from './check.ts';
import { readMsvd } from './read.ts';
import { writeMsvd } from './write.ts';

export const msvd = formatOf({
  name: 'msvd',
  says: 'AllVideoDescriptions.txt: the name of a video and a caption on each line, as MSVD has them',
  holds: { captions: true, questions: false, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({ names: namesOption.default('stem') }),
  write: writeMsvd,
  read: readMsvd,
  check: checkMsvd,
});
