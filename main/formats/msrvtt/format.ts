/** MSR-VTT: captions of clips, about twenty each. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { namesOption } from '../video-name.ts';
import { checkMsrvtt } from './check.ts';
import { readMsrvtt } from './read.ts';
import { writeMsrvtt } from './write.ts';

export const msrvtt = formatOf({
  name: 'msrvtt',
  says: 'videodatainfo.json: videos and sentences, as MSR-VTT has them',
  holds: { captions: true, questions: false, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({ names: namesOption.default('path') }),
  write: writeMsrvtt,
  read: readMsrvtt,
  check: checkMsrvtt,
});
