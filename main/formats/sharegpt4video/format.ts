/** Detailed captions of videos and their segments. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkSharegpt4video } from './check.ts';
import { readSharegpt4video } from './read.ts';
import { writeSharegpt4video } from './write.ts';

export const sharegpt4video = formatOf({
  name: 'sharegpt4video',
  says: 'sharegpt4video.jsonl: a line for each video with the captions of its segments and of the whole, as ShareGPT4Video has them',
  holds: { captions: true, questions: false, wholeVideos: true, segments: true, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({}),
  write: writeSharegpt4video,
  read: readSharegpt4video,
  check: checkSharegpt4video,
});
