/** X-AnyLabeling's segments of videos. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkSegments } from './check.ts';
import { readSegments } from './read.ts';
import { writeSegments } from './write.ts';

export const xAnylabeling = formatOf({
  name: 'x-anylabeling',
  says: "X-AnyLabeling's file beside a video: segments with a label and a description",
  holds: { captions: true, questions: false, wholeVideos: false, segments: true, origin: true },
  filePerVideo: true,
  media: 'named',
  options: z.strictObject({}),
  write: writeSegments,
  read: readSegments,
  check: checkSegments,
});
