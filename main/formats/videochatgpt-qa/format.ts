/** Zero-shot tests of video question answering. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkQa } from './check.ts';
import { readQa } from './read.ts';
import { TYPE_SCHEMES } from './types.ts';
import { writeQa } from './write.ts';

export const videochatgptQa = formatOf({
  name: 'videochatgpt-qa',
  says: 'test_q.json and test_a.json: MSVD-QA, MSRVTT-QA, TGIF-QA, ActivityNet-QA as Video-ChatGPT and Video-LLaVA read them',
  holds: { captions: false, questions: true, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({
    names: z
      .enum(['path', 'stem'])
      .default('path')
      .describe('video_name: with the folders below the root, or the name of the file alone'),
    types: z
      .enum(TYPE_SCHEMES)
      .default('kept')
      .describe("type beside an answer: as it was imported, none, or by ActivityNet-QA's list"),
    endings: z
      .enum(['loader', 'any'])
      .default('loader')
      .describe('only videos that the loader finds (.mp4, .avi, .mov, .mkv), or all'),
  }),
  write: writeQa,
  read: readQa,
  check: checkQa,
});
