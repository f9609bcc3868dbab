/** Answers of a model for a judge. */
import { z } from 'zod';
import { formatOf } from '../format.ts';
import { checkPredictions } from './check.ts';
import { readPredictions } from './read.ts';
import { writePredictions } from './write.ts';

export const videochatgptPredictions = formatOf({
  name: 'videochatgpt-predictions',
  says: 'predictions.jsonl or .json: what a model answered beside what is right, for the judges of Video-LLaVA, Video-Panda and Video-ChatGPT',
  holds: { captions: false, questions: true, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({
    judge: z
      .enum(['video-llava', 'video-chatgpt'])
      .default('video-llava')
      .describe("JSON lines as Video-LLaVA and Video-Panda read them, or Video-ChatGPT's array"),
    names: z.enum(['path', 'stem']).default('path').describe('video_name: as in videochatgpt-qa'),
    take: z
      .enum(['pred', 'answer'])
      .default('pred')
      .describe('reading: the text is what was predicted, or what is right'),
  }),
  write: writePredictions,
  read: readPredictions,
  check: checkPredictions,
});
