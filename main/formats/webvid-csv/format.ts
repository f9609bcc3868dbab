/** WebVid: a table of videos and their captions. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkWebvid } from './check.ts';
import { readWebvid } from './read.ts';
import { writeWebvid } from './write.ts';

export const webvidCsv = formatOf({
  name: 'webvid-csv',
  says: 'webvid.csv: videoid, contentUrl, duration, page_dir, name, as WebVid has them and video2dataset reads them',
  holds: { captions: true, questions: false, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({}),
  write: writeWebvid,
  read: readWebvid,
  check: checkWebvid,
});
