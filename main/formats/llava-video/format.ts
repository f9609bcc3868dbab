/** Conversations and questions of choice for LLaVA's family. */
import { z } from 'zod';
import { conversationOptions, tokenOption } from '../conversations/conversation.ts';
import { readConversations } from '../conversations/read.ts';
import { writeConversations } from '../conversations/write.ts';
import { formatOf } from '../format.ts';
import { checkLlavaVideo } from './check.ts';
import { llavaVideoShape } from './write.ts';

export const llavaVideo = formatOf({
  name: 'llava-video',
  says: 'llava_video.json: captions, open questions and questions of choice as LLaVA-Video-178K has them',
  holds: { captions: true, questions: true, wholeVideos: true, segments: false, origin: false },
  filePerVideo: false,
  media: 'named',
  options: z.strictObject({
    token: tokenOption('image'),
    ...conversationOptions(),
    source: z.string().default('').describe('data_source of the entries that were not imported with one'),
  }),
  write: (job) => writeConversations(llavaVideoShape, job),
  read: (input) => readConversations(llavaVideoShape, input),
  check: checkLlavaVideo,
});
