/** CVAT for video. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkTracks } from './check.ts';
import { readTracks } from './read.ts';
import { writeTracks } from './write.ts';

export const cvatXml = formatOf({
  name: 'cvat-xml',
  says: 'CVAT for video 1.1: a file for each video, a text as an attribute of a box as large as the picture',
  holds: { captions: true, questions: true, wholeVideos: true, segments: true, origin: true },
  filePerVideo: true,
  media: 'named',
  options: z.strictObject({
    fps: z.coerce
      .number()
      .min(0)
      .max(1000)
      .default(0)
      .describe('reading: frames a second, which these files do not say; 0: only what we wrote ourselves is read'),
    text: z.string().min(1).default('text').describe('which attribute is the text'),
  }),
  write: writeTracks,
  read: readTracks,
  check: checkTracks,
});
